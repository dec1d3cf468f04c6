"""The browser's end of /live: reconnecting, latest wins, heartbeat, requests."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tools.server import Server

# A socket that does what the test tells it, and a connection over it. Frames sent are kept as
# [message, names of tensors]; `answer` lets the server say something.
BEFORE = """
const { readFrame, writeFrame } = await import('/live/frame.js');
const { openConnection } = await import('/live/connection.js');
const sockets = [];
class FakeSocket {
  constructor() {
    Object.assign(this, { readyState: 0, bufferedAmount: 0, sent: [] });
    sockets.push(this);
  }
  send(data) {
    const { message, tensors } = readFrame(data);
    this.sent.push([message, Object.keys(tensors)]);
  }
  close() { this.readyState = 3; this.closed = true; }
  open() { this.readyState = 1; this.onopen(); }
  lose(code = 1006, reason = '') { this.readyState = 3; this.onclose({ code, reason }); }
  answer(message, tensors = {}) { this.onmessage({ data: writeFrame(message, tensors) }); }
}
const statuses = [];
const frames = [];
let state = null;
const start = (options = {}) => openConnection({
  url: 'ws://nowhere/live',
  describeState: () => state,
  onFrame: (frame, timing) => frames.push([frame.message, timing]),
  onStatus: (status, detail) => statuses.push(detail ? [status, detail] : status),
  createSocket: () => new FakeSocket(),
  ...options,
});
const pixels = { shape: [1, 1], data: new Uint8Array(1) };
const whole = { message: { network: 'digits', layers: [] }, tensors: { drawing: pixels } };
const settled = (promise) => promise.then((f) => f.message, (e) => e.message);
const until = async (holds) => {
  const end = performance.now() + 10_000;
  while (!holds() && performance.now() < end) await new Promise((done) => setTimeout(done, 5));
  return holds();
};
"""


def play(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {BEFORE} {script} }}")


@pytest.mark.parametrize(
    ("base_path", "protocol", "url"),
    [
        ("", "http:", "ws://host:8501/live"),
        ("/lab", "http:", "ws://host:8501/lab/live"),
        ("lab/", "https:", "wss://host:8501/lab/live"),
        ("/a/b", "https:", "wss://host:8501/a/b/live"),
    ],
)
def test_the_engine_listens_below_the_base_path(
    module_page: Page, base_path: str, protocol: str, url: str
):
    assert url == module_page.evaluate(
        """async ([basePath, protocol]) => (await import('/live/address.js'))
             .liveUrl(basePath, { protocol, host: 'host:8501' })""",
        [base_path, protocol],
    )


def test_delays_double_up_to_4_seconds_and_differ_between_visitors(module_page: Page):
    low, high = module_page.evaluate(
        """async () => {
          const { backoffDelay } = await import('/live/backoff.js');
          const delays = (random) => [0, 1, 2, 3, 4, 5, 99].map((n) => backoffDelay(n, random));
          return [delays(0), delays(1)];
        }"""
    )
    assert low == [125, 250, 500, 1000, 2000, 2000, 2000]
    assert high == [250, 500, 1000, 2000, 4000, 4000, 4000]


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


def test_the_whole_state_is_sent_once_connected(module_page: Page):
    sent, statuses = play(
        module_page,
        """state = whole; start(); const [socket] = sockets; socket.open();
           return [socket.sent, statuses];""",
    )
    assert sent == [[{"network": "digits", "layers": [], "id": 1, "type": "read"}, ["drawing"]]]
    assert statuses == ["connecting", "open"]


def test_nothing_is_sent_while_there_is_nothing_to_read(module_page: Page):
    assert play(module_page, "start(); sockets[0].open(); return sockets[0].sent;") == []


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


def test_after_a_break_the_whole_state_is_sent_again(module_page: Page):
    sent, statuses = play(
        module_page,
        """state = whole; const line = start(); sockets[0].open();
           sockets[0].lose();
           line.send({ layers: ['new'] });
           await until(() => sockets.length === 2);
           sockets[1].open();
           return [sockets[1].sent, statuses];""",
    )
    assert len(sent) == 1
    assert sent[0][0] | {"id": 0} == {
        "network": "digits",
        "layers": ["new"],
        "id": 0,
        "type": "read",
    }
    assert sent[0][1] == ["drawing"]
    assert statuses == ["connecting", "open", "reconnecting", "open"]


def test_while_the_server_is_away_it_is_tried_again_and_again(module_page: Page):
    statuses = play(
        module_page,
        """start();
           for (let i = 0; i < 3; i += 1) {
             await until(() => sockets.length === i + 1);
             sockets[i].lose();
           }
           await until(() => sockets.length === 4);
           sockets[3].open();
           return statuses;""",
    )
    assert statuses == ["connecting", "open"]


def test_a_network_that_is_back_is_used_at_once(module_page: Page):
    count = play(
        module_page,
        """start(); sockets[0].open();
           for (let i = 0; i < 6; i += 1) {  // by now the next attempt is a second away, or two
             sockets.at(-1).lose();
             window.dispatchEvent(new Event('online'));
           }
           return sockets.length;""",
    )
    assert count == 7


def test_a_visitor_turned_away_is_told_why(module_page: Page):
    statuses, frames = play(
        module_page,
        """start(); sockets[0].open();
           sockets[0].answer({ type: 'error', id: null, message: 'full' });
           sockets[0].lose(1013, 'too many visitors');
           return [statuses, frames.map(([message]) => message.message)];""",
    )
    assert statuses == ["connecting", "open", ["refused", "too many visitors"]]
    assert frames == ["full"]


def test_a_silent_server_is_pinged_and_then_given_up(module_page: Page):
    sent, statuses, closed = play(
        module_page,
        """start({ pulseMs: 10 }); sockets[0].open();
           await until(() => sockets.length === 2);
           return [sockets[0].sent, statuses, sockets[0].closed];""",
    )
    assert sent == [[{"type": "ping", "id": sent[0][0]["id"]}, []]]
    assert statuses[-1] == "reconnecting" or statuses[-1][0] == "reconnecting"
    assert closed


def test_a_server_that_answers_pings_is_kept(module_page: Page):
    pings, count = play(
        module_page,
        """start({ pulseMs: 10 }); const [socket] = sockets; socket.open();
           let pings = 0;
           await until(() => {
             const ping = socket.sent.pop();
             if (ping) { pings += 1; socket.answer({ type: 'pong', id: ping[0].id }); }
             return pings === 5;
           });
           return [pings, sockets.length];""",
    )
    assert (pings, count) == (5, 1)


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


def test_a_destroyed_connection_leaves_nothing_behind(module_page: Page):
    count, closed, answer = play(
        module_page,
        """const line = start({ pulseMs: 5 }); sockets[0].open();
           const asked = settled(line.ask({ type: 'export' }));
           line.destroy();
           window.dispatchEvent(new Event('online'));
           document.dispatchEvent(new Event('visibilitychange'));
           await new Promise((done) => setTimeout(done, 400));
           return [sockets.length, sockets[0].closed, await asked];""",
    )
    assert (count, closed, answer) == (1, True, "the view was closed")


def test_a_drawing_goes_on_when_the_server_was_killed_and_started_again(
    module_page: Page, start_server: Callable[..., Server], complaints: Any
):
    complaints.allow("WebSocket connection to")  # the browser's own words while it is away
    server = start_server()
    module_page.evaluate(
        """async (url) => {
          const { openConnection } = await import('/live/connection.js');
          const drawing = { shape: [112, 112], data: new Uint8Array(112 * 112) };
          drawing.data.fill(255, 50 * 112, 60 * 112);
          const out = document.body.appendChild(document.createElement('output'));
          const status = document.body.appendChild(document.createElement('b'));
          window.connection = openConnection({
            url,
            describeState: () => ({ message: { network: 'digits' }, tensors: { drawing } }),
            onFrame({ message, tensors }) {
              window.softmax = [...tensors.softmax.data];
              out.textContent = `${message.type} ${Number(out.dataset.count ?? 0) + 1}`;
              out.dataset.count = Number(out.dataset.count ?? 0) + 1;
            },
            onStatus: (text) => { status.textContent = text; },
          });
        }""",
        server.url.replace("http://", "ws://") + "/live",
    )
    expect(module_page.locator("output")).to_have_text("reading 1", timeout=30_000)
    before = module_page.evaluate("softmax")
    server.kill()
    expect(module_page.locator("b")).to_have_text("reconnecting", timeout=30_000)
    server.restart()
    expect(module_page.locator("output")).to_have_text("reading 2", timeout=30_000)
    expect(module_page.locator("b")).to_have_text("open")
    after = module_page.evaluate("softmax")
    assert after == before
    assert np.sum(after) == pytest.approx(1)
    module_page.evaluate("connection.destroy()")
