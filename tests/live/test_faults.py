"""Bad Wi-Fi: halves of messages, visitors who hardly read, and others who notice nothing of it."""

import logging
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from websockets.sync.client import ClientConnection, connect

from cnnviz.live.letting_go import let_go_in_time
from tests.live.raw_socket import BINARY, RawSocket, frame, raw
from tests.live.test_route_limits import gets_in
from tests.live.visitor import answer_of
from tests.live.wire import ask_bytes, take_apart, whole_read

KILOBYTE = 1024
ANSWERS = 20  # that somebody else gets meanwhile


@pytest.fixture(autouse=True)
def no_tracebacks(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record.getMessage() for record in caplog.records if record.exc_info]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.fixture
def linger() -> Iterator[None]:
    """Give connections up soon after their end."""
    let_go_in_time(0.2)
    yield
    let_go_in_time()


def others_go_on(socket: ClientConnection, drawing: np.ndarray) -> None:
    """Let somebody else draw, and have every drawing answered."""
    for id_ in range(2, 2 + ANSWERS):
        socket.send(whole_read(id_, np.roll(drawing, id_, axis=1)))
        assert answer_of(socket).message["id"] == id_


def reading(visitor: RawSocket) -> dict[str, object]:
    opcode, data = visitor.next_frame()
    assert opcode == BINARY
    return take_apart(data).message


def test_a_connection_cut_in_the_middle_of_a_message_makes_room(
    serve: Callable[..., str], drawing: np.ndarray
):
    url = serve(connections=2)
    data = frame(BINARY, whole_read(1, drawing))
    with connect(url) as other:
        for end in (1, 3, 7, 40, len(data) // 2, len(data) - 1):
            with raw(url) as cut:
                cut.send(data[:end])
                others_go_on(other, drawing)
        with raw(url) as cut:
            cut.send(data)
            cut.read_some(5)  # and in the middle of an answer
        others_go_on(other, drawing)
        assert any(gets_in(url) or threading.Event().wait(0.05) for _ in range(400))


def test_half_a_message_waits_for_its_other_half(serve: Callable[..., str], drawing: np.ndarray):
    url = serve()
    data = frame(BINARY, whole_read(1, drawing))
    with connect(url) as other, raw(url) as visitor:
        visitor.send(data[: len(data) // 2])
        others_go_on(other, drawing)
        visitor.send(data[len(data) // 2 :])
        assert reading(visitor)["id"] == 1


def test_half_a_message_without_its_other_half_ends_with_a_sentence(
    serve: Callable[..., str], drawing: np.ndarray
):
    url = serve(idle_seconds=0.3)
    data = frame(BINARY, whole_read(1, drawing))
    with raw(url) as visitor:
        visitor.send(data[: len(data) // 2])
        assert visitor.goodbye() == (1001, "nothing was heard from you for a while")


def test_who_reads_a_kilobyte_at_a_time_gets_whole_answers_the_newest_last(
    serve: Callable[..., str], drawing: np.ndarray
):
    url = serve()
    with connect(url) as other, raw(url, receive_bytes=2 * KILOBYTE) as slow:
        for id_ in range(1, 101):
            slow.send(frame(BINARY, whole_read(id_, np.roll(drawing, id_, axis=1))))
        for _ in range(5):
            assert len(slow.read_some(KILOBYTE)) > 0
            others_go_on(other, drawing)
    with raw(url, receive_bytes=2 * KILOBYTE) as slow:
        for id_ in range(1, 101):
            slow.send(frame(BINARY, whole_read(id_, np.roll(drawing, id_, axis=1))))
        ids = [0]
        while ids[-1] != 100:
            ids.append(int(str(reading(slow)["id"])))
        assert ids == sorted(ids)


def test_who_never_reads_is_let_go_with_all_that_was_not_read(
    serve: Callable[..., str], drawing: np.ndarray, linger: None
):
    url = serve(send_seconds=0.2, requests_at_once=200, request_burst=200)
    with connect(url) as other, raw(url, receive_bytes=2 * KILOBYTE) as idler:
        for id_ in range(1, 200):  # 165 KB an answer, more than the sockets hold
            idler.send_while_open(frame(BINARY, ask_bytes("describe", id_, network="digits")))
        others_go_on(other, drawing)
        assert any(
            not idler.send_while_open(frame(BINARY)) or threading.Event().wait(0.05)
            for _ in range(400)
        )
        others_go_on(other, drawing)
