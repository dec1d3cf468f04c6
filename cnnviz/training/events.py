"""What a training tells while it runs. Structs, so that they can leave their process as bytes."""

import msgspec
from msgspec import Struct


class Begun(Struct, frozen=True, tag="begun"):
    """The network is there, and random."""

    steps: int
    """Batches in all epochs together."""
    steps_per_epoch: int


class Stepped(Struct, frozen=True, tag="stepped"):
    """How far it is; a few times a second."""

    step: int
    loss: float
    """Mean of the batches since the last one told."""
    accuracy: float
    """Share of right answers in those batches, each read before its step, dropout and all."""
    images_per_second: float
    seconds_left: float


class Score(Struct, frozen=True):
    """How a network does on some digits."""

    loss: float
    """Cross-entropy."""
    accuracy: float
    """Share of right answers in [0, 1]."""


class Kept(Struct, frozen=True, tag="kept"):
    """The network as it was after a step, and how well it read then."""

    step: int
    network: bytes
    """A network file."""
    test: Score | None
    """On the first 1,000 test digits; None where there was no time to measure."""


class Finished(Struct, frozen=True, tag="finished"):
    """It has ended, or was stopped, and was measured on all digits."""

    step: int
    was_stopped: bool
    seconds: float
    """From the beginning to the last step, with the measures on the way, without pauses."""
    images_per_second: float
    train: Score
    test: Score
    confusion: list[list[int]]
    """Row: what it is, column: what was read; counts of test digits."""
    mistakes: list[int]
    """Indices of the test digits read wrong."""
    shifted: list[float]
    """Share of right answers on test digits moved by 0, 1, … 6 pixels."""


class Failed(Struct, frozen=True, tag="failed"):
    """It could not go on."""

    sentence: str


Event = Begun | Stepped | Kept | Finished | Failed


def encode(event: Event) -> bytes:
    """Return an event as bytes."""
    return msgspec.msgpack.encode(event)


def decode(data: bytes) -> Event:
    """Read what `encode` wrote."""
    event: Event = msgspec.msgpack.decode(data, type=Event)
    return event
