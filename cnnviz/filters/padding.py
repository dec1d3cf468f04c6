"""What stands around a picture where it is padded: zeros, or the picture's own pixels again.

Names as torch's `pad` has them. For a row ``a b c d``: "reflect" goes on ``d | c b a`` without the
edge pixel twice, "replicate" ``d | d d d``, "circular" ``d | a b c``.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from cnnviz.filters.windows import Axis, PaddingMode

OPENCV_BORDERS: Final[dict[str, int]] = {
    "zeros": cv2.BORDER_CONSTANT,
    "reflect": cv2.BORDER_REFLECT_101,  # cv2.BORDER_REFLECT has the edge pixel twice
    "replicate": cv2.BORDER_REPLICATE,
    "circular": cv2.BORDER_WRAP,
}
_NUMPY_MODES: Final = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def pad_maps(
    maps: NDArray[np.float32], rows: Axis, columns: Axis, padding_mode: PaddingMode
) -> NDArray[np.float32]:
    """Pad every map.

    Parameters
    ----------
    maps : (C, H, W) float32
    rows, columns : Axis
        How wide the border is.
    padding_mode : "zeros", "reflect", "replicate" or "circular"

    Returns
    -------
    (C, H + before + after, W + before + after) float32
        The maps themselves when there is nothing to pad.

    Examples
    --------
    >>> from cnnviz.filters.windows import both_axes
    >>> row = np.array([[[1, 2, 3, 4]]], np.float32)
    >>> for padding_mode in ("zeros", "reflect", "replicate", "circular"):
    ...     rows, columns = both_axes((1, 4), (1, 3), 1, (0, 2), 1, padding_mode)
    ...     print(pad_maps(row, rows, columns, padding_mode)[0, 0].astype(int))
    [0 0 1 2 3 4 0 0]
    [3 2 1 2 3 4 3 2]
    [1 1 1 2 3 4 4 4]
    [3 4 1 2 3 4 1 2]
    """
    sides = (rows.before, rows.after, columns.before, columns.after)
    if not any(sides):
        return maps
    height, width = (axis.size + axis.before + axis.after for axis in (rows, columns))
    padded = np.empty((len(maps), height, width), np.float32)
    for index, one in enumerate(maps):
        cv2.copyMakeBorder(one, *sides, OPENCV_BORDERS[padding_mode], dst=padded[index])
    return padded


def source_pixels(axis: Axis, padding_mode: PaddingMode) -> NDArray[np.int64]:
    """Say from which pixel each place of the padded side has its value.

    Returns
    -------
    (size + before + after,) int64 in −1..size − 1
        −1 for the zeros of a border, which come from no pixel.

    Examples
    --------
    >>> from cnnviz.filters.windows import both_axes
    >>> for padding_mode in ("zeros", "reflect"):
    ...     print(source_pixels(both_axes((4, 4), (3, 3), 1, 2, 1, padding_mode)[0], padding_mode))
    [-1 -1  0  1  2  3 -1 -1]
    [2 1 0 1 2 3 2 1]
    """
    pixels = np.arange(axis.size)
    if padding_mode == "zeros":
        return np.pad(pixels, (axis.before, axis.after), constant_values=-1)
    return np.pad(pixels, (axis.before, axis.after), mode=_NUMPY_MODES[padding_mode])  # type: ignore[call-overload,no-any-return] # the mode is one of numpy's words
