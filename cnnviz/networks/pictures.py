"""Checks of the pictures that a network is to read: shape, dtype and range."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import Allowed, ArgumentError

SLACK = 1e-4  # resizing may overshoot a range by as much; a picture in 0..255 is far off


def checked_pictures(
    pictures: NDArray[np.floating[Any]], shape: tuple[int, int, int], name: str = "images"
) -> NDArray[np.float32]:
    """Return pictures (..., C, H, W) as float32 when the network can read them.

    Parameters
    ----------
    pictures : array
    shape : (C, H, W)
        Of what the network reads.
    name : str
        The caller's argument.

    Raises
    ------
    ArgumentError
        When their shape isn't the network's, or they aren't floats in [0, 1].
    """
    if pictures.shape[-3:] != shape:
        raise ArgumentError(
            name,
            f"must have shape {shape}, got {pictures.shape[-3:]}",
            value=pictures.shape,
            allowed=Allowed(shape=shape),
            subject="pictures",
        )
    if not np.issubdtype(pictures.dtype, np.floating):
        message = f"must be float in [0, 1], got {pictures.dtype}"
        raise ArgumentError(name, message, value=str(pictures.dtype), subject="pictures")
    if pictures.size:
        low, high = float(pictures.min()), float(pictures.max())
        if not (low >= -SLACK and high <= 1 + SLACK):  # written so that NaN fails it, too
            raise ArgumentError(
                name,
                f"must be between 0 and 1, got {low:g} to {high:g}",
                value=(low, high),
                allowed=Allowed(minimum=0, maximum=1),
                subject="pictures",
            )
    return np.require(pictures, np.float32, ["C", "W"])


def checked_picture(
    image: NDArray[np.floating[Any]], shape: tuple[int, int, int]
) -> NDArray[np.float32]:
    """Return one picture (C, H, W) as `checked_pictures` does."""
    picture = np.asarray(image)
    if picture.ndim != len(shape):
        message = f"must have 3 axes (C, H, W), got shape {picture.shape}"
        raise ArgumentError("image", message, value=picture.shape, allowed=Allowed(shape=shape))
    return checked_pictures(picture, shape, "image")
