"""What can be done to a kernel: mask, normalize, flip, rotate, transpose, negate, scale.

The named kernels are in `cnnviz.kernels.gallery`, reading pasted ones in `cnnviz.kernels.text`.
Kernels are (h, w) float32 or, when they differ from channel to channel, (C, h, w).
"""

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import check_choice, finite_number
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.kernels.footprints import FOOTPRINTS, Footprint, footprint
from cnnviz.kernels.gallery import KERNELS, Kernel, gallery
from cnnviz.kernels.learned import learned_kernels
from cnnviz.kernels.text import parse_kernel

__all__ = [
    "FOOTPRINTS",
    "KERNELS",
    "Kernel",
    "flip",
    "footprint",
    "gallery",
    "learned_kernels",
    "mask",
    "negate",
    "normalize",
    "parse_kernel",
    "rotate",
    "scale",
    "transpose",
]

SMALLEST_SUM: Final = 1e-6
"""Of a kernel's sizes: a sum that is less than this part of them is 0 but for rounding."""


def mask(kernel: ArrayLike, form: Footprint) -> NDArray[np.float32]:
    """Set the cells outside a footprint to 0; see `footprint`.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32
    form : "square", "cross" or "disk"

    Returns
    -------
    float32 of the same shape

    Raises
    ------
    ArgumentError
        When there is no such footprint.

    Examples
    --------
    >>> mask([[1, 2, 3], [4, 5, 6], [7, 8, 9]], "cross").tolist()
    [[0.0, 2.0, 0.0], [4.0, 5.0, 6.0], [0.0, 8.0, 0.0]]
    """
    values = _values(kernel)
    return np.where(footprint((values.shape[-2], values.shape[-1]), form), values, np.float32(0))


def normalize(kernel: ArrayLike, total: Literal[0, 1]) -> NDArray[np.float32]:
    """Make a kernel sum to 1, which keeps the brightness, or to 0, which makes even grey black.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32
    total : 0 or 1
        For 1 all cells are divided by their sum; for 0 their mean is taken from each.

    Returns
    -------
    float32 of the same shape

    Raises
    ------
    ArgumentError
        When a kernel that sums to 0 is to sum to 1, or `total` is neither.

    Examples
    --------
    >>> normalize([[1, 2], [3, 2]], 1).tolist(), normalize([[1, 2], [3, 2]], 0).tolist()
    ([[0.125, 0.25], [0.375, 0.25]], [[-1.0, 0.0], [1.0, 0.0]])
    >>> normalize([[-1, 0, 1]], 1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: kernel must not sum to 0 where it is to sum to 1: ...
    """
    values = _values(kernel).astype(np.float64)
    if total == 0:
        return np.asarray(values - values.mean(), np.float32)
    if total != 1:
        choices = Allowed(choices=(0, 1))
        raise ArgumentError("total", f"must be 0 or 1, got {total!r}", value=total, allowed=choices)
    if abs(values.sum()) <= SMALLEST_SUM * np.abs(values).sum():
        message = "must not sum to 0 where it is to sum to 1: no number makes 1 of 0"
        raise ArgumentError("kernel", message)
    return np.asarray(values / values.sum(), np.float32)


def flip(
    kernel: ArrayLike, axis: Literal["both", "rows", "columns"] = "both"
) -> NDArray[np.float32]:
    """Turn the order of the rows around, of the columns, or of both, which is a turn by 180°.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32
    axis : "both", "rows" or "columns"

    Returns
    -------
    float32 of the same shape

    Raises
    ------
    ArgumentError
        When there is no such axis.

    Examples
    --------
    >>> flip([[1, 2], [3, 4]]).tolist(), flip([[1, 2], [3, 4]], "rows").tolist()
    ([[4.0, 3.0], [2.0, 1.0]], [[3.0, 4.0], [1.0, 2.0]])
    """
    axes = {"both": (-2, -1), "rows": (-2,), "columns": (-1,)}
    check_choice("axis", axis, axes)
    return np.flip(_values(kernel), axes[axis]).copy()


def rotate(kernel: ArrayLike, quarters: int = 1) -> NDArray[np.float32]:
    """Turn a kernel counterclockwise by quarters of a turn.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32
    quarters : int
        Below 0 it turns clockwise.

    Returns
    -------
    (h, w) or (C, h, w) float32
        After an odd number of quarters, (w, h) or (C, w, h).

    Examples
    --------
    >>> rotate([[1, 2], [3, 4]]).tolist()
    [[2.0, 4.0], [1.0, 3.0]]
    """
    return np.rot90(_values(kernel), quarters, (-2, -1)).copy()


def transpose(kernel: ArrayLike) -> NDArray[np.float32]:
    """Make rows of columns.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32

    Returns
    -------
    (w, h) or (C, w, h) float32

    Examples
    --------
    >>> transpose([[1, 2], [3, 4]]).tolist()
    [[1.0, 3.0], [2.0, 4.0]]
    """
    return np.swapaxes(_values(kernel), -2, -1).copy()


def negate(kernel: ArrayLike) -> NDArray[np.float32]:
    """Change every sign; a zero stays 0, not −0.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32

    Returns
    -------
    float32 of the same shape

    Examples
    --------
    >>> negate([[1, -2], [0, 4]]).tolist()
    [[-1.0, 2.0], [0.0, -4.0]]
    """
    return np.asarray(0 - _values(kernel))


def scale(kernel: ArrayLike, factor: float) -> NDArray[np.float32]:
    """Multiply every cell.

    Parameters
    ----------
    kernel : (h, w) or (C, h, w) float32
    factor : float

    Returns
    -------
    float32 of the same shape

    Raises
    ------
    ArgumentError
        When the factor isn't a finite number.

    Examples
    --------
    >>> scale([[1, 2], [3, 4]], 0.5).tolist()
    [[0.5, 1.0], [1.5, 2.0]]
    """
    factor = finite_number("factor", factor)
    return np.asarray(_values(kernel) * np.float32(factor))


def _values(kernel: ArrayLike) -> NDArray[np.float32]:
    values = np.asarray(kernel, np.float32)
    if values.ndim not in (2, 3) or not values.size:
        message = f"must have shape (h, w) or (C, h, w), got {values.shape}"
        raise ArgumentError("kernel", message, value=values.shape)
    if not np.isfinite(values).all():
        raise ArgumentError("kernel", "must hold finite numbers, got NaN or infinity")
    return values
