"""What all layers gave, end to end: one step then does for all what took many short ones."""

from collections.abc import Mapping
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.live.wire.frames import to_float16


class Outputs:
    """The outputs of a forward pass.

    Parameters
    ----------
    outputs : mapping of float32 arrays by layer name
        At least one, none of them empty.

    Attributes
    ----------
    by_name : mapping of float32 arrays by layer name
        As they were given.
    ranges : dict of (float, float) by layer name
        Each layer's least and greatest value.

    Raises
    ------
    ValueError
        If a value is NaN or infinite: there is nothing true to show then.

    Examples
    --------
    >>> outputs = Outputs({"conv1": np.float32([[2, -1]]), "relu1": np.float32([[2, 0]])})
    >>> outputs.ranges
    {'conv1': (-1.0, 2.0), 'relu1': (0.0, 2.0)}
    >>> outputs.halves()["conv1"]
    array([[ 2., -1.]], dtype=float16)
    """

    def __init__(self, outputs: Mapping[str, NDArray[np.float32]]) -> None:
        self.by_name = outputs
        starts = [0, *self._ends()[:-1]]
        values = self._end_to_end()
        lows = np.minimum.reduceat(values, starts)
        highs = np.maximum.reduceat(values, starts)
        are_numbers = np.isfinite(lows) & np.isfinite(highs)  # NaN passes through both
        if not are_numbers.all():
            name = list(outputs)[np.argmin(are_numbers)]
            raise ArgumentError(
                "name", "must hold finite numbers, got NaN or infinity", value=name, subject=name
            )
        self.ranges: dict[str, tuple[float, float]] = dict(
            zip(outputs, zip(lows.tolist(), highs.tolist(), strict=True), strict=True)
        )

    def halves(self) -> dict[str, NDArray[np.float16]]:
        """Return them in half the bytes, clipped to what float16 can hold, by layer name."""
        lows, highs = zip(*self.ranges.values(), strict=True)
        halved = to_float16(self._end_to_end(), (min(lows), max(highs)))
        parts = np.split(halved, self._ends()[:-1])
        named = zip(self.by_name.items(), parts, strict=True)
        return {name: part.reshape(output.shape) for (name, output), part in named}

    def _end_to_end(self) -> NDArray[np.float32]:
        # Not cached: each visitor has their own outputs, and what all use stays in the cache.
        return np.concatenate([output.ravel() for output in self.by_name.values()])

    def _ends(self) -> list[int]:
        return list(accumulate(output.size for output in self.by_name.values()))
