"""Convolution: a small matrix slid over a picture; each place gives one pixel of a feature map.

Strictly it is cross-correlation: the kernel isn't turned by 180° first, as the convolution of
mathematics asks; ``flip=True`` turns it. Networks learn their kernels either way round.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import ArrayLike

from cnnviz.filters.checked_arrays import Biases, Maps, checked_bias, checked_kernels, checked_maps
from cnnviz.filters.padding import OPENCV_BORDERS, pad_maps
from cnnviz.filters.windows import Axis, Padding, PaddingMode, Pair, both_axes, output_size

__all__ = ["convolve", "output_size"]

Axes = tuple[Axis, Axis]

_OPENCV_MAPS: Final = 4  # maps × strides up to which filter2D was faster than torch's conv2d
_OPENCV_AREA: Final = 121  # filter2D goes by way of Fourier transforms from 130 pixels on
_SEPARABLE_WORK: Final = 2_000_000
"""Multiplications from which two one-dimensional passes win back the search for them."""


def convolve(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: Pair = 1,
    padding: Padding = "valid",
    dilation: Pair = 1,
    bias: float | ArrayLike = 0.0,
    border: PaddingMode = "zeros",
    flip: bool = False,
) -> Maps:
    """Slide kernels over a picture: at every place multiply pixel by pixel, sum, add the bias.

    Parameters
    ----------
    image : (C, H, W) or (H, W) float32
        Any finite values; other real types are converted.
    kernel : (h, w), (C, h, w), (M, C, h, w) or (M, 1, h, w), sides 1 to 31
        One kernel that is the same for all channels, one as deep as the image, or M of either.
    stride : int or (rows, columns), 1 to 8
    padding : "valid", "same", "full", int or (rows, columns), 0 to 240
        See `cnnviz.filters.windows`.
    dilation : int or (rows, columns), 1 to 8
        Distance between the pixels under neighboring cells of the kernel.
    bias : float or (M,)
    border : "zeros", "reflect", "replicate" or "circular"
        What the padding holds; see `cnnviz.filters.padding`.
    flip : bool
        Turn the kernel by 180° first, which makes it the convolution of mathematics.

    Returns
    -------
    (M, H', W') float32
        H' and W' as `output_size` has them. Equal to `torch.nn.functional.conv2d` but for rounding;
        OpenCV computes it where it is faster.

    Raises
    ------
    ArgumentError
        When a number is out of its range, or shapes don't fit; it begins with the argument's name.

    Examples
    --------
    Sobel x finds the step between the second and the third column:

    >>> image = [[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]]
    >>> convolve(image, [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).tolist()
    [[[4.0, 4.0]]]
    """
    maps = checked_maps(image)
    kernels = checked_kernels(kernel, len(maps))
    biases = checked_bias(bias, len(kernels))
    axes = both_axes(maps.shape[1:], kernels.shape[2:], stride, padding, dilation, border)
    if flip:
        kernels = np.ascontiguousarray(kernels[:, :, ::-1, ::-1])
    if kernels.shape[1] < len(maps):
        maps = _sum_of_channels(maps)
    rows, columns = axes
    strides = rows.stride * columns.stride
    if (
        len(kernels) * strides <= _OPENCV_MAPS
        and rows.effective_kernel_size * columns.effective_kernel_size <= _OPENCV_AREA
    ):
        return _by_opencv(maps, kernels, biases, axes, border)
    return _by_torch(maps, kernels, biases, axes, border)


def _sum_of_channels(maps: Maps) -> Maps:
    total = maps[0].copy()
    for channel in maps[1:]:
        cv2.add(total, channel, dst=total)
    return np.asarray(total[np.newaxis])


def _by_opencv(
    maps: Maps, kernels: Maps, biases: Biases, axes: Axes, padding_mode: PaddingMode
) -> Maps:
    """Filter every channel, add them up, and keep every stride-th pixel.

    filter2D gives as many pixels as it gets; with the window anchored at its own `before`-th cell
    the wanted ones come first. That holds while the padding is less than the window.
    """
    rows, columns = axes
    anchor = (columns.before, rows.before)
    down, across = rows.before + rows.after, columns.before + columns.after
    wide = down >= rows.effective_kernel_size or across >= columns.effective_kernel_size
    if wide or (padding_mode == "circular" and (down or across)):  # which filter2D doesn't know
        maps, anchor = pad_maps(maps, rows, columns, padding_mode), (0, 0)
    kind = cv2.BORDER_CONSTANT if padding_mode == "circular" else OPENCV_BORDERS[padding_mode]
    kernels = _spread(kernels, rows, columns)
    if len(kernels) == 1:  # filter2D makes the array itself in less time
        out: Maps = _filter(maps, kernels[0], None, anchor, biases[0], kind)[None]
    else:
        out = np.empty((len(kernels), *maps.shape[1:]), np.float32)
        for one, slices, bias in zip(out, kernels, biases, strict=True):
            _filter(maps, slices, one, anchor, bias, kind)
    height = (rows.output - 1) * rows.stride + 1
    width = (columns.output - 1) * columns.stride + 1
    return out[:, : height : rows.stride, : width : columns.stride]


def _filter(
    maps: Maps, slices: Maps, out: Maps | None, anchor: tuple[int, int], bias: float, kind: int
) -> Any:
    """Filter each map with its slice of the kernel, and sum."""
    total = _filter_one(maps[0], slices[0], out, anchor, bias, kind)
    for index in range(1, len(maps)):
        one = _filter_one(maps[index], slices[index], None, anchor, 0.0, kind)
        cv2.add(total, one, dst=total)
    return total


def _filter_one(
    channel: Maps, kernel: Maps, out: Maps | None, anchor: tuple[int, int], bias: float, kind: int
) -> Any:
    if channel.size * kernel.size >= _SEPARABLE_WORK and (factors := _factors(kernel)):
        return cv2.sepFilter2D(channel, -1, *factors, out, anchor, bias, kind)
    return cv2.filter2D(channel, -1, kernel, out, anchor, bias, kind)


def _factors(kernel: Maps) -> tuple[Maps, Maps] | None:
    """Return row and column whose outer product the kernel is, if it is one."""
    exact = kernel.astype(np.float64)
    sizes = np.abs(exact)
    place = divmod(int(sizes.argmax()), kernel.shape[1])
    pivot = exact[place]
    if pivot == 0:
        return None
    column, row = exact[:, place[1]] / pivot, exact[place[0]]
    if np.abs(np.outer(column, row) - exact).sum() > 1e-6 * sizes.sum():
        return None
    return row.astype(np.float32), column.astype(np.float32)


def _spread(kernels: Maps, rows: Axis, columns: Axis) -> Maps:
    """Write zeros between the cells where the dilation leaves pixels out."""
    if rows.dilation == columns.dilation == 1:
        return kernels
    spread = np.zeros(
        (*kernels.shape[:2], rows.effective_kernel_size, columns.effective_kernel_size), np.float32
    )
    spread[:, :, :: rows.dilation, :: columns.dilation] = kernels
    return spread


def _by_torch(
    maps: Maps, kernels: Maps, biases: Biases, axes: Axes, padding_mode: PaddingMode
) -> Maps:
    import torch  # takes two seconds, which a page that needs only OpenCV doesn't wait for

    rows, columns = axes
    padded = pad_maps(maps, rows, columns, padding_mode)
    with torch.inference_mode():
        out = torch.nn.functional.conv2d(
            torch.from_numpy(np.require(padded, None, ["C", "W"]))[np.newaxis],
            torch.from_numpy(np.require(kernels, None, ["C", "W"])),
            torch.tensor(biases, dtype=torch.float32),
            stride=(rows.stride, columns.stride),
            dilation=(rows.dilation, columns.dilation),
        )
        return np.asarray(out[0].numpy(), np.float32)
