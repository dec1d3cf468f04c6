import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cnnviz.live.connection import Limits
from cnnviz.live.networks import Networks
from cnnviz.live.route import live_route
from cnnviz.network import Network
from tests.live.wire import (
    Answer,
    ask_bytes,
    filter_bytes,
    read_bytes,
    stage_of,
    take_apart,
    whole_read,
)

Connect = Callable[..., ClientConnection]
SECONDS = 20.0  # after which a test gives up


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve on a free port, with the WebSocket implementation that Streamlit chooses."""
    config = uvicorn.Config(app, port=0, ws="websockets-sansio", log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"ws://127.0.0.1:{port}/live"
    server.should_exit = True
    thread.join()


@pytest.fixture
def serve(networks: Networks) -> Iterator[Callable[..., str]]:
    """Serve a route with limits of one's own; gives its address."""
    with ExitStack() as running:

        def one(*, rule: Any = None, networks: Networks = networks, **limits: Any) -> str:
            route = live_route(
                is_origin_allowed=rule or (lambda _origin, _host: True),
                networks=networks,
                limits=Limits(**limits),
            )
            return running.enter_context(serving(Starlette(routes=[route])))

        yield one


@pytest.fixture
def visit(serve: Callable[..., str]) -> Iterator[Connect]:
    """Serve and connect: ``socket = visit(jobs=1)``."""
    with ExitStack() as connected:

        def one(**options: Any) -> ClientConnection:
            return connected.enter_context(
                connect(serve(**options), origin="https://example.org", max_size=None)
            )

        yield one


def answer_of(socket: ClientConnection) -> Answer:
    return take_apart(socket.recv(SECONDS))


