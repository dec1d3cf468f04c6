"""Bad Wi-Fi: halves of messages, visitors who hardly read, and others who notice nothing of it."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle

import numpy as np
import pytest
from websockets.sync.client import ClientConnection, connect

from cnnviz.live.limits import TokenBucket
from cnnviz.server.limited_websocket import LimitedWebSocket
from tests.live.asking import ask_bytes, take_apart, whole_read
from tests.live.test_route_limits import gets_in
from tests.live.visitor import answer_of, goodbye, ping
from tools.raw_socket import BINARY, RawSocket, frame, raw

pytestmark = pytest.mark.slow

KILOBYTE = 1024
SECONDS_SLOW = 3
YEAR = 365 * 86400.0
ANSWERS = 20  # that somebody else gets meanwhile


@pytest.fixture(autouse=True)
def no_tracebacks(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record.getMessage() for record in caplog.records if record.exc_info]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


class Impatient(LimitedWebSocket):
    """Gives connections up soon after their end."""

    linger_seconds = 0.2


def others_go_on(socket: ClientConnection, drawing: np.ndarray) -> None:
    """Let somebody else draw, and have every drawing answered."""
    for id_ in range(2, 2 + ANSWERS):
        socket.send(whole_read(id_, np.roll(drawing, id_, axis=1)))
        assert answer_of(socket).message["id"] == id_


def a_second_goes_by(socket: ClientConnection, drawing: np.ndarray) -> None:
    """Let somebody else draw meanwhile, as often as a hand moves."""
    end = time.monotonic() + 1
    while time.monotonic() < end:
        socket.send(whole_read(1, drawing))
        assert answer_of(socket).message["id"] == 1
        threading.Event().wait(1 / 30)


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


def test_who_reads_a_kilobyte_a_second_gets_whole_answers_the_newest_last(
    serve: Callable[..., str], drawing: np.ndarray
):
    url = serve()
    with connect(url) as other, raw(url, receive_bytes=2 * KILOBYTE) as slow:
        for id_ in range(1, 101):
            slow.send(frame(BINARY, whole_read(id_, np.roll(drawing, id_, axis=1))))
        for _ in range(SECONDS_SLOW):
            assert 0 < slow.read_some(KILOBYTE) <= KILOBYTE
            a_second_goes_by(other, drawing)
        ids = [0]
        while ids[-1] != 100:
            ids.append(int(str(reading(slow)["id"])))
        assert ids == sorted(ids)


@pytest.mark.parametrize("size", [0, KILOBYTE], ids=["never", "a kilobyte a second"])
def test_who_hardly_reads_is_let_go_with_all_that_was_not_read(
    serve: Callable[..., str], drawing: np.ndarray, size: int
):
    patience = {"send_seconds": 1.5 if size else 0.2}
    url = serve(websocket=Impatient, requests_at_once=200, request_burst=200, **patience)
    with connect(url) as other, raw(url, receive_bytes=2 * KILOBYTE) as idler:
        for id_ in range(1, 200):  # 165 KB an answer, more than the sockets hold
            idler.send_while_open(frame(BINARY, ask_bytes("describe", id_, network="digits")))
        others_go_on(other, drawing)
        for _ in range(10 if size else 0):
            if not idler.send_while_open(frame(BINARY)):
                break
            with suppress(ConnectionResetError):
                idler.read_some(size)
            a_second_goes_by(other, drawing)
        assert any(
            not idler.send_while_open(frame(BINARY)) or threading.Event().wait(0.05)
            for _ in range(400)
        )
        others_go_on(other, drawing)


def test_a_clock_that_jumps_lets_nobody_ask_more_often_or_stay_longer(
    serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
):
    now, jumps = time.time, cycle((0.0, YEAR, -YEAR))
    monkeypatch.setattr(time, "time", lambda: now() + next(jumps))
    bucket = TokenBucket(per_second=0.001, burst=3)
    assert [bucket.take() for _ in range(6)] == [True] * 3 + [False] * 3
    assert 900 < bucket.wait_seconds() <= 1000
    with connect(serve(idle_seconds=0.3)) as socket:
        assert [ping(socket, id_).message["id"] for id_ in range(1, 7)] == [*range(1, 7)]
        assert goodbye(socket) == (1001, "nothing was heard from you for a while")
