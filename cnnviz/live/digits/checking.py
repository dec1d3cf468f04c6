"""Whether a changed network still reads digits."""

from __future__ import annotations

import time
from functools import cache
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.common.shown_values import show_value
from cnnviz.images.datasets import load_mnist

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.training.evaluation import Digits

DIGITS: Final = 1000
LABELS: Final = tuple("0123456789")
AT_ONCE: Final = 20
NUMBERS_AT_ONCE: Final = 4_000_000  # 16 MB for the maps of some digits
SECONDS: Final = 0.7
"""So long a thread works at one network: a visitor's own may take 10 ms for each digit."""


class Score(NamedTuple):
    """How many of so many test digits are read, by a network and by the original."""

    digits: int
    right: int
    original_right: int


class Checker:
    """Counts the first test digits that a network reads, and remembers it of unchanged networks."""

    def __init__(self) -> None:
        self._right: WeakKeyDictionary[Network, NDArray[np.bool_]] = WeakKeyDictionary()

    def check(self, network: Network, original: Network) -> Score:
        """Count the digits that a network reads, of 1,000 or of those that there is time for.

        Raises
        ------
        ValueError
            If the network's classes aren't the ten digits.
        """
        if original not in self._right:
            self._right[original] = are_right(original)
        before = self._right[original]
        after = before if network is original else are_right(network)
        digits = min(len(before), len(after))
        return Score(digits, int(after[:digits].sum()), int(before[:digits].sum()))


def are_right(network: Network) -> NDArray[np.bool_]:
    """Tell of each of the first test digits whether a network reads it, (n,) with n up to 1,000.

    Raises
    ------
    ValueError
        If the network's classes aren't the ten digits.
    """
    if network.labels != LABELS:
        raise ArgumentError(
            "network",
            f"must be the digits 0 to 9 to be checked, got {show_value(list(network.labels))}",
            value=network.labels,
            subject="the network's classes",
        )
    images, labels = _digits()
    numbers = sum(prod(shape) for shape in network.shapes.values())
    at_once = max(1, min(AT_ONCE, NUMBERS_AT_ONCE // numbers))
    end = time.thread_time() + SECONDS
    predicted: list[NDArray[np.intp]] = []
    for start in range(0, DIGITS, at_once):
        pictures = images[start : start + at_once, None].astype(np.float32) / 255
        predicted.append(network.predict(pictures).argmax(axis=1))
        if time.thread_time() > end:
            break
    answers = np.concatenate(predicted)
    return np.asarray(answers == labels[: len(answers)])


@cache
def _digits() -> Digits:
    """Load the first test digits, once they are asked for."""
    images, labels = load_mnist("test")
    return images[:DIGITS].copy(), labels[:DIGITS].copy()
