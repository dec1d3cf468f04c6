"""Small grids of numbers whose convolution can be done by hand, and the kernels for them."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernels.gallery import Kernel, make_kernel

LARGEST_NUMBER: Final = 255
_BY_HAND: Final = "by hand"
_CLASSIC: Final = "A classic of textbooks, to be worked out by hand"


@dataclass(frozen=True, eq=False)
class GridExample:
    """A grid to start from.

    Attributes
    ----------
    picture : (H, W) uint8
    kernel : Kernel
        The one that shows what the grid is for; it is slid over the grid as it is, without
        activation and pooling.
    hint : str
        What there is to see, in one sentence.
    stride : int
    padding : int
        Pixels of zeros on every side.
    """

    picture: NDArray[np.uint8]
    kernel: Kernel
    hint: str
    stride: int = 1
    padding: int = 0


def to_text(picture: NDArray[np.uint8]) -> str:
    """Write a grid (H, W) for an address.

    Examples
    --------
    >>> to_text(np.array([[1, 2], [3, 40]], np.uint8))
    '1.2-3.40'
    """
    return "-".join(".".join(map(str, row)) for row in picture.tolist())


def from_text(text: str, shape: tuple[int, ...]) -> NDArray[np.uint8] | None:
    """Read a grid of a shape from an address; None when that holds none.

    Examples
    --------
    >>> from_text("1.2-3.40", (2, 2)).tolist(), from_text("1.2-3", (2, 2))
    ([[1, 2], [3, 40]], None)
    """
    rows = [row.split(".") for row in text.split("-")]
    if (len(rows), *{len(row) for row in rows}) != shape:
        return None
    if not all(re.fullmatch("[0-9]{1,3}", number) for row in rows for number in row):
        return None
    numbers = np.array(rows, np.int64)
    return None if numbers.max() > LARGEST_NUMBER else numbers.astype(np.uint8)


def grid_kernels() -> tuple[Kernel, ...]:
    """Return the examples' kernels.

    Examples
    --------
    >>> [kernel.title for kernel in grid_kernels()]
    ['Vertical edge', 'Diagonal pair', 'Curve', 'Any nine']
    """
    return tuple(dict.fromkeys(example.kernel for example in EXAMPLES.values()))


def _kernel(name: str, title: str, values: ArrayLike, finds: str) -> Kernel:
    return make_kernel(name, title, _BY_HAND, values, finds, _CLASSIC)


def _grid(values: ArrayLike) -> NDArray[np.uint8]:
    picture = np.array(values, np.uint8)
    picture.flags.writeable = False
    return picture


_VERTICAL_EDGE: Final = _kernel(
    "vertical_edge",
    "Vertical edge",
    [[1, 0, -1], [1, 0, -1], [1, 0, -1]],
    "Edges where the picture darkens from left to right.",
)
_DIAGONAL_PAIR: Final = _kernel(
    "diagonal_pair", "Diagonal pair", [[1, 0], [0, 1]], "A pixel and the one below it to the right."
)
_ANY_NINE: Final = _kernel(
    "any_nine",
    "Any nine",
    [[3, 4, 4], [1, 0, 2], [-1, 0, 3]],
    "Nothing in particular: nine numbers to practice with.",
)
# A curve bending from the upper right down to the lower left, and a line drawn along it
_CURVE: Final = np.array(
    [
        [0, 0, 0, 0, 0, 1, 0],
        [0, 0, 0, 0, 1, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0],
    ]
)
_CURVE_DETECTOR: Final = _kernel(
    "curve", "Curve", 30 * _CURVE, "A curve that bends like the kernel's own numbers."
)

_EDGE: Final = _grid([[10, 10, 10, 0, 0, 0]] * 6)

EXAMPLES: Final = {
    "6×6 with an edge": GridExample(
        _EDGE,
        _VERTICAL_EDGE,
        "6×6 becomes 4×4, and 30 stands where the edge is.",
    ),
    "6×6 padded to 8×8": GridExample(
        _EDGE,
        _VERTICAL_EDGE,
        "With a frame of zeros, 8×8 becomes 6×6: as large as it was.",
        padding=1,
    ),
    "5×5 of 0 and 1": GridExample(
        _grid(
            [
                [1, 1, 1, 0, 0],
                [0, 1, 1, 1, 0],
                [0, 0, 1, 1, 1],
                [0, 0, 1, 1, 0],
                [0, 1, 1, 0, 0],
            ]
        ),
        _DIAGONAL_PAIR,
        "5×5 becomes 4×4 under a 2×2 kernel.",
    ),
    "7×7 with a curve": GridExample(
        _grid(50 * _CURVE),
        _CURVE_DETECTOR,
        "7×7 under a 7×7 kernel: one number, 6 · 30 · 50 = 9,000, as large as it can be.",
    ),
    "7×7 in steps of 2": GridExample(
        _grid(
            [
                [2, 3, 7, 4, 6, 2, 9],
                [6, 6, 9, 8, 7, 4, 3],
                [3, 4, 8, 3, 8, 9, 7],
                [7, 8, 3, 6, 6, 3, 4],
                [4, 2, 1, 8, 3, 4, 6],
                [3, 2, 4, 1, 9, 8, 3],
                [0, 1, 3, 9, 2, 1, 4],
            ]
        ),
        _ANY_NINE,
        "A stride of 2 takes every other place: 7×7 becomes 3×3, with 91 first.",
        stride=2,
    ),
    "8×8 of zeros": GridExample(
        _grid(np.zeros((8, 8))), _VERTICAL_EDGE, "Change the numbers to a picture of your own."
    ),
}
"""By the name that people read."""
