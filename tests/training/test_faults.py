"""A training where the disk is full, where the clock jumps, and whose server was killed."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from cnnviz.process.child_process import GONE, ROOT
from cnnviz.training.choices import Choices
from cnnviz.training.events import Event, Finished, Stepped
from tests.disturbances import FullDisk, jumping_clock
from tests.training.test_process import LONG, PATIENCE, Listener

pytestmark = pytest.mark.slow

FEW = Choices(digits=100, epochs=2, maps=2)


def begun_with(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Let a training run in a process with these variables; give what it told."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    listener = Listener(FEW)
    assert listener.has_ended.wait(PATIENCE)
    return listener.events


def test_a_training_needs_no_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    disk = FullDisk(tmp_path)
    events = begun_with(disk.environment, monkeypatch)
    assert isinstance(events[-1], Finished)
    assert disk.was_full()


def test_a_clock_that_jumps_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    events = begun_with(jumping_clock(tmp_path), monkeypatch)
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert 0 < finished.seconds < PATIENCE
    for event in events:
        if isinstance(event, Stepped):
            assert event.images_per_second > 0
            assert 0 <= event.seconds_left < PATIENCE


def test_when_its_server_is_killed_it_ends_without_a_traceback():
    with subprocess.Popen(
        [sys.executable, "-m", "cnnviz.training.process"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(msgspec.json.encode(LONG) + b"\n")
        process.stdin.flush()
        process.stdout.read(4)
        process.stdout.close()  # the one of its two pipes that it notices first
        assert process.wait(PATIENCE) == GONE
        assert process.stderr.read() == b""
