"""A training in a process of its own, so that the server goes on answering.

``python -m cnnviz.training.process`` reads its choices and then commands from standard input, a
line each, and writes events to standard output, see `cnnviz.process.child_process`. It ends when
the training does, or when the one who started it is gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from threading import Event as Flag
from threading import Thread
from typing import IO, Literal, Protocol

import msgspec

from cnnviz.process.child_process import (
    GONE,
    begin,
    lower_priority,
    read_piece,
    start_module,
    write_piece,
)
from cnnviz.training.choices import Choices
from cnnviz.training.events import Event, decode, encode

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
        self._process = start_module("cnnviz.training.process")
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
            while (data := read_piece(process.stdout)) is not None:
                self._on_event(decode(data))
        self._on_end()


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
    output = begin()
    import torch

    from cnnviz.training.run import run

    lower_priority()
    torch.set_num_threads(1)  # always as many, for the same numbers; and the server needs the rest
    choices = msgspec.json.decode(sys.stdin.buffer.readline(), type=Choices)
    try:
        for event in run(choices, _Commands(sys.stdin.buffer).keep_going):
            write_piece(output, encode(event))
    except BrokenPipeError:
        os._exit(GONE)  # told before the thread that reads commands has noticed
    output.close()
    os._exit(0)  # the thread that reads commands waits for one that never comes


if __name__ == "__main__":
    main()
