"""The browser's end of /live: connecting, reconnecting, heartbeat."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_socket import play
from tools.server import Server


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
        """async ([basePath, protocol]) => (await import('/live/connection.js'))
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
    statuses = play(
        module_page,
        "start(); sockets[0].open(); sockets[0].lose(1013, 'too many pages'); return statuses;",
    )
    assert statuses == ["connecting", "open", ["refused", "too many pages"]]


def test_a_visitor_turned_away_waits_for_no_answer(module_page: Page):
    before, after = play(
        module_page,
        """const line = start(); sockets[0].open();
           const before = settled(line.ask({ type: 'describe' }));
           sockets[0].lose(1013, 'too many pages');
           return [await before, await settled(line.ask({ type: 'describe' }))];""",
    )
    assert (before, after) == ("too many pages", "too many pages")


def test_a_visitor_turned_away_is_let_in_once_the_server_answers(module_page: Page):
    refused, sent, statuses = play(
        module_page,
        """start(); sockets[0].open(); sockets[0].lose(1013, 'full');
           const again = () => {
             window.dispatchEvent(new Event('online'));
             sockets.at(-1).open();
           };
           again(); sockets[1].lose(1013, 'full');
           again();
           const refused = [...statuses];
           const [[ping]] = sockets[2].sent;
           sockets[2].answer({ type: 'pong', id: ping.id });
           return [refused, ping.type, statuses];""",
    )
    assert refused == ["connecting", "open", ["refused", "full"]]
    assert (sent, statuses) == ("ping", [*refused, "open"])


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
           socket.send = (data) => queueMicrotask(() => { // before any clock goes on
             pings += 1;
             socket.answer({ type: 'pong', id: readFrame(data).message.id });
           });
           await until(() => pings === 5);
           return [pings, sockets.length];""",
    )
    assert (pings, count) == (5, 1)


def test_a_pong_that_overtakes_an_answer_is_not_taken_for_it(module_page: Page):
    sent, frames = play(
        module_page,
        """state = whole; const line = start(); const [socket] = sockets; socket.open();
           document.dispatchEvent(new Event('visibilitychange'));  // which earns a ping
           const [reading, ping] = socket.sent.map(([message]) => message);
           socket.answer({ type: 'pong', id: ping.id });
           line.send({ layers: ['next'] });
           socket.answer({ type: 'reading', id: reading.id });
           return [socket.sent.map(([message]) => message.type), frames.map(([m]) => m.type)];""",
    )
    assert sent == ["read", "ping", "read"]
    assert frames == ["reading"]


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
