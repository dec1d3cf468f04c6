"""At which steps of a training its network is kept, and at which it is measured."""

from typing import Final

EVENLY: Final = 20
"""Checkpoints at equal distances; before the first of them they come at 1, 2, 4, 8, … steps."""
PARTS: Final = 8
"""In each of so many equal parts a training is measured, however long that takes."""
FURTHER: Final = 4
"""It is measured, too, whenever the step is this many times that of the last measurement."""


def checkpoints(steps: int, evenly: int = EVENLY) -> frozenset[int]:
    """Choose the steps after which the network is kept: close together at first, when most happens.

    Parameters
    ----------
    steps : int
        In the whole training.
    evenly : int
        How many there are at equal distances.

    Examples
    --------
    >>> sorted(checkpoints(10)), len(checkpoints(3000))
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 28)
    """
    even = {round(steps * part / evenly) for part in range(1, evenly + 1)} - {0}
    return frozenset(even | {2**power for power in range(30) if 2**power < min(even)})


def must_measure(step: int, measured: int, steps: int) -> bool:
    """Tell whether a network is measured, for the curve to have its shape on any machine.

    Parameters
    ----------
    step : int
        At which it is.
    measured : int
        At which one was measured before, -1 for none.
    steps : int
        In the whole training.

    Examples
    --------
    >>> must_measure(0, -1, 800), must_measure(8, 0, 800), must_measure(16, 0, 800)
    (True, False, True)
    >>> must_measure(199, 100, 800), must_measure(200, 100, 800), must_measure(800, 799, 800)
    (False, True, True)
    """
    is_in_another_part = step * PARTS // steps > measured * PARTS // steps
    return is_in_another_part or step >= FURTHER * max(measured, FURTHER)
