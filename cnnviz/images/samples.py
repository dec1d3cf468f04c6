"""Pictures to start from: photographs, textures and print, and four that show what a kernel is.

The files, and who made them, are in ``assets/samples``.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import check_choice
from cnnviz.common.assets import ASSETS
from cnnviz.images.reading import read_image, to_grey

Picture = NDArray[np.uint8]

WHITE: Final = 255
_FILES: Final = {
    "coins": "coins.png",
    "cat": "chelsea.webp",
    "astronaut": "astronaut.webp",
    "photographer": "camera.png",
    "espresso": "coffee.webp",
    "rocket": "rocket.webp",
    "officer": "officer.webp",
    "temple": "temple.webp",
    "flower": "flower.webp",
    "bricks": "brick.png",
    "horse": "horse.png",
    "print": "page.png",
}


def sample_names() -> tuple[str, ...]:
    """List the samples, those made by code last.

    Examples
    --------
    >>> sample_names()[-4:]
    ('checkerboard', 'step edge', 'gradient', 'white pixel')
    """
    return (*_FILES, *_MADE)


def load_sample(name: str, *, color: bool) -> Picture:
    """Return a sample picture.

    Parameters
    ----------
    name : str
        One of `sample_names`.
    color : bool
        Whether three channels are wanted; a sample without color has one all the same.

    Returns
    -------
    (3, H, W) or (1, H, W) uint8, H and W at most 512

    Raises
    ------
    ArgumentError
        When there is no such sample.

    Examples
    --------
    >>> load_sample("white pixel", color=True).shape, load_sample("cat", color=True).shape
    ((1, 15, 15), (3, 300, 451))
    """
    if name in _MADE:
        return _MADE[name]()[np.newaxis]
    check_choice("name", name, sample_names(), subject="sample")
    return to_bytes(read_image((ASSETS / "samples" / _FILES[name]).read_bytes(), color=color))


def color_and_grey(file: bytes) -> tuple[Picture, Picture | None]:
    """Decode somebody's own picture file once for both.

    Parameters
    ----------
    file : bytes
        As `cnnviz.images.reading.read_image` takes it.

    Returns
    -------
    color : (3, H, W) or, of a picture without color, (1, H, W) uint8, H and W at most 512
    grey : (1, H, W) uint8 or None
        None where the first is grey already.

    Raises
    ------
    ArgumentError
        With one sentence that says what is wrong with the file.
    """
    picture = read_image(file)
    color = to_bytes(picture)
    return color, to_bytes(to_grey(picture)) if len(color) > 1 else None


def to_bytes(picture: NDArray[np.float32]) -> Picture:
    """Return a picture (C, H, W) in [0, 1] in whole steps of 0 to 255, three equal channels as one.

    Examples
    --------
    >>> to_bytes(np.full((3, 1, 2), 0.5, np.float32)).tolist()
    [[[128, 128]]]
    """
    pixels = np.rint(picture * WHITE).astype(np.uint8)
    is_grey = bool((pixels == pixels[:1]).all())
    return pixels[:1] if is_grey else pixels


def checkerboard(side: int = 64, field: int = 8) -> Picture:
    """Return black and white fields in turn, black in the upper left corner.

    Examples
    --------
    >>> checkerboard(4, 2).tolist()
    [[0, 0, 255, 255], [0, 0, 255, 255], [255, 255, 0, 0], [255, 255, 0, 0]]
    """
    fields = np.arange(side) // field
    return np.asarray((fields[:, np.newaxis] + fields) % 2 * WHITE, np.uint8)


def step_edge(side: int = 64) -> Picture:
    """Return a black left half and a white right half.

    Examples
    --------
    >>> step_edge(4)[0].tolist()
    [0, 0, 255, 255]
    """
    row = np.where(np.arange(side) < side // 2, 0, WHITE)
    return np.asarray(np.tile(row, (side, 1)), np.uint8)


def gradient(side: int = 64) -> Picture:
    """Return even steps from black at the left to white at the right.

    Examples
    --------
    >>> gradient(4)[0].tolist()
    [0, 85, 170, 255]
    """
    return np.asarray(np.tile(np.rint(np.linspace(0, WHITE, side)), (side, 1)), np.uint8)


def white_pixel(side: int = 15) -> Picture:
    """Return one white pixel in the middle of black: the answer shows the kernel, turned around.

    Examples
    --------
    >>> white_pixel(3).tolist()
    [[0, 0, 0], [0, 255, 0], [0, 0, 0]]
    """
    picture = np.zeros((side, side), np.uint8)
    picture[side // 2, side // 2] = WHITE
    return picture


_MADE: Final[dict[str, Callable[[], Picture]]] = {
    "checkerboard": checkerboard,
    "step edge": step_edge,
    "gradient": gradient,
    "white pixel": white_pixel,
}
