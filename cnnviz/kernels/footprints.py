"""Footprints, the shapes that a kernel's neighborhood can have: square, cross, disk."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import check_choice

Footprint = Literal["square", "cross", "disk"]
FOOTPRINTS: Final = ("square", "cross", "disk")


def footprint(shape: tuple[int, int], name: Footprint) -> NDArray[np.bool_]:
    """Return which cells of a kernel belong to a footprint.

    Parameters
    ----------
    shape : (h, w)
    name : "square", "cross" or "disk"
        A cross is the middle row and column, two of each where the side is even. A disk is what has
        its middle within the ellipse that fills the square; at 3×3 that is all of it.

    Returns
    -------
    (h, w) bool

    Raises
    ------
    ArgumentError
        When there is no such footprint.

    Examples
    --------
    >>> footprint((3, 3), "cross").astype(int).tolist()
    [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    >>> footprint((5, 5), "disk").astype(int)[0].tolist()
    [0, 1, 1, 1, 0]
    """
    check_choice("name", name, FOOTPRINTS, subject="mask")
    height, width = shape
    down = np.abs(np.arange(height) - (height - 1) / 2)[:, np.newaxis]
    across = np.abs(np.arange(width) - (width - 1) / 2)
    if name == "cross":
        return np.asarray((down <= 0.5) | (across <= 0.5))
    if name == "disk":
        return np.asarray((2 * down / height) ** 2 + (2 * across / width) ** 2 <= 1)
    return np.ones(shape, bool)
