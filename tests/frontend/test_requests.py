"""Questions over /live that are answered once, each by its own frame."""

from playwright.sync_api import Page

from tests.frontend.fake_socket import play


def test_requests_are_answered_by_their_own_frames(module_page: Page):
    answers = play(
        module_page,
        """const line = start(); const [socket] = sockets; socket.open();
           const first = settled(line.ask({ type: 'describe', network: 'digits' }));
           const second = settled(line.ask({ type: 'export' }));
           const [a, b] = socket.sent.map(([message]) => message.id);
           socket.answer({ type: 'file', id: b });
           socket.answer({ type: 'error', id: a, message: 'network must be …' });
           return [await first, await second, frames];""",
    )
    assert answers[0] == "network must be …"
    assert answers[1]["type"] == "file"
    assert answers[2] == []


def test_requests_outlive_a_break(module_page: Page):
    first, second, answer = play(
        module_page,
        """const line = start();
           const asked = settled(line.ask({ type: 'find_digit' }, { file: pixels }));
           sockets[0].open();
           sockets[0].lose();
           await until(() => sockets.length === 2);
           sockets[1].open();
           sockets[1].answer({ type: 'found', id: sockets[1].sent[0][0].id });
           return [sockets[0].sent, sockets[1].sent, await asked];""",
    )
    assert first == second
    assert len(first) == 1
    assert first[0][1] == ["file"]
    assert answer["type"] == "found"


def test_what_is_asked_when_told_that_it_is_open_is_sent_once(module_page: Page):
    sent = play(
        module_page,
        """const line = start({ onStatus: (status) => {
             if (status === 'open') settled(line.ask({ type: 'describe', network: 'digits' }));
           } });
           sockets[0].open();
           return sockets[0].sent;""",
    )
    assert [message["type"] for message, _ in sent] == ["describe"]


def test_a_request_that_comes_too_soon_is_repeated(module_page: Page):
    sent, answer = play(
        module_page,
        """const line = start(); const [socket] = sockets; socket.open();
           const asked = settled(line.ask({ type: 'find_digit' }, { file: pixels }));
           const [{ id }] = socket.sent[0];
           socket.answer({ type: 'error', id, message: 'wait a moment', retry_after_ms: 5 });
           await until(() => socket.sent.length === 2);
           socket.answer({ type: 'found', id });
           return [socket.sent, await asked];""",
    )
    assert sent[0] == sent[1]
    assert answer["type"] == "found"


def test_a_request_without_an_answer_is_given_up(module_page: Page):
    assert (
        play(
            module_page,
            """const line = start(); sockets[0].open();
               return settled(line.ask({ type: 'export' }, {}, { timeoutMs: 20 }));""",
        )
        == "the server did not answer within 0 seconds"
    )


def test_late_answers_are_not_taken_for_readings(module_page: Page):
    frames = play(
        module_page,
        """start(); sockets[0].open();
           sockets[0].answer({ type: 'file', id: 77 });
           sockets[0].answer({ type: 'error', id: 78, message: 'late' });
           return frames;""",
    )
    assert frames == []
