"""The forms that a kernel's neighborhood can have: square, cross, disk."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Mask = Literal["square", "cross", "disk"]
MASKS: Final = ("square", "cross", "disk")


def mask_of(shape: tuple[int, int], form: Mask) -> NDArray[np.bool_]:
    """Say which cells of a kernel belong to a form.

    Parameters
    ----------
    shape : (h, w)
    form : "square", "cross" or "disk"
        A cross is the middle row and column, two of each where the side is even. A disk is what has
        its middle within the ellipse that fills the square; at 3×3 that is all of it.

    Returns
    -------
    (h, w) bool

    Raises
    ------
    ValueError
        When there is no such form.

    Examples
    --------
    >>> mask_of((3, 3), "cross").astype(int).tolist()
    [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    >>> mask_of((5, 5), "disk").astype(int)[0].tolist()
    [0, 1, 1, 1, 0]
    """
    if form not in MASKS:
        raise ValueError(f"mask must be one of {', '.join(MASKS)}, got {form!r}")
    height, width = shape
    down = np.abs(np.arange(height) - (height - 1) / 2)[:, np.newaxis]
    across = np.abs(np.arange(width) - (width - 1) / 2)
    if form == "cross":
        return np.asarray((down <= 0.5) | (across <= 0.5))
    if form == "disk":
        return np.asarray((2 * down / height) ** 2 + (2 * across / width) ** 2 <= 1)
    return np.ones(shape, bool)
