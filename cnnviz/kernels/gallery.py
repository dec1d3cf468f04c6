"""Kernels with a name, made by hand or by a formula, each with what it finds and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernels.settings import formula_kernel

_PREWITT = "Prewitt, Object enhancement and extraction (1970)"
_SOBEL = "Sobel and Feldman, A 3×3 isotropic gradient operator (1968)"
_SCHARR = "Scharr, Optimal operators in digital image processing (2000)"
_ROBERTS = "Roberts, Machine perception of three-dimensional solids (1963)"
_LAPLACE = "Gonzalez and Woods, Digital image processing, section 3.6"
_SMOOTHING = "Gonzalez and Woods, Digital image processing, section 3.5"
_GIMP = "GIMP manual, Convolution matrix"


@dataclass(frozen=True, eq=False)
class Kernel:
    """A kernel and what to know of it.

    Attributes
    ----------
    name, title : str
        As `KERNELS` and addresses have it, "sobel_x"; as people read it, "Sobel x".
    family : str
        Its neighbors in the gallery: "blur", "sharpen", "relief", "outline", "edges", "stripes",
        "random", "learned", or "identity".
    values : (h, w) or (C, h, w) float32
        Read-only.
    finds : str
        One sentence.
    source : str
        Where the numbers are from.
    """

    name: str
    title: str
    family: str
    values: NDArray[np.float32]
    finds: str
    source: str


def gallery() -> tuple[Kernel, ...]:
    """Return the named kernels, family by family, those of a formula with their usual settings.

    Examples
    --------
    >>> [kernel.title for kernel in gallery() if kernel.family == "identity"]
    ['Identity']
    """
    return _GALLERY


def make_kernel(
    name: str, title: str, family: str, values: ArrayLike, finds: str, source: str
) -> Kernel:
    """Make a kernel of a read-only copy of its values."""
    array = np.array(values, np.float32)
    array.flags.writeable = False
    return Kernel(name, title, family, array, finds, source)


_SOBEL_X: Final = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
_PREWITT_X: Final = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
_SCHARR_X: Final = np.array([[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]])
_RISING_RIGHT: Final = "Edges where the picture brightens from left to right."
_RISING_DOWN: Final = "Edges where the picture brightens from top to bottom."

_GALLERY: Final = tuple(
    make_kernel(*row)
    for row in (
        (
            "identity",
            "Identity",
            "identity",
            [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
            "Nothing: the picture comes out as it went in.",
            _SMOOTHING,
        ),
        (
            "box",
            "Box blur",
            "blur",
            formula_kernel("box"),
            "The mean of each neighborhood: fine detail and noise go.",
            _SMOOTHING,
        ),
        (
            "disk",
            "Disk blur",
            "blur",
            formula_kernel("disk"),
            "The mean of a round neighborhood: a light becomes a disk, as out of focus.",
            _SMOOTHING,
        ),
        (
            "gaussian",
            "Gaussian blur",
            "blur",
            formula_kernel("gaussian"),
            "A mean in which near pixels count more: a soft blur without corners.",
            _SMOOTHING,
        ),
        (
            "motion_blur",
            "Motion blur",
            "blur",
            formula_kernel("motion_blur"),
            "The mean along a line, as if the camera had moved while it looked.",
            "The mean of 9 points on a line, 1 pixel apart",
        ),
        (
            "sharpen",
            "Sharpen",
            "sharpen",
            [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
            "Every difference from the four neighbors, made larger.",
            _LAPLACE,
        ),
        (
            "unsharp",
            "Unsharp mask",
            "sharpen",
            formula_kernel("unsharp"),
            "The picture plus all that a Gaussian blur takes from it.",
            _LAPLACE,
        ),
        (
            "edge_enhance",
            "Edge enhance",
            "sharpen",
            [[0, 0, 0], [-1, 1, 0], [0, 0, 0]],
            "The difference from the pixel to the left.",
            _GIMP,
        ),
        (
            "emboss",
            "Emboss",
            "relief",
            [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
            "Light from one corner: the picture as a relief.",
            _GIMP,
        ),
        (
            "outline",
            "Outline",
            "outline",
            [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
            "Pixels that differ from their eight neighbors: lines and contours.",
            _LAPLACE,
        ),
        (
            "laplacian_4",
            "Laplacian 4",
            "outline",
            [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
            "Places where the brightness bends, seen along rows and columns.",
            _LAPLACE,
        ),
        (
            "laplacian_8",
            "Laplacian 8",
            "outline",
            [[1, 1, 1], [1, -8, 1], [1, 1, 1]],
            "Places where the brightness bends, seen along the diagonals, too.",
            _LAPLACE,
        ),
        (
            "laplacian_of_gaussian",
            "Laplacian of Gaussian",
            "outline",
            formula_kernel("laplacian_of_gaussian"),
            "Blobs and contours of about its own size; noise is blurred first.",
            "Marr and Hildreth, Theory of edge detection (1980)",
        ),
        ("sobel_x", "Sobel x", "edges", _SOBEL_X, _RISING_RIGHT, _SOBEL),
        ("sobel_y", "Sobel y", "edges", _SOBEL_X.T, _RISING_DOWN, _SOBEL),
        (
            "sobel_diagonal",
            "Sobel diagonal",
            "edges",
            [[-2, -1, 0], [-1, 0, 1], [0, 1, 2]],
            "Edges where the picture brightens towards the bottom right.",
            _SOBEL,
        ),
        ("prewitt_x", "Prewitt x", "edges", _PREWITT_X, _RISING_RIGHT, _PREWITT),
        ("prewitt_y", "Prewitt y", "edges", _PREWITT_X.T, _RISING_DOWN, _PREWITT),
        ("scharr_x", "Scharr x", "edges", _SCHARR_X, _RISING_RIGHT, _SCHARR),
        ("scharr_y", "Scharr y", "edges", _SCHARR_X.T, _RISING_DOWN, _SCHARR),
        (
            "roberts_down",
            "Roberts down",
            "edges",
            [[1, 0], [0, -1]],
            "Differences along the diagonal that goes down to the right.",
            _ROBERTS,
        ),
        (
            "roberts_up",
            "Roberts up",
            "edges",
            [[0, 1], [-1, 0]],
            "Differences along the diagonal that goes up to the right.",
            _ROBERTS,
        ),
        (
            "gabor",
            "Gabor",
            "stripes",
            formula_kernel("gabor"),
            "Stripes of one direction and width.",
            "Gabor, Theory of communication (1946); Daugman (1985)",
        ),
        (
            "random",
            "Random",
            "random",
            formula_kernel("random"),
            "Nothing on purpose: this is how a network's kernels start.",
            "torch.nn.Conv2d: uniform within ±1/√n for n weights",
        ),
    )
)

KERNELS: Final[Mapping[str, NDArray[np.float32]]] = MappingProxyType(
    {kernel.name: kernel.values for kernel in _GALLERY}
)
"""The gallery's numbers by name; read-only."""
