"""The tasks and results of a process that makes heatmaps, as bytes on the way."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Struct

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.live.heatmaps.messages import Method
from cnnviz.live.wire.errors import as_argument_error, sendable

RESTED: Final = 4
"""Exit code of a process that had nothing to do for a while."""


class Predict(Struct, frozen=True, tag="predict"):
    """Return the classes' scores and their probabilities."""


class Occlude(Struct, frozen=True, tag="occlude"):
    """Return a class's probability with a patch on each place, as far as the seconds go."""

    label: int
    places: list[tuple[int, int]]
    size: int
    seconds: float


class ByGradients(Struct, frozen=True, tag="by_gradients"):
    """Return a class's heatmap."""

    method: Method
    label: int


class Task(Struct, frozen=True):
    """One thing to do, of one picture."""

    network: str | None
    """Of a built-in one the name; None for the one whose file came last, which may be now."""
    file: bytes | None
    random: bool
    picture: bytes
    """float32, as the network reads it."""
    work: Predict | Occlude | ByGradients


class Done(Struct, frozen=True, tag="done"):
    """What came out."""

    arrays: tuple[bytes, ...]
    """float32 each."""


class Refused(Struct, frozen=True, tag="refused"):
    """It can't be done: the parts of the `ArgumentError` that says why."""

    argument: str
    message: str
    subject: str
    value: Any
    allowed: Allowed

    @classmethod
    def of(cls, error: ValueError) -> Refused:
        """Return what crosses to the other process of an error."""
        told = as_argument_error(error)
        value = sendable(told.value)
        return cls(told.argument, told.message, told.subject, value, told.allowed)

    def error(self) -> ArgumentError:
        """Return the error again."""
        return ArgumentError(
            self.argument,
            self.message,
            value=self.value,
            allowed=self.allowed,
            subject=self.subject,
        )


Result = Done | Refused


def encode(one: Task | Result) -> bytes:
    """Return a task or a result as bytes."""
    return msgspec.msgpack.encode(one)


def decode_task(data: bytes) -> Task:
    """Read a task that `encode` wrote."""
    return msgspec.msgpack.decode(data, type=Task)


def decode_result(data: bytes) -> Result:
    """Read a result that `encode` wrote."""
    result: Result = msgspec.msgpack.decode(data, type=Result)
    return result
