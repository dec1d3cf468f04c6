"""A training in its own process: told from outside, and never longer there than its listener."""

import subprocess
import sys
from threading import Event as Flag

import msgspec
import pytest

from cnnviz.process.child_process import GONE, ROOT
from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Finished, Kept
from cnnviz.training.process import TrainingProcess
from cnnviz.training.run import run

pytestmark = pytest.mark.slow

LONG = Choices(digits=60_000, epochs=50, batch_size=16)
PATIENCE = 600  # seconds; only for one that hangs: on a busy machine torch may take minutes


class Listener:
    """Takes the events, and lets a test wait for one of a kind."""

    def __init__(self, choices):
        self.events = []
        self.has_begun, self.has_ended = Flag(), Flag()
        self.process = TrainingProcess(choices, self._take, self._end)

    def _take(self, event):
        self.events.append(event)
        if isinstance(event, Begun):
            self.has_begun.set()

    def _end(self):
        self.has_ended.set()
        self.has_begun.set()  # one that fails to start is not waited for


def test_it_learns_the_same_as_it_would_here():
    choices = Choices(digits=100, epochs=2, maps=2)
    there = Listener(choices)
    assert there.has_ended.wait(PATIENCE)
    assert isinstance(there.events[0], Begun)
    networks = [event.network for event in there.events if isinstance(event, Kept)]
    assert networks == [event.network for event in run(choices) if isinstance(event, Kept)]


def test_it_can_be_paused_resumed_and_stopped():
    there = Listener(LONG)
    assert there.has_begun.wait(PATIENCE)
    assert there.events, "it ended before it began"
    there.process.send("pause")
    there.process.send("resume")
    there.process.send("pause")
    there.process.send("stop")
    assert there.has_ended.wait(PATIENCE)
    finished = there.events[-1]
    assert isinstance(finished, Finished)
    assert finished.was_stopped


def test_killed_it_ends_without_another_word():
    there = Listener(LONG)
    assert there.has_begun.wait(PATIENCE)
    assert there.events, "it ended before it began"
    there.process.kill()
    assert there.has_ended.wait(PATIENCE)
    assert not isinstance(there.events[-1], Finished)
    there.process.send("pause")  # too late, and harmless


def test_it_ends_when_the_one_who_started_it_is_gone():
    command = [sys.executable, "-m", "cnnviz.training.process"]
    choices = msgspec.json.encode(LONG)
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdin.write(choices + b"\npause\n")
        process.stdin.flush()
        process.stdout.read(4)
        process.stdin.close()  # as when the server is killed
        assert process.wait(PATIENCE) == GONE
