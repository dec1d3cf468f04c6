"""Latest wins: what is sent of a state that changes faster than it is answered."""

from playwright.sync_api import Page

from tests.frontend.fake_socket import play


def test_parts_of_the_state_are_merged_and_the_newer_wins(module_page: Page):
    merged = module_page.evaluate(
        """async () => {
          const { mergeParts } = await import('/live/outbox.js');
          const older = { message: { steps: 1, layers: 2 }, tensors: { drawing: 3 }, inputAt: 4 };
          return [
            mergeParts(older, { message: { layers: 5 } }),
            mergeParts(null, older), mergeParts(older, null), mergeParts(null, null),
          ];
        }"""
    )
    older = {"message": {"steps": 1, "layers": 2}, "tensors": {"drawing": 3}, "inputAt": 4}
    assert merged[0] == older | {"message": {"steps": 1, "layers": 5}}
    assert merged[1:] == [older, older, None]


def test_one_state_is_on_its_way_and_only_the_newest_waits(module_page: Page):
    sent, frames = play(
        module_page,
        """const line = start(); const [socket] = sockets; socket.open();
           line.send({ network: 'a' }, {}, { inputAt: 1 });
           for (let i = 2; i < 50; i += 1) line.send({ steps: i }, {}, { inputAt: i });
           line.send({ layers: ['x'] }, { drawing: pixels }, { inputAt: 50 });
           socket.answer({ type: 'reading', id: socket.sent[0][0].id });
           socket.answer({ type: 'reading', id: socket.sent[1][0].id });
           return [socket.sent, frames.map(([, timing]) => timing.inputAt)];""",
    )
    assert [message for message, _ in sent] == [
        {"network": "a", "id": sent[0][0]["id"], "type": "read"},
        {"steps": 49, "layers": ["x"], "id": sent[1][0]["id"], "type": "read"},
    ]
    assert sent[1][1] == ["drawing"]
    assert sent[0][0]["id"] < sent[1][0]["id"]
    assert frames == [1, 50]


def test_a_refused_state_is_shown_and_the_whole_is_sent_with_the_next_change(module_page: Page):
    sent, frames = play(
        module_page,
        """state = whole; const line = start(); const [socket] = sockets; socket.open();
           socket.answer({ type: 'error', id: 1, message: 'layers must be …' });
           line.send({ layers: ['conv1'] });
           return [socket.sent, frames.map(([message]) => message.message)];""",
    )
    assert frames == ["layers must be …"]
    assert len(sent) == 2
    assert sent[1][0]["network"] == "digits"
    assert sent[1][1] == ["drawing"]


def test_what_waited_when_a_state_was_refused_is_sent(module_page: Page):
    sent = play(
        module_page,
        """state = whole; const line = start(); const [socket] = sockets; socket.open();
           line.send({ layers: ['conv1'] });
           socket.answer({ type: 'error', id: 1, message: 'no' });
           return socket.sent;""",
    )
    assert [message["layers"] for message, _ in sent] == [[], ["conv1"]]


def test_a_state_refused_for_its_haste_is_sent_again_without_a_word(module_page: Page):
    sent, frames = play(
        module_page,
        """state = whole; start(); const [socket] = sockets; socket.open();
           socket.answer({ type: 'error', id: 1, message: 'too often', retry_after_ms: 5 });
           await until(() => socket.sent.length === 2);
           return [socket.sent, frames];""",
    )
    assert len(sent) == 2
    assert frames == []
