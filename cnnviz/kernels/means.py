"""Kernels that take the mean of a neighborhood, every pixel of it alike. All are float32."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_in_range
from cnnviz.kernels.footprints import footprint
from cnnviz.kernels.text import LARGEST_SIDE


def box(size: int = 3) -> NDArray[np.float32]:
    """Return the mean of size × size pixels.

    Parameters
    ----------
    size : int, 1 to 11

    Returns
    -------
    (size, size) float32, sum 1

    Raises
    ------
    ArgumentError
        When the size is out of its range.

    Examples
    --------
    >>> box(2).tolist()
    [[0.25, 0.25], [0.25, 0.25]]
    """
    size = integer_in_range("size", size, 1, LARGEST_SIDE)
    return np.full((size, size), 1 / size**2, np.float32)


def disk(size: int = 5) -> NDArray[np.float32]:
    """Return the mean of the pixels in a circle; see `cnnviz.kernels.footprints.footprint`.

    Parameters
    ----------
    size : int, 1 to 11

    Returns
    -------
    (size, size) float32, sum 1

    Raises
    ------
    ArgumentError
        When the size is out of its range.

    Examples
    --------
    >>> (disk(5) > 0).sum(axis=1).tolist(), round(float(disk(5).sum()), 6)
    ([3, 5, 5, 5, 3], 1.0)
    """
    size = integer_in_range("size", size, 1, LARGEST_SIDE)
    inside = footprint((size, size), "disk")
    return np.asarray(inside / inside.sum(), np.float32)
