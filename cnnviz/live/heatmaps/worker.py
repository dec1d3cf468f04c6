"""The process that makes heatmaps, see `cnnviz.live.heatmaps.process`, which starts it.

``python -m cnnviz.live.heatmaps.worker SECONDS`` reads tasks from standard input and writes a
result of each to standard output, both as pieces, see `cnnviz.process.child_process`. It ends when
it had nothing to do for so many seconds.
"""

from __future__ import annotations

import os
import sys
import traceback
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Final, NoReturn

import numpy as np

from cnnviz.live.heatmaps.making import Floats, LocalHeatmaps, Subject
from cnnviz.live.heatmaps.tasks import (
    RESTED,
    Done,
    Occlude,
    Predict,
    Refused,
    Result,
    Task,
    decode_task,
    encode,
)
from cnnviz.live.networks.builtin import Networks
from cnnviz.process.child_process import GONE, begin, lower_priority, read_piece, write_piece
from cnnviz.process.memory import return_free_memory

if TYPE_CHECKING:
    from cnnviz.networks.network import Network

REST_SECONDS: Final = 2.0
"""After which the memory that the work took for a moment is given back."""
BROKEN: Final = 1  # exit code


class _Tasks:
    """What is to be done, read in a thread."""

    def __init__(self, stream: IO[bytes], idle_seconds: float) -> None:
        self._waiting: SimpleQueue[bytes] = SimpleQueue()
        self._idle_seconds = idle_seconds
        Thread(target=self._listen, args=(stream,), daemon=True).start()

    def next(self) -> Task:
        """Wait for a task, or end this process."""
        try:
            return decode_task(self._waiting.get(timeout=min(REST_SECONDS, self._idle_seconds)))
        except Empty:
            return_free_memory()
        try:
            return decode_task(self._waiting.get(timeout=self._idle_seconds))
        except Empty:
            os._exit(RESTED)

    def _listen(self, stream: IO[bytes]) -> NoReturn:
        while (data := read_piece(stream)) is not None:
            self._waiting.put(data)
        os._exit(GONE)  # nobody is there who would want the rest


class _Work:
    """Does one task after the other, and remembers the networks."""

    def __init__(self) -> None:
        self._networks = Networks()
        self._maker = LocalHeatmaps(self._networks)
        self._own: Network | None = None

    def do(self, task: Task) -> Result:
        """Do a task, or refuse it with a sentence."""
        try:
            return Done(tuple(array.astype(np.float32).tobytes() for array in self._do(task)))
        except ValueError as error:
            return Refused.of(error)

    def _do(self, task: Task) -> tuple[Floats, ...]:
        network = self._network(task)
        picture = np.frombuffer(bytearray(task.picture), np.float32)
        subject = Subject(network, task.random, picture.reshape(network.input_shape))
        work = task.work
        if isinstance(work, Predict):
            return self._maker.predict(subject)
        if isinstance(work, Occlude):
            found = self._maker.occluded(subject, work.label, work.places, work.size, work.seconds)
            return (np.array(found, np.float32),)
        return (self._maker.by_gradients(subject, work.method, work.label),)

    def _network(self, task: Task) -> Network:
        if task.network is not None:
            return self._networks.get(task.network)
        if task.file is not None:
            from cnnviz.networks.network import read_network

            self._own = read_network(task.file)
        if self._own is None:
            raise LookupError("a network's file must come with the first task of it")
        return self._own


def main() -> None:
    """Do what standard input says."""
    output = begin()
    # While 50 draw beside a training, an occlusion gets about twice as far as with Linux's
    # SCHED_IDLE. 95 of 100 of their answers come within 90 ms (SCHED_IDLE: 60 to 100 ms; in a
    # thread of the server: 160 to 250 ms).
    lower_priority(is_awaited=True)
    tasks = _Tasks(sys.stdin.buffer, idle_seconds=float(sys.argv[1]))
    try:
        import torch

        import cnnviz.explain.saliency  # noqa: F401 - at once, as the first task may still be a while

        torch.set_num_threads(1)  # the server needs the other processors
        work = _Work()
        while True:
            write_piece(output, encode(work.do(tasks.next())))
    except BrokenPipeError:
        os._exit(GONE)
    except BaseException:
        traceback.print_exc()
        os._exit(BROKEN)  # without waiting for the thread that listens


if __name__ == "__main__":
    main()
