"""The live view of the Filters page: kernels, maps, and the arithmetic behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.components.front_end import as_base64, base_path, front_end_component
from cnnviz.components.kernels_for_view import kernels_for_view, shortest
from cnnviz.kernel_gallery import Kernel
from cnnviz.number_grids import GridExample

MAX_SIDE = 512  # pixels a side that the live engine takes

_mount = front_end_component("cnnviz_filters", "filters/filters_view.js")


@dataclass(frozen=True, eq=False)
class GivenPicture:
    """A picture to show in place of the one before.

    Attributes
    ----------
    name : str
        Tells one from another; the view takes each name once, in color and in grey.
    pixels : (1 or 3, H, W) uint8
    caption : str
        What it is, in a few words, shown at the picture.
    grey : (1, H, W) uint8 or None
        The same in grey, of a visitor's own picture in color.
    is_own : bool
        Whether it is the visitor's own, which the page can't give again after a reload: the
        browser keeps it.
    is_stand_in : bool
        Whether it is there only so that there is one: the browser may have kept a better.
    example : GridExample or None
        The worked case that the numbers are of; its kernel is loaded with it.
    """

    name: str
    pixels: npt.NDArray[np.uint8]
    caption: str
    grey: npt.NDArray[np.uint8] | None = None
    is_own: bool = False
    is_stand_in: bool = False
    example: GridExample | None = None


def filters_view(
    given: GivenPicture | None,
    gallery: Sequence[Kernel],
    *,
    source: str = "",
    is_color: bool = True,
    key: str = "filters",
) -> None:
    """Mount the view.

    Parameters
    ----------
    given : GivenPicture or None
        A picture, or None to leave the one before.
    source : str
        Where pictures come from; with "Drawing" the view has a pad.
    is_color : bool
        Whether the visitor's own picture is wanted in color, where it has any.
    gallery : sequence of Kernel
        What there is to choose from.
    key : str
        Keeps the view, and the kernels in it, across reruns.

    Raises
    ------
    ValueError
        When the picture has another shape than the live engine takes.
    """
    data = {
        "basePath": base_path(),
        "source": source,
        "color": is_color,
        "picture": given and _picture_for_view(given),
        "gallery": kernels_for_view(gallery),
    }
    _mount(key=key, data=data)


def _picture_for_view(given: GivenPicture) -> dict[str, Any]:
    return {
        "name": given.name,
        **_pixels_for_view(given.pixels),
        "caption": given.caption,
        "grey": None if given.grey is None else _pixels_for_view(given.grey),
        "isOwn": given.is_own,
        "isStandIn": given.is_stand_in,
        "example": given.example and _stage_for_view(given.example),
    }


def _pixels_for_view(pixels: npt.NDArray[np.uint8]) -> dict[str, Any]:
    return {"shape": list(_checked(pixels).shape), "pixels": as_base64(pixels)}


def _stage_for_view(example: GridExample) -> dict[str, Any]:
    """Write the worked case as the browser has its stages."""
    kernel = {"name": example.kernel.title, "values": [shortest(example.kernel.values)]}
    return {
        "kernels": [kernel],
        "stride": [example.stride] * 2,
        "padding": [example.padding] * 2 if example.padding else "valid",
        "activation": "none",
        "pooling": "none",
    }


def _checked(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    if pixels.ndim != 3 or len(pixels) not in (1, 3):
        raise ValueError(f"pixels must be (1 or 3, H, W), got shape {pixels.shape}")
    if not all(1 <= side <= MAX_SIDE for side in pixels.shape):
        raise ValueError(f"sides must be between 1 and {MAX_SIDE}, got shape {pixels.shape}")
    return pixels
