"""Who may connect, how often and how much may be asked."""

import threading
from collections.abc import Callable

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.live.asking import ask_bytes
from tests.live.gate import Gate
from tests.live.visitor import SECONDS, Connect, answer_of, goodbye, ping


def test_only_so_many_requests_may_wait(visit: Connect, gate: Gate):
    socket = visit(networks=gate.networks, requests_at_once=2)
    for id_ in (1, 2, 3):
        socket.send(ask_bytes("describe", id_, network="digits"))
    error = answer_of(socket).message
    assert (error["id"], error["retry_after_ms"] > 0) == (3, True)
    assert error["message"] == "at most 2 requests may wait at once, wait a moment"
    gate.opened.set()
    assert {answer_of(socket).message["id"] for _ in range(2)} == {1, 2}


def test_a_visitor_who_asks_too_often_is_told_so_and_served_again(visit: Connect):
    socket = visit(messages_per_second=10, message_burst=2)
    answers = [ping(socket, id_).message for id_ in (1, 2, 3)]
    assert [a["type"] for a in answers] == ["pong", "pong", "error"]
    assert answers[2]["id"] == 3
    assert answers[2]["message"] == (
        "messages must come at most 10 times a second, this one was left out"
    )
    assert 0 < answers[2]["retry_after_ms"] <= 101
    assert ping(socket, 4).message["type"] == "pong"


def test_what_takes_longer_has_a_rate_of_its_own(visit: Connect):
    socket = visit(requests_per_second=1, request_burst=1)
    socket.send(ask_bytes("find_digit", 1, b"no picture"))
    assert answer_of(socket).message["message"].startswith("the file must be a PNG")
    socket.send(ask_bytes("export", 2))
    error = answer_of(socket).message
    assert error["message"] == "requests must come at most 1 times a second, wait a moment"
    assert 0 < error["retry_after_ms"] <= 1001
    assert ping(socket, 3).message["type"] == "pong"


def test_only_so_many_pictures_are_kept_for_all_visitors_together(
    serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()

    def look(_file: bytes) -> np.ndarray:
        begun.set()
        assert go_on.wait(SECONDS)
        return np.zeros((112, 112), np.uint8)

    monkeypatch.setattr("cnnviz.live.digits.reading.find_digit", look)
    url = serve(pictures=1)
    with connect(url) as first, connect(url) as second:
        first.send(ask_bytes("find_digit", 1, b"picture"))
        assert begun.wait(SECONDS)
        second.send(ask_bytes("find_digit", 2, b"picture"))
        error = answer_of(second).message
        assert error["message"] == "the server has too many files to look at, wait a moment"
        assert error["retry_after_ms"] > 0
        go_on.set()
        assert answer_of(first).message == {"type": "found", "id": 1}
        second.send(ask_bytes("find_digit", 3, b"picture"))
        assert answer_of(second).message == {"type": "found", "id": 3}


def test_a_refused_origin_gets_403_at_the_handshake(serve: Callable[..., str]):
    asked = []

    def rule(origin: str | None, host: str | None) -> bool:
        asked.append((origin, host))
        return False

    url = serve(rule=rule)
    with pytest.raises(InvalidStatus) as refused, connect(url, origin="https://example.org"):
        pass
    assert refused.value.response.status_code == 403
    assert asked == [("https://example.org", url.split("/")[2])]


def test_one_visitor_too_many_is_told_so(serve: Callable[..., str]):
    url = serve(connections=1)
    with connect(url) as first:
        with connect(url) as second:
            assert goodbye(second) == (
                1013,
                "the server has as many open pages as it may have (1): this one connects by itself "
                "when there is room",
            )
        assert ping(first, 1).message["type"] == "pong"
    with connect(url) as third:
        assert ping(third, 1).message["type"] == "pong"


def test_one_address_may_have_only_so_many_connections(serve: Callable[..., str]):
    url = serve(connections_per_address=2)
    with connect(url) as first, connect(url):
        with connect(url) as third:
            assert goodbye(third) == (
                1013,
                "your address has as many open pages as it may have (2): this one connects by "
                "itself when there is room",
            )
        with connect(url, source_address=("127.0.0.2", 0)) as elsewhere:
            assert ping(elsewhere, 1).message["type"] == "pong"
        assert ping(first, 1).message["type"] == "pong"
    assert any(gets_in(url) or threading.Event().wait(0.05) for _ in range(400))


def test_a_message_larger_than_the_operator_allows_is_refused(visit: Connect):
    socket = visit(message_bytes=2000)
    socket.send(ask_bytes("find_digit", 1, bytes(2000)))
    error = answer_of(socket).message["message"]
    assert error.startswith("a message must be at most 2000 bytes, got 21")
    assert ping(socket, 2).message["type"] == "pong"


def test_a_silent_visitor_is_let_go(visit: Connect):
    assert goodbye(visit(idle_seconds=0.05)) == (1001, "nothing was heard from you for a while")


def gets_in(url: str) -> bool:
    try:
        with connect(url) as socket:
            return ping(socket, 1).message["type"] == "pong"
    except ConnectionClosed:
        return False


def test_a_visitor_who_does_not_read_makes_room_for_another(serve: Callable[..., str]):
    url = serve(send_seconds=0.1, connections=1, requests_at_once=200, request_burst=200)
    with connect(url, max_queue=1, close_timeout=0.1) as idler:
        for id_ in range(1, 200):  # 165 KB an answer, more than the sockets hold
            idler.send(ask_bytes("describe", id_, network="digits"))
        assert any(gets_in(url) or threading.Event().wait(0.05) for _ in range(400))
