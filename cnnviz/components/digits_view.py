"""The live view of the Digits page: pad, filmstrip, network, probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.components.front_end import as_base64, base_path, front_end_component
from cnnviz.components.kernels_for_view import kernels_for_view
from cnnviz.kernels.gallery import Kernel

PAD_SIDE: Final = 112  # pixels a side that the pad sends and takes

_mount = front_end_component("cnnviz_digits", "digits/digits_view.js")


@dataclass(frozen=True)
class GivenDrawing:
    """A drawing to lay on the pad in place of the visitor's own.

    Attributes
    ----------
    name : str
        Tells one from another; the view takes each name once, so that a rerun of the page does
        not undo what the visitor drew since.
    pixels : (112, 112) uint8
        White ink on black paper.
    caption : str
        Where it comes from, in a few words, shown at the pad.
    """

    name: str
    pixels: npt.NDArray[np.uint8]
    caption: str


def digits_view(
    given: GivenDrawing | None,
    gallery: Sequence[Kernel] = (),
    *,
    key: str = "digits",
) -> None:
    """Mount the view.

    Parameters
    ----------
    given : GivenDrawing or None
        A drawing to start from; else the pad is left as it is.
    gallery : sequence of Kernel
        What there is to put in the place of one of the network's.
    key : str
        Keeps the view, and the drawing in it, across reruns.

    Raises
    ------
    ArgumentError
        When the given drawing is not 112 × 112.
    """
    data = {
        "basePath": base_path(),
        "network": "digits",
        "drawing": given and _drawing(given),
        "gallery": kernels_for_view(gallery),
    }
    _mount(key=key, data=data)


def _drawing(given: GivenDrawing) -> dict[str, str]:
    if given.pixels.shape != (PAD_SIDE, PAD_SIDE):
        raise ArgumentError(
            "given.pixels",
            f"must be {PAD_SIDE} × {PAD_SIDE}, got shape {given.pixels.shape}",
            value=given.pixels.shape,
            allowed=Allowed(shape=(PAD_SIDE, PAD_SIDE)),
            subject="pixels",
        )
    return {"name": given.name, "pixels": as_base64(given.pixels), "caption": given.caption}
