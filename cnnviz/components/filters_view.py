"""The live view of the Filters page: kernels, maps, and the arithmetic behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cnnviz.components.front_end import base_path, front_end_component
from cnnviz.components.given_picture import GivenPicture, picture_for_view
from cnnviz.components.kernels_for_view import kernels_for_view, shortest
from cnnviz.kernels.gallery import Kernel
from cnnviz.kernels.number_grids import GridExample

_mount = front_end_component("cnnviz_filters", "filters/filters_view.js")


@dataclass(frozen=True, eq=False)
class GivenNumbers(GivenPicture):
    """A small grid of numbers to show as a picture.

    Attributes
    ----------
    example : GridExample or None
        The worked case that the numbers are of; its kernel is loaded with it.
    """

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
    ArgumentError
        When the picture has another shape than the live engine takes.
    """
    example = given.example if isinstance(given, GivenNumbers) else None
    data = {
        "basePath": base_path(),
        "source": source,
        "color": is_color,
        "picture": given
        and {**picture_for_view(given), "example": example and _stage_for_view(example)},
        "gallery": kernels_for_view(gallery),
    }
    _mount(key=key, data=data)


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
