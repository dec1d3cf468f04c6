"""A training in a process of its own, so that the server goes on answering.

``python -m cnnviz.training.process`` reads its choices and then commands from standard input, a
line each, and writes events to standard output: four bytes of length, then the event. It ends when
the training does, or when the one who started it is gone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import IO, Final, Literal, Protocol

import msgspec

from cnnviz.training.choices import Choices
from cnnviz.training.events import Event, decode, encode

ROOT: Final = Path(__file__).resolve().parents[2]
NICE: Final = 19
GONE: Final = 3  # exit code when nobody listens any more

Command = Literal["pause", "resume", "stop"]


class Worker(Protocol):
    """A training under way, see `TrainingProcess`."""

    def send(self, command: Command) -> None:
        """Pause, resume or stop it."""

    def kill(self) -> None:
        """End it at once."""


Start = Callable[[Choices, Callable[[Event], None], Callable[[], None]], Worker]


class TrainingProcess:
    """A training under way in another process.

    Parameters
    ----------
    choices : Choices
    on_event : function of an Event
        Called in a thread of this process, in order.
    on_end : function without arguments
        Called once after the last event, however it ended.
    """

    def __init__(
        self, choices: Choices, on_event: Callable[[Event], None], on_end: Callable[[], None]
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cnnviz.training.process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._on_event = on_event
        self._on_end = on_end
        self._write(msgspec.json.encode(choices))
        Thread(target=self._listen, name="training", daemon=True).start()

    def send(self, command: Command) -> None:
        """Pause, resume or stop it."""
        self._write(command.encode())

    def kill(self) -> None:
        """End it at once; no event comes of it."""
        self._process.kill()

    def _write(self, line: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - Popen made it
        try:
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            pass  # it has ended, or its pipes are closed already

    def _listen(self) -> None:
        with self._process as process:  # closes the pipes and waits
            assert process.stdout is not None  # noqa: S101 - Popen made it
            while (event := _read_event(process.stdout)) is not None:
                self._on_event(event)
        self._on_end()


def _read_event(stream: IO[bytes]) -> Event | None:
    """Read one event; None at the end, even in the middle of an event."""
    head = stream.read(4)
    data = stream.read(int.from_bytes(head, "little")) if len(head) == 4 else b""
    return decode(data) if data and len(data) == int.from_bytes(head, "little") else None


class _Commands:
    """What the one who started this process wants, read in a thread."""

    def __init__(self, lines: IO[bytes]) -> None:
        self._goes_on = Flag()
        self._goes_on.set()
        self._is_stopped = False
        Thread(target=self._listen, args=(lines,), daemon=True).start()

    def keep_going(self) -> bool:
        """Wait while there is a pause; tell whether to go on."""
        self._goes_on.wait()
        return not self._is_stopped

    def _listen(self, lines: IO[bytes]) -> None:
        for line in lines:
            command = line.strip()
            self._is_stopped |= command == b"stop"
            if command == b"pause":
                self._goes_on.clear()
            else:
                self._goes_on.set()
        os._exit(GONE)  # nobody is there who would want the rest


def main() -> None:
    """Train as standard input says."""
    # torch makes a folder as it is imported, for what it compiles: nothing here. One that is there
    # already needs no room on a disk that may be full.
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(Path(__file__).parent)
    import torch

    from cnnviz.training.run import run

    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no stray print among the events
    _let_others_go_first()
    torch.set_num_threads(1)  # always as many, for the same numbers; and the server needs the rest
    choices = msgspec.json.decode(sys.stdin.buffer.readline(), type=Choices)
    try:
        for event in run(choices, _Commands(sys.stdin.buffer).keep_going):
            data = encode(event)
            output.write(len(data).to_bytes(4, "little") + data)
            output.flush()
    except BrokenPipeError:
        os._exit(GONE)  # told before the thread that reads commands has noticed
    output.close()
    os._exit(0)  # the thread that reads commands waits for one that never comes


def _let_others_go_first() -> None:
    """Compute when nobody else does: a pen that moves is somebody who waits."""
    if hasattr(os, "sched_setscheduler"):  # Linux
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    elif hasattr(os, "nice"):
        os.nice(NICE)


if __name__ == "__main__":
    main()
