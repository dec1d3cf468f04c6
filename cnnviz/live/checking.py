"""Whether a changed network still reads digits."""

from __future__ import annotations

from functools import cache
from math import prod
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from cnnviz.datasets import load_mnist
from cnnviz.validation import show_value

if TYPE_CHECKING:
    from cnnviz.measures import Digits
    from cnnviz.network import Network

DIGITS: Final = 1000
LABELS: Final = tuple("0123456789")
NUMBERS_AT_ONCE: Final = 4_000_000  # 16 MB for the maps of some digits


class Checker:
    """Counts the first test digits that a network reads, and remembers it of unchanged networks."""

    def __init__(self) -> None:
        self._right: WeakKeyDictionary[Network, int] = WeakKeyDictionary()

    def right(self, network: Network) -> int:
        """Count the digits of 1,000 that a network reads.

        Raises
        ------
        ValueError
            If the network's classes aren't the ten digits.
        """
        if network.labels != LABELS:
            raise ValueError(
                "the network's classes must be the digits 0 to 9 to be checked, "
                f"got {show_value(list(network.labels))}"
            )
        from cnnviz.measures import accuracy

        images, labels = _digits()
        numbers = sum(prod(shape) for shape in network.shapes.values())
        at_once = max(1, NUMBERS_AT_ONCE // numbers)
        right = 0
        for start in range(0, DIGITS, at_once):
            part = slice(start, start + at_once)
            right += round(accuracy(network, images[part], labels[part]) * len(labels[part]))
        return right

    def remembered_right(self, network: Network) -> int:
        """Count as `right` does, but only the first time that it is asked of this network."""
        if network not in self._right:
            self._right[network] = self.right(network)
        return self._right[network]


@cache
def _digits() -> Digits:
    """Load the first test digits, once they are asked for."""
    images, labels = load_mnist("test")
    return images[:DIGITS].copy(), labels[:DIGITS].copy()
