"""Nothing is left of visits that are over, and nothing grows in a tab that stays open."""

import gc
import os
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import count
from weakref import WeakSet

import numpy as np
import pytest
from websockets.sync.client import ClientConnection, connect

from cnnviz.components.visitors import Visitors
from cnnviz.live.meter import Meter
from cnnviz.live.session import Session
from cnnviz.training.choices import Choices
from cnnviz.training.job_limits import JobLimits
from cnnviz.training.jobs import Jobs
from tests.live.asking import whole_read
from tests.live.visitor import answer_of, ping
from tests.training.test_jobs import Clock, Hand
from tools.raw_socket import BINARY, frame, raw

pytestmark = pytest.mark.slow

VISITS = 200
AT_ONCE = 10
HEARTBEATS = 10_000


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Iterator[WeakSet[Session]]:
    """All sessions that are still there."""
    alive: WeakSet[Session] = WeakSet()
    make = Session.__init__

    def noted(self: Session, *arguments: object) -> None:
        make(self, *arguments)  # type: ignore[arg-type] # as they were given
        alive.add(self)

    monkeypatch.setattr(Session, "__init__", noted)
    return alive


def visit(url: str, drawing: np.ndarray, index: int) -> None:
    """Draw and leave properly, or be cut off in the middle of the next drawing."""
    data = whole_read(1, np.roll(drawing, index, axis=1))
    if index % 2:
        with connect(url) as socket:
            socket.send(data)
            assert answer_of(socket).message["type"] == "reading"
        return
    with raw(url) as socket:
        socket.send(frame(BINARY, data))
        assert socket.next_frame()[0] == BINARY
        socket.send(frame(BINARY, data)[: len(data) // 2])


def held() -> tuple[int, int]:
    """Count this process's threads and open files."""
    gc.collect()
    return threading.active_count(), len(os.listdir("/proc/self/fd"))


def soon(is_so: Callable[[], bool]) -> bool:
    return any(is_so() or threading.Event().wait(0.05) for _ in range(100))


def test_nothing_is_left_of_visits_that_are_over(
    serve: Callable[..., str], drawing: np.ndarray, sessions: WeakSet[Session]
):
    url = serve()
    with connect(url) as first:
        ping(first, 1)
    for index in range(AT_ONCE):
        visit(url, drawing, index)
    assert soon(lambda: gc.collect() >= 0 and not sessions)
    before = held()
    for index in range(VISITS):
        visit(url, drawing, index)
    assert soon(lambda: gc.collect() >= 0 and not sessions)
    assert soon(lambda: held() <= before), (held(), before)


def beat(socket: ClientConnection, times: int) -> None:
    """Send heartbeats as a tab does, each after the answer to the one before."""
    for id_ in range(1, 1 + times):
        assert ping(socket, id_).message["id"] == id_


def test_a_tab_left_open_overnight_costs_nothing(
    serve: Callable[..., str], sessions: WeakSet[Session], monkeypatch: pytest.MonkeyPatch
):
    each_ten_seconds = count(step=10).__next__
    monkeypatch.setattr("cnnviz.live.route.Meter", lambda: Meter(clock=each_ten_seconds))
    url = serve(messages_per_second=1e6, message_burst=1e6)
    with connect(url) as socket:
        beat(socket, 500)
        before = held()
        tracemalloc.start()
        try:
            beat(socket, 500)
            small = tracemalloc.get_traced_memory()[0]
            beat(socket, HEARTBEATS)
            grown = tracemalloc.get_traced_memory()[0] - small
        finally:
            tracemalloc.stop()
        assert grown < 4 * HEARTBEATS  # half a pointer for each: none is kept
        assert held() <= before
        assert len(sessions) == 1


def test_nothing_is_kept_of_a_thousand_visitors_who_trained(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Hand, "made", [], raising=False)
    clock, visitors = Clock(), Visitors()
    jobs = Jobs(JobLimits(waiting=1000), start=Hand, clock=clock)
    for name in map(str, range(1000)):
        with visitors.connected(name):
            assert visitors.is_here(name)
        jobs.submit(name, Choices())
        jobs.runs(name)
        jobs.stay(name)
    for hours in range(8):  # their pages are closed
        clock.now = 3600.0 * hours
        jobs.look(visitors.is_here)
    Hand.made[0].end()
    assert jobs.counts() == (0, 0)
    kept = [vars(visitors)["_sockets"], *map(vars(jobs).get, ("_jobs", "_last_seen", "_stays"))]
    assert not any(kept), kept
    assert len(Hand.made) == 1
