"""Slow heatmaps come from a process of their own, which may end at any time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Event, Thread

import numpy as np
import pytest

from cnnviz.explain.saliency import integrated_gradients
from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps import process
from cnnviz.live.heatmaps.making import Subject
from cnnviz.live.heatmaps.process import BROKE_OFF, HeatProcess
from cnnviz.live.heatmaps.tasks import RESTED, Occlude, Predict, Task, encode
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session
from cnnviz.networks.editing import edit_network
from cnnviz.process.child_process import GONE, read_piece, start_module, write_piece
from tests.live.asking import ask_bytes, refusal, tell, whole_read
from tests.live.heatmaps.conftest import reading
from tests.live.heatmaps.hands import PATCH, whole
from tests.live.looked import ask

pytestmark = pytest.mark.slow

PATIENCE = 600  # seconds; only for one that hangs: on a busy machine torch may take minutes
ENDLESS = [(0, 0)] * 1_000_000
INTEGRATED = {"method": "integrated_gradients", "label": 1}

# Has had enough as it is given something to do, or once it has done it.
BRIEF = """
import os, sys
from cnnviz.process.child_process import begin, read_piece, write_piece
from cnnviz.live.heatmaps.tasks import RESTED, Done, encode
output = begin()
read_piece(sys.stdin.buffer)
if sys.argv[1] == "answer":
    write_piece(output, encode(Done((b"\\0\\0\\0\\x40",))))
os._exit(RESTED)
"""


@pytest.fixture
def session(apart: Engine, drawing: np.ndarray) -> Session:
    """A session whose slow heatmaps come from the process."""
    return reading(apart, drawing)


@pytest.fixture
def subject(apart: Engine, picture: np.ndarray) -> Subject:
    return Subject(apart.networks.get("digits"), False, picture)


def pid_of(maker: HeatProcess) -> int:
    assert maker._child
    return maker._child.process.pid


def test_changed_networks_explain_themselves_there_each_in_turn(
    session: Session, apart: Engine, picture: np.ndarray
):
    for off in ([0, 3], [1], []):
        tell(session, whole_read(2, None, off={"conv1": off}))
        network = edit_network(apart.networks.get("digits"), {}, {"conv1": off})
        for random in (False, True):
            answer = ask(session, "heat", **INTEGRATED, random=random)
            reader = apart.networks.randomized(network) if random else network
            expected = integrated_gradients(reader, picture, 1)
            np.testing.assert_array_equal(answer.tensors["heat"], expected)
            score = float(reader.outputs(picture)["dense2"][1])
            assert answer.message["score"] == pytest.approx(score, abs=1e-5)


def test_what_it_can_not_do_comes_back_as_a_sentence(session: Session):
    pid = pid_of(session.engine.heat_maker) if whole(session, **PATCH) else 0
    question = ask_bytes("heat", 2, **(INTEGRATED | {"label": 10}))
    assert refusal(session, question) == "label must be between 0 and 9, got 10"
    assert ask(session, "heat", **INTEGRATED).tensors["heat"].any()
    assert pid_of(session.engine.heat_maker) == pid


def test_it_goes_after_the_server_and_before_trainings(session: Session):
    whole(session, **PATCH)
    pid = pid_of(session.engine.heat_maker)
    assert os.sched_getscheduler(pid) == os.SCHED_OTHER  # a training has SCHED_IDLE
    assert os.getpriority(os.PRIO_PROCESS, pid) == 19


def test_two_visitors_are_served_in_turn(apart: Engine, drawing: np.ndarray):
    drawings = [drawing, drawing.T.copy()]
    found: list[np.ndarray] = []

    def visit(session: Session) -> None:
        found.append(whole(session, **PATCH)[-1].tensors["heat"])

    visitors = [Thread(target=visit, args=(reading(apart, one),)) for one in drawings]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    here = [whole(reading(Engine(), one), **PATCH)[-1].tensors["heat"] for one in drawings]
    assert all(any(np.array_equal(one, other) for other in found) for one in here)


def test_one_that_is_killed_is_told_of_and_followed_by_another(session: Session, subject: Subject):
    maker = session.engine.heat_maker
    before = whole(session, **PATCH)[-1].tensors["heat"]
    sentences: list[str] = []

    def wait() -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at
            maker.occluded(subject, 1, ENDLESS, 7, seconds=PATIENCE)
        sentences.append(str(caught.value))

    waiting = Thread(target=wait)
    waiting.start()
    while waiting.is_alive():
        if maker._child:
            os.kill(maker._child.process.pid, signal.SIGKILL)
        waiting.join(0.05)
    assert sentences == [BROKE_OFF]
    again = ask(session, "heat", **(PATCH | {"label": 2}))
    assert (again.message["done"], again.message["total"]) == (1, 16)
    np.testing.assert_array_equal(whole(session, **PATCH)[-1].tensors["heat"], before)


def test_one_that_rested_is_followed_by_another_without_a_word(
    networks: Networks, subject: Subject, monkeypatch: pytest.MonkeyPatch
):
    started: list[subprocess.Popen[bytes]] = []

    def start(*_: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", BRIEF, "answer" if started else "rest"]
        started.append(subprocess.Popen(command, stdin=-1, stdout=-1))  # noqa: S603 - as above
        return started[-1]

    monkeypatch.setattr(process, "start_module", start)
    maker = HeatProcess(networks)
    for _ in range(2):
        assert maker.occluded(subject, 1, [(0, 0)], 7, seconds=0) == [2.0]
        assert started[-1].wait(PATIENCE) == RESTED
    assert len(started) == 3
    closed = (all(one.stdin.closed for one in started) for _ in range(100))  # type: ignore[union-attr]
    assert any(is_closed or Event().wait(0.05) for is_closed in closed)


def test_where_none_can_be_started_quick_heatmaps_come_all_the_same(
    drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    def start(*_: str) -> subprocess.Popen[bytes]:
        raise OSError("no more processes")

    monkeypatch.setattr(process, "start_module", start)
    session = reading(Engine(heat_maker=HeatProcess(Networks())), drawing)
    assert ask(session, "heat", method="grad_cam", label=1).tensors["heat"].any()
    with pytest.raises(OSError, match="no more processes"):  # "the server could not answer"
        ask(session, "heat", **INTEGRATED)


@pytest.fixture
def alone() -> Iterator[subprocess.Popen[bytes]]:
    """The process as it is started, with nothing to do for a moment being enough for it."""
    with start_module("cnnviz.live.heatmaps.worker", "0") as process:
        yield process
        process.kill()


def test_it_rests_when_there_is_nothing_to_do(alone: subprocess.Popen[bytes]):
    assert alone.wait(PATIENCE) == RESTED


def test_it_ends_in_the_middle_of_its_work_when_the_one_who_started_it_is_gone(
    alone: subprocess.Popen[bytes], picture: np.ndarray
):
    assert alone.stdin
    assert alone.stdout
    for work in (Predict(), Occlude(1, ENDLESS, 7, PATIENCE)):
        task = Task("digits", None, False, picture.tobytes(), work)
        write_piece(alone.stdin, encode(task))
    assert read_piece(alone.stdout)  # the first one is done
    alone.stdin.close()
    assert alone.wait(PATIENCE) == GONE