def goodbye(socket: ClientConnection) -> tuple[int, str]:
    """Give the code and the words with which the server closes."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(SECONDS)
    assert closed.value.rcvd
    return closed.value.rcvd.code, closed.value.rcvd.reason


def ping(socket: ClientConnection, id_: int) -> Answer:
    socket.send(ask_bytes("ping", id_))
    return answer_of(socket)


def test_a_ping_is_answered(visit: Connect):
    socket = visit()
    assert ping(socket, 5).message == {"type": "pong", "id": 5}


def test_a_drawing_is_read(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(whole_read(2, drawing))
    answer = answer_of(socket)
    assert (answer.message["type"], answer.message["id"]) == ("reading", 2)
    assert answer.tensors["softmax"].sum() == pytest.approx(1)


def test_other_requests_are_answered_beside_the_readings(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(whole_read(2, drawing))
    socket.send(ask_bytes("describe", 3, network="digits"))
    socket.send(ask_bytes("export", 4))
    answers = {a["id"]: a["type"] for a in (answer_of(socket).message for _ in range(3))}
    assert answers == {2: "reading", 3: "network", 4: "file"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a message must be at least 8 bytes, got 0"),
        (b"\x00\xff" * 500, "the header's length must be at most"),
        (whole_read(2, np.zeros((28, 28), np.uint8))[:-1], "tensor drawing: data_offsets must"),
        (ask_bytes("paint", 2), "type must be one of"),
        (bytes(2**23 + 300_000), "a message must be at most 8650760 bytes, got 8688608"),
        ("hello", "a message must be binary, got text"),
    ],
)
def test_bad_messages_are_answered_and_the_connection_lives_on(
    visit: Connect, data: bytes | str, sentence: str
):
    socket = visit()
    socket.send(data)
    error = answer_of(socket).message
    assert error["type"] == "error"
    assert error["message"].startswith(sentence)
    assert ping(socket, 3).message["type"] == "pong"


def test_a_picture_is_filtered_beside_readings(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(filter_bytes(2, drawing[None], stages=[stage_of()]))
    socket.send(whole_read(3, drawing))
    answers = {a["id"]: a["type"] for a in (answer_of(socket).message for _ in range(2))}
    assert answers == {2: "filtered", 3: "reading"}


def test_of_many_filters_the_newest_is_answered_last(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(filter_bytes(2, drawing[None], stages=[stage_of()]))
    for id_ in range(3, 40):
        socket.send(filter_bytes(id_, stages=[stage_of(stride=[1 + id_ % 3, 1])]))
    ids = [answer_of(socket).message["id"]]
    while ids[-1] < 39:
        ids.append(answer_of(socket).message["id"])
    assert ids == sorted(ids)
    assert ping(socket, 99).message["type"] == "pong"  # and nothing follows


@pytest.mark.parametrize(
    ("change", "field"), [({"stride": [0, 1]}, "stride[0]"), ({"pool_size": 16}, "pool_size")]
)
def test_a_filter_that_cannot_be_is_answered_with_its_field(
    visit: Connect, change: dict[str, Any], field: str
):
    socket = visit()
    picture = np.zeros((1, 8, 8), np.uint8)
    socket.send(filter_bytes(2, picture, stages=[stage_of(**change)]))
    error = answer_of(socket).message
    assert (error["type"], error["id"], error["field"]) == ("error", 2, f"stages[0].{field}")
    assert error["message"].startswith(field)
    socket.send(filter_bytes(3, picture, stages=[stage_of()]))
    assert answer_of(socket).message["type"] == "filtered"


def test_a_reading_that_fails_is_answered_and_the_next_one_succeeds(
    visit: Connect, drawing: np.ndarray
):
    socket = visit()
    socket.send(whole_read(2, drawing, layers=["conv99"]))
    error = answer_of(socket).message
    assert (error["type"], error["id"]) == ("error", 2)
    assert error["message"].startswith("layers[0] must be one of conv1")
    socket.send(read_bytes(3, layers=["conv1"]))
    assert answer_of(socket).message["id"] == 3


class Gate:
    """Networks that load only when a test opens the gate."""

    def __init__(self, network: Network) -> None:
        self.opened = threading.Event()
        self.asked = threading.Event()
        self.networks = Networks(load=lambda _path: self._wait(network))

    def _wait(self, network: Network) -> Network:
        self.asked.set()
        assert self.opened.wait(20)
        return network


@pytest.fixture
def gate(networks: Networks) -> Gate:
    return Gate(networks.get("digits"))


def test_overtaken_readings_are_not_answered(visit: Connect, gate: Gate, drawing: np.ndarray):
    socket = visit(networks=gate.networks)
    socket.send(whole_read(1, drawing))
    assert gate.asked.wait(20)  # the first is under way, and waits for its network
    for id_ in range(2, 50):
        socket.send(read_bytes(id_, np.roll(drawing, id_, axis=1)))
    assert ping(socket, 50).message["type"] == "pong"  # so the server has seen them all
    gate.opened.set()
    answers = [answer_of(socket) for _ in range(2)]
    assert [a.message["id"] for a in answers] == [1, 49]
    assert answers[1].message["ink_box"] == [20, 79, 90, 91]
    assert ping(socket, 51).message["id"] == 51


def test_the_loop_goes_on_while_a_network_is_loaded(visit: Connect, gate: Gate):
    socket = visit(networks=gate.networks)
    socket.send(ask_bytes("describe", 1, network="digits"))
    assert gate.asked.wait(20)
    assert ping(socket, 2).message["id"] == 2
    gate.opened.set()
    assert answer_of(socket).message["type"] == "network"


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

    monkeypatch.setattr("cnnviz.live.session.find_digit", look)
    url = serve(pictures=1)
    with connect(url) as first, connect(url) as second:
        first.send(ask_bytes("find_digit", 1, b"picture"))
        assert begun.wait(SECONDS)
        second.send(ask_bytes("find_digit", 2, b"picture"))
        error = answer_of(second).message
        assert error["message"] == "the server has too many pictures to look at, wait a moment"
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
            error = answer_of(second).message
            assert error["message"] == "the server has its 1 visitors already, try again later"
            assert goodbye(second) == (1013, "too many visitors")
        assert ping(first, 1).message["type"] == "pong"
    with connect(url) as third:
        assert ping(third, 1).message["type"] == "pong"


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


def test_a_fault_of_ours_is_a_sentence_to_the_visitor(
    visit: Connect, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("cnnviz.live.session.read_drawing", fail)
    socket = visit()
    socket.send(whole_read(2, drawing))
    assert answer_of(socket).message == {
        "type": "error",
        "id": 2,
        "message": "the server could not answer this message",
    }
    assert ping(socket, 3).message["type"] == "pong"
