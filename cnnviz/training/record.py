"""What is known of a training: everything that a page shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Event, Failed, Finished, Kept, Stepped

LONGEST_CURVE: Final = 600
"""Points; a longer curve loses every second one."""

State = Literal["waiting", "starting", "running", "paused", "stopping", "finished", "failed"]
ENDED: Final[frozenset[State]] = frozenset({"finished", "failed"})


@dataclass(frozen=True, eq=False)
class Record:
    """A training so far. It is replaced, never changed, so a page can draw one in peace.

    Attributes
    ----------
    run : str
        Its name, which nobody can guess.
    choices : Choices
    state : str
        "waiting" for its turn, "starting", "running", "paused", "stopping", "finished" or
        "failed".
    begun : Begun or None
    curve : tuple of Stepped
        How the loss of the batches went, at most 600 of them.
    kept : tuple of Kept
        Networks in the order of their steps, the first one random.
    finished : Finished or None
    sentence : str
        What went wrong, when it failed; else empty.
    """

    run: str
    choices: Choices
    state: State = "waiting"
    begun: Begun | None = None
    curve: tuple[Stepped, ...] = ()
    kept: tuple[Kept, ...] = field(default=(), repr=False)
    finished: Finished | None = None
    sentence: str = ""

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED

    @property
    def memory(self) -> int:
        """Bytes that its networks take."""
        return sum(len(kept.network) for kept in self.kept)

    def after(self, event: Event) -> Record:
        """Return the record with one event more."""
        match event:
            case Begun():
                return replace(self, state="running", begun=event)
            case Stepped():
                return replace(self, curve=_thinned((*self.curve, event)))
            case Kept():
                return replace(self, kept=(*self.kept, event))
            case Finished():
                return replace(self, state="finished", finished=event)
            case Failed():
                return replace(self, state="failed", sentence=event.sentence)

    def without_middle(self) -> Record:
        """Return the record with only its first and last network."""
        return replace(self, kept=(*self.kept[:1], *self.kept[1:][-1:]))

    def network(self, step: int) -> bytes:
        """Return the network file of the newest network kept at a step or before it.

        Raises
        ------
        ValueError
            When there is none yet.
        """
        before = [kept.network for kept in self.kept if kept.step <= step]
        if not before:
            raise ValueError("the training has not begun yet, wait a moment")
        return before[-1]


def _thinned(curve: tuple[Stepped, ...]) -> tuple[Stepped, ...]:
    return curve if len(curve) <= LONGEST_CURVE else curve[1::2]
