"""What a network takes for a picture."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

SLACK = 1e-4  # resizing may overshoot a range by as much; a picture in 0..255 is far off


def checked_pictures(
    pictures: NDArray[np.floating[Any]], shape: tuple[int, int, int]
) -> NDArray[np.float32]:
    """Return pictures (..., C, H, W) as float32 when the network can read them.

    Raises
    ------
    ValueError
        When their shape isn't the network's, or they aren't floats in [0, 1].
    """
    if pictures.shape[-3:] != shape:
        raise ValueError(f"pictures must have shape {shape}, got {pictures.shape[-3:]}")
    if not np.issubdtype(pictures.dtype, np.floating):
        raise ValueError(f"pictures must be float in [0, 1], got {pictures.dtype}")
    if pictures.size:
        low, high = float(pictures.min()), float(pictures.max())
        if not (low >= -SLACK and high <= 1 + SLACK):  # written so that NaN fails it, too
            raise ValueError(f"pictures must be between 0 and 1, got {low:g} to {high:g}")
    return np.require(pictures, np.float32, ["C", "W"])


def checked_picture(
    image: NDArray[np.floating[Any]], shape: tuple[int, int, int]
) -> NDArray[np.float32]:
    """Return one picture (C, H, W) as float32 when the network can read it, or raise ValueError."""
    picture = np.asarray(image)
    if picture.ndim != len(shape):
        raise ValueError(f"image must have 3 axes (C, H, W), got shape {picture.shape}")
    return checked_pictures(picture, shape)


def fraction(name: str, number: float) -> float:
    """Return a number from 0 to 1, or raise ValueError.

    Examples
    --------
    >>> fraction("fill", 1.5)
    Traceback (most recent call last):
    ValueError: fill must be between 0 and 1, got 1.5
    """
    if not 0 <= number <= 1:  # written so that NaN fails it, too
        raise ValueError(f"{name} must be between 0 and 1, got {number}")
    return float(number)
