"""What all layers gave, end to end: one step then does for all what took many short ones."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.frames import to_float16


class Outputs:
    """The outputs of a forward pass.

    Parameters
    ----------
    outputs : mapping of float32 arrays by layer name
        At least one, none of them empty.

    Attributes
    ----------
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
        self._shapes = {name: output.shape for name, output in outputs.items()}
        flat = [output.ravel() for output in outputs.values()]
        self._values = np.concatenate(flat)
        self._ends = np.cumsum([output.size for output in flat]).tolist()
        starts = [0, *self._ends[:-1]]
        lows = np.minimum.reduceat(self._values, starts)
        highs = np.maximum.reduceat(self._values, starts)
        if not (np.isfinite(lows).all() and np.isfinite(highs).all()):  # NaN passes through both
            wrong = np.argmin(np.isfinite(lows) & np.isfinite(highs))
            name = list(outputs)[wrong]
            raise ValueError(f"{name} must hold finite numbers, got NaN or infinity")
        self.ranges: dict[str, tuple[float, float]] = dict(
            zip(outputs, zip(lows.tolist(), highs.tolist(), strict=True), strict=True)
        )

    def halves(self) -> dict[str, NDArray[np.float16]]:
        """Give them in half the bytes, clipped to what float16 can hold, by layer name."""
        lows, highs = zip(*self.ranges.values(), strict=True)
        parts = np.split(to_float16(self._values, (min(lows), max(highs))), self._ends[:-1])
        named = zip(self._shapes.items(), parts, strict=True)
        return {name: part.reshape(shape) for (name, shape), part in named}
