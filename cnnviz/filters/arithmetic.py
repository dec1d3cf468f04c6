"""One pixel of a feature map as the multiplications and additions that made it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import integer_in_range
from cnnviz.filters.checked_arrays import checked_bias, checked_kernels, checked_maps
from cnnviz.filters.padding import pad_maps, source_pixels
from cnnviz.filters.windows import Axis, Border, Padding, Pair, both_axes


@dataclass(frozen=True, eq=False)
class PixelArithmetic:
    """How one pixel of a feature map came about; C channels, a kernel of h rows and w columns.

    All is computed in double precision from the float32 numbers, so that what is shown adds up.

    Attributes
    ----------
    windows : (C, h, w) float64
        The pixels under the kernel, those of the border among them.
    kernels : (C, h, w) float64
        The kernel as it was laid on: turned by 180° for ``flip=True``.
    products : (C, h, w) float64
        windows × kernels.
    sums : (C,) float64
        The products of each channel, summed.
    total, bias, value : float
        The sum of the sums; what is added; total + bias.
    rows, columns : (h,) and (w,) int64
        Where the window's pixels lie in the picture; below 0, or from its height or width on, they
        lie in the border.
    source_rows, source_columns : (h,) and (w,) int64
        Which of the picture's rows and columns these pixels are; −1 for the zeros of a border.
    """

    windows: NDArray[np.float64]
    kernels: NDArray[np.float64]
    products: NDArray[np.float64]
    sums: NDArray[np.float64]
    total: float
    bias: float
    value: float
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    source_rows: NDArray[np.int64]
    source_columns: NDArray[np.int64]


def explain_pixel(
    image: ArrayLike,
    kernel: ArrayLike,
    row: int,
    column: int,
    *,
    map_index: int = 0,
    stride: Pair = 1,
    padding: Padding = "valid",
    dilation: Pair = 1,
    bias: float | ArrayLike = 0.0,
    border: Border = "zeros",
    flip: bool = False,
) -> PixelArithmetic:
    """Return the arithmetic behind ``convolve(image, kernel, …)[map_index, row, column]``.

    Parameters
    ----------
    image, kernel, stride, padding, dilation, bias, border, flip
        As `cnnviz.filters.convolution.convolve` takes them.
    row, column : int
        The pixel of the feature map.
    map_index : int
        Which of the M maps.

    Returns
    -------
    PixelArithmetic
        Its value is the pixel's but for rounding.

    Raises
    ------
    ArgumentError
        As `convolve` does, and when there is no such map or pixel.

    Examples
    --------
    >>> pixel = explain_pixel([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 10]], row=0, column=1, bias=0.5)
    >>> pixel.windows.tolist(), pixel.products.tolist()
    ([[[2.0, 3.0], [5.0, 6.0]]], [[[2.0, 0.0], [0.0, 60.0]]])
    >>> pixel.total, pixel.value, pixel.columns.tolist()
    (62.0, 62.5, [1, 2])
    """
    maps = checked_maps(image)
    kernels = checked_kernels(kernel, len(maps))
    biases = checked_bias(bias, len(kernels))
    rows, columns = both_axes(maps.shape[1:], kernels.shape[2:], stride, padding, dilation, border)
    index = integer_in_range("map_index", map_index, 0, len(kernels) - 1)
    cell_rows = _cells(rows, integer_in_range("row", row, 0, rows.output - 1))
    cell_columns = _cells(columns, integer_in_range("column", column, 0, columns.output - 1))
    padded = pad_maps(maps, rows, columns, border)
    windows = padded[:, cell_rows[:, np.newaxis], cell_columns].astype(np.float64)
    weights = kernels[index, :, ::-1, ::-1] if flip else kernels[index]
    laid_on = np.broadcast_to(weights, windows.shape).astype(np.float64)
    products = windows * laid_on
    sums = products.sum(axis=(1, 2))
    total = float(sums.sum())
    return PixelArithmetic(
        windows=windows,
        kernels=laid_on,
        products=products,
        sums=sums,
        total=total,
        bias=biases[index],
        value=total + biases[index],
        rows=cell_rows - rows.before,
        columns=cell_columns - columns.before,
        source_rows=source_pixels(rows, border)[cell_rows],
        source_columns=source_pixels(columns, border)[cell_columns],
    )


def _cells(axis: Axis, place: int) -> NDArray[np.int64]:
    """Return the padded picture's pixels under the kernel's cells at a place."""
    return place * axis.stride + axis.dilation * np.arange(axis.kernel_size)
