"""Heatmaps that take long, made in a process of their own: the server's side.

There is one process for all visitors. It is started when somebody asks, and again when it has
ended: because it had nothing to do for a while, or was killed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final
from weakref import ref

import numpy as np

from cnnviz.live.heatmaps.making import Floats, Subject
from cnnviz.live.heatmaps.tasks import (
    RESTED,
    ByGradients,
    Occlude,
    Predict,
    Refused,
    Result,
    Task,
    decode_result,
    encode,
)
from cnnviz.process.child_process import read_piece, start_module, write_piece

if TYPE_CHECKING:
    from cnnviz.live.heatmaps.making import Places
    from cnnviz.live.heatmaps.messages import Method
    from cnnviz.live.networks.builtin import Networks
    from cnnviz.networks.network import Network

IDLE_SECONDS: Final = 120.0
BROKE_OFF: Final = "the heatmap broke off, please ask for it again"

Work = Predict | Occlude | ByGradients


class HeatProcess:
    """Has another process make heatmaps; see `cnnviz.live.heatmaps.making.HeatMaker`.

    Safe to use from any thread: one after the other is served.

    Parameters
    ----------
    networks
        They know the built-in networks, which the other process has as well.
    idle_seconds
        After which the process ends when nobody asks.
    """

    def __init__(self, networks: Networks, idle_seconds: float = IDLE_SECONDS) -> None:
        self._networks = networks
        self._idle_seconds = idle_seconds
        self._lock = Lock()
        self._child: _Child | None = None

    def prepare(self) -> None:
        """Start the process if there is none: it imports torch, which takes seconds.

        Where it can't be started, whoever asks for a slow heatmap is told.
        """
        if self._lock.acquire(blocking=False):  # else it is at work
            try:
                with contextlib.suppress(OSError):
                    self._there()
            finally:
                self._lock.release()

    def end(self) -> None:
        """End the process at once, also while it is at work."""
        if (child := self._child) is not None:
            child.process.kill()

    def predict(self, subject: Subject) -> tuple[Floats, Floats]:
        """Return the classes' scores, the logits, and their probabilities."""
        logits, probabilities = self._ask(subject, Predict())
        return logits, probabilities

    def occluded(
        self, subject: Subject, label: int, places: Places, size: int, seconds: float
    ) -> list[float]:
        """Return a class's probability with a patch on the first places, on one at least."""
        (found,) = self._ask(subject, Occlude(label, list(places), size, seconds))
        probabilities: list[float] = found.tolist()
        return probabilities

    def by_gradients(self, subject: Subject, method: Method, label: int) -> Floats:
        """Return a class's heatmap (H, W) by one of the methods in `cnnviz.explain.saliency`."""
        (heat,) = self._ask(subject, ByGradients(method, label))
        return heat.reshape(subject.picture.shape[1:])

    def _ask(self, subject: Subject, work: Work) -> Sequence[Floats]:
        name = self._networks.name_of(subject.network)
        with self._lock:
            while (result := (child := self._there()).do(subject, name, work)) is None:
                self._child = None
                if child.process.wait() != RESTED:
                    raise ValueError(BROKE_OFF)
        if isinstance(result, Refused):
            raise result.error()
        return [np.frombuffer(array, np.float32) for array in result.arrays]

    def _there(self) -> _Child:
        if self._child is None:
            self._child = _Child(self._idle_seconds)
            Thread(target=self._bury, args=(self._child,), name="heatmaps", daemon=True).start()
        return self._child

    def _bury(self, child: _Child) -> None:
        child.process.wait()
        with self._lock:
            if self._child is child:
                self._child = None
            child.close()


class _Child:
    """The process, and which network that is not built in it has: the last one only."""

    def __init__(self, idle_seconds: float) -> None:
        self.process = start_module("cnnviz.live.heatmaps.worker", str(idle_seconds))
        self._own: ref[Network] | None = None

    def do(self, subject: Subject, name: str | None, work: Work) -> Result | None:
        """Have a task done; None when the process has ended before."""
        assert self.process.stdin is not None  # noqa: S101 - Popen made it
        assert self.process.stdout is not None  # noqa: S101 - Popen made it
        network, file = subject.network, None
        if name is None and (self._own is None or self._own() is not network):
            file = _file_of(network)
        task = Task(name, file, subject.random, subject.picture.tobytes(), work)
        try:
            write_piece(self.process.stdin, encode(task))
            data = read_piece(self.process.stdout)
        except OSError:
            return None
        if data is None:
            return None
        result = decode_result(data)
        if file is not None:
            self._own = None if isinstance(result, Refused) else ref(network)
        return result

    def close(self) -> None:
        """Close the pipes of a process that has ended."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # for what it didn't read any more
                    pipe.close()


def _file_of(network: Network) -> bytes:
    from cnnviz.networks.network_file import write_network_file  # brings torch

    return write_network_file(network.header, network.tensors())
