"""Small grids of numbers whose convolution can be done by hand, and the kernels for them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernel_gallery import Kernel, make_kernel

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
        The one that shows what the grid is for.
    hint : str
        What to try, in one sentence.
    """

    picture: NDArray[np.uint8]
    kernel: Kernel
    hint: str


def grid_kernels() -> tuple[Kernel, ...]:
    """Give the examples' kernels.

    Examples
    --------
    >>> [kernel.title for kernel in grid_kernels()]
    ['Vertical edge', 'Diagonal pair', 'Curve']
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

EXAMPLES: Final = {
    "6×6 with an edge": GridExample(
        _grid([[10, 10, 10, 0, 0, 0]] * 6),
        _VERTICAL_EDGE,
        "With the kernel Vertical edge: 6×6 becomes 4×4, and 30 stands where the edge is.",
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
        "With the 2×2 kernel Diagonal pair: 5×5 becomes 4×4.",
    ),
    "7×7 with a curve": GridExample(
        _grid(50 * _CURVE),
        _CURVE_DETECTOR,
        "With the 7×7 kernel Curve: one number, 6 · 30 · 50 = 9,000, as large as it can be.",
    ),
    "8×8 of zeros": GridExample(
        _grid(np.zeros((8, 8))), _VERTICAL_EDGE, "Change the numbers to a picture of your own."
    ),
}
"""By the name that people read."""
