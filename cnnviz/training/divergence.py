"""Tell when a training has gone astray, and what to do about it."""

from math import isfinite, log
from typing import Final

PATIENCE: Final = 20
"""Batches before a high loss counts: the first steps may well overshoot."""
MEMORY: Final = 0.9
"""How much of the running loss stays at each batch."""
ASTRAY: Final = 4.0
"""A running loss this many times that of a guess counts as divergence."""


class Diverged(ValueError):  # noqa: N818 - no error of the program
    """Training was stopped, as its loss grows without bound; says what to try."""


class DivergenceWatch:
    """Follows the loss of batch after batch.

    Parameters
    ----------
    classes : int
        A network that only guesses has the loss ln(classes).
    learning_rate : float
        For the sentence.

    Examples
    --------
    >>> watch = DivergenceWatch(classes=10, learning_rate=3.0)
    >>> try:
    ...     watch.see(float("nan"), epoch=1, batch=12)
    ... except Diverged as stopped:
    ...     str(stopped).split("; ")[1]
    'try a learning rate of 0.3 or less'
    """

    def __init__(self, classes: int, learning_rate: float) -> None:
        self._limit = ASTRAY * log(classes)
        self._learning_rate = learning_rate
        self._running = log(classes)
        self._seen = 0

    def see(self, loss: float, epoch: int, batch: int) -> None:
        """Take the loss of one batch.

        Raises
        ------
        Diverged
            When it is not a number, or has been far above a guess's for a while.
        """
        where = f"in batch {batch} of epoch {epoch}"
        if not isfinite(loss):
            became = "NaN" if loss != loss else "infinite"
            raise Diverged(
                f"the loss became {became} {where}: the steps were so large that the weights grew "
                f"beyond all numbers; {self._advice()}"
            )
        self._seen += 1
        self._running = MEMORY * self._running + (1 - MEMORY) * loss
        if self._seen > PATIENCE and self._running > self._limit:
            raise Diverged(
                f"the loss had risen to {loss:.3g} {where}, guessing has {self._limit / ASTRAY:.2f}"
                f": each step overshoots; {self._advice()}"
            )

    def _advice(self) -> str:
        return f"try a learning rate of {self._learning_rate / 10:.1g} or less"
