"""The live view of the Filters page: kernels, maps, and the arithmetic behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.components.front_end import as_base64, base_path, front_end_component
from cnnviz.kernel_gallery import Kernel

MAX_SIDE = 512  # pixels a side that the live engine takes

_mount = front_end_component("cnnviz_filters", "filters/filters_view.js")


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
    """

    name: str
    pixels: npt.NDArray[np.uint8]
    caption: str


def filters_view(
    given: GivenPicture | None, gallery: Sequence[Kernel], *, key: str = "filters"
) -> None:
    """Mount the view.

    Parameters
    ----------
    given : GivenPicture or None
        A picture, or None to leave the one before.
    gallery : sequence of Kernel
        What there is to choose from.
    key : str
        Keeps the view, and the kernels in it, across reruns.

    Raises
    ------
    ValueError
        When the picture has another shape than the live engine takes.
    """
    picture = given and {
        "name": given.name,
        "shape": list(_checked(given.pixels).shape),
        "pixels": as_base64(given.pixels),
        "caption": given.caption,
    }
    data = {
        "basePath": base_path(),
        "picture": picture,
        "gallery": [_for_view(kernel) for kernel in gallery],
    }
    _mount(key=key, data=data)


def _checked(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    if pixels.ndim != 3 or len(pixels) not in (1, 3):
        raise ValueError(f"pixels must be (1 or 3, H, W), got shape {pixels.shape}")
    if not all(1 <= side <= MAX_SIDE for side in pixels.shape):
        raise ValueError(f"sides must be between 1 and {MAX_SIDE}, got shape {pixels.shape}")
    return pixels


def _for_view(kernel: Kernel) -> dict[str, Any]:
    return {
        "name": kernel.title,
        "family": kernel.family,
        "values": _shortest(kernel.values),
        "finds": kernel.finds,
        "source": kernel.source,
    }


def _shortest(values: npt.NDArray[np.float32]) -> Any:
    """Nest the numbers as lists, each as short as float32 allows: 0.1, not 0.10000000149."""
    if values.ndim > 1:
        return [_shortest(part) for part in values]
    return [float(str(value)) for value in values]
