"""One pixel of a feature map as the multiplications and additions that made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import check_choice, integer_in_range
from cnnviz.filters.checked_arrays import Maps, checked_bias, checked_kernels, checked_maps
from cnnviz.filters.filtering import OPERATIONS, Operation
from cnnviz.filters.padding import source_pixels
from cnnviz.filters.taps import Indices, window_taps
from cnnviz.filters.transposed import TransposedAxis, transposed_axes
from cnnviz.filters.windows import Axis, Padding, PaddingMode, Pair, both_axes

A = TypeVar("A")


@dataclass(frozen=True, eq=False)
class PixelArithmetic:
    """How one pixel of a feature map came about; C channels, a kernel of h rows and w columns.

    Of a transposed convolution, h and w count the rows and columns of pixels whose stamps reach the
    pixel; there may be none.

    All is computed in double precision from the float32 numbers, so that what is shown adds up.

    Attributes
    ----------
    windows : (C, h, w) float64
        The pixels under the kernel, those of the border among them.
    kernels : (C, h, w) float64
        The kernel as it was laid on: turned by 180° for ``flip=True``; of a transposed convolution,
        the cell with which each pixel's stamp reaches this one.
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
    border: PaddingMode = "zeros",
    flip: bool = False,
    operation: Operation = "convolution",
    output_padding: Pair = 0,
) -> PixelArithmetic:
    """Return the arithmetic behind ``convolve(image, kernel, …)[map_index, row, column]``.

    Parameters
    ----------
    image, kernel, stride, padding, dilation, bias, border, flip, operation, output_padding
        As a `cnnviz.filters.filtering.Stage` has them.
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

    Of a transposed convolution, the pixels whose stamps overlap there:

    >>> pixel = explain_pixel([[1, 10]], [[2, 3]], row=0, column=1, operation="transposed")
    >>> pixel.windows.tolist(), pixel.kernels.tolist(), pixel.value
    ([[[1.0, 10.0]]], [[[3.0, 2.0]]], 23.0)
    """
    maps = checked_maps(image)
    kernels = checked_kernels(kernel, len(maps))
    biases = checked_bias(bias, len(kernels))
    sides, sizes = maps.shape[1:], kernels.shape[2:]
    index = integer_in_range("map_index", map_index, 0, len(kernels) - 1)
    weights = kernels[index]
    check_choice("operation", operation, OPERATIONS)
    reads: tuple[_Read, ...]
    if operation == "transposed":
        stamps = transposed_axes(sides, sizes, stride, padding, output_padding, dilation)
        reads = tuple(_stamped(axis, *at) for axis, at in _places(stamps, row, column))
    else:
        weights = weights[:, ::-1, ::-1] if flip else weights
        axes = both_axes(sides, sizes, stride, padding, dilation, border)
        reads = tuple(_windowed(axis, border, *at) for axis, at in _places(axes, row, column))
    return _added_up(maps, weights, biases[index], *reads)


class _Read(NamedTuple):
    """What a pixel reads along one axis, as indices: inputs, the pixels there, kernel cells."""

    inputs: Indices
    pixels: Indices
    cells: Indices


def _places(axes: tuple[A, A], row: int, column: int) -> Iterator[tuple[A, tuple[str, int]]]:
    return zip(axes, (("row", row), ("column", column)), strict=True)


def _windowed(axis: Axis, border: PaddingMode, name: str, place: int) -> _Read:
    taps = window_taps(axis)
    inputs, cells = taps.of(integer_in_range(name, place, 0, taps.outputs - 1))
    return _Read(inputs, source_pixels(axis, border)[inputs + axis.before], cells)


def _stamped(axis: TransposedAxis, name: str, place: int) -> _Read:
    taps = axis.taps
    inputs, cells = taps.of(integer_in_range(name, place, 0, taps.outputs - 1))
    return _Read(inputs, inputs, cells)


def _added_up(
    maps: Maps, weights: Maps, bias: float, rows: _Read, columns: _Read
) -> PixelArithmetic:
    there = (rows.pixels >= 0)[:, np.newaxis] & (columns.pixels >= 0)
    pixels = maps[:, rows.pixels[:, np.newaxis], columns.pixels]
    windows = np.where(there, pixels, 0).astype(np.float64)
    stamp = weights[:, rows.cells[:, np.newaxis], columns.cells]
    laid_on = np.broadcast_to(stamp, windows.shape).astype(np.float64)
    products = windows * laid_on
    sums = products.sum(axis=(1, 2))
    total = float(sums.sum())
    return PixelArithmetic(
        windows=windows,
        kernels=laid_on,
        products=products,
        sums=sums,
        total=total,
        bias=bias,
        value=total + bias,
        rows=rows.inputs,
        columns=columns.inputs,
        source_rows=rows.pixels,
        source_columns=columns.pixels,
    )
