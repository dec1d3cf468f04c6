"""A picture that a page gives to its live view."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.components.front_end import as_base64

MAX_SIDE: Final = 512  # pixels a side that the live engine takes


@dataclass(frozen=True, eq=False)
class GivenPicture:
    """A picture to show in place of the one before.

    Attributes
    ----------
    name : str
        Tells one from another; the view takes each name once.
    pixels : (1 or 3, H, W) uint8
    caption : str
        What it is, in a few words, shown at the picture.
    is_stand_in : bool
        Whether it is there only so that there is one: the browser may have kept a better.
    """

    name: str
    pixels: npt.NDArray[np.uint8]
    caption: str
    is_stand_in: bool = False


def picture_for_view(given: GivenPicture) -> dict[str, Any]:
    """Write a picture as the browser takes it.

    Raises
    ------
    ArgumentError
        When it has another shape than the live engine takes.

    Examples
    --------
    >>> picture_for_view(GivenPicture("dot", np.full((1, 1, 1), 255, np.uint8), "A dot"))["shape"]
    [1, 1, 1]
    """
    return {
        "name": given.name,
        "shape": list(_checked(given.pixels).shape),
        "pixels": as_base64(given.pixels),
        "caption": given.caption,
        "isStandIn": given.is_stand_in,
    }


def _checked(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    if pixels.ndim != 3 or len(pixels) not in (1, 3):
        message = f"must be (1 or 3, H, W), got shape {pixels.shape}"
        raise ArgumentError("pixels", message, value=pixels.shape)
    if not all(1 <= side <= MAX_SIDE for side in pixels.shape):
        raise ArgumentError(
            "pixels",
            f"must be between 1 and {MAX_SIDE}, got shape {pixels.shape}",
            value=pixels.shape,
            allowed=Allowed(minimum=1, maximum=MAX_SIDE),
            subject="sides",
        )
    return pixels
