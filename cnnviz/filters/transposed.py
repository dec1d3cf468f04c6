"""Transposed convolution: each pixel stamps the kernel, times its value, and overlaps are added.

It is the way back through a convolution of the same kernel, stride, padding and dilation: what that
makes smaller, this makes larger. Dumoulin and Visin, "A guide to convolution arithmetic for deep
learning", 2016 (https://arxiv.org/abs/1603.07285).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.common.arguments import integer_pair
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.checked_arrays import Maps, checked_bias, checked_kernels, checked_maps
from cnnviz.filters.taps import Taps, transposed_size, transposed_taps
from cnnviz.filters.windows import LARGEST_KERNEL, LARGEST_PADDING, LARGEST_STEP, Pair


@dataclass(frozen=True, slots=True)
class TransposedAxis:
    """How stamps lie along the rows or the columns.

    Attributes
    ----------
    size : int
        Pixels of the picture.
    kernel_size : int
    stride : int
        Pixels of the output from one stamp to the next.
    dilation : int
    padding : int
        Pixels cut off on either side.
    output_padding : int
        Pixels more at the end.
    output : int
    """

    size: int
    kernel_size: int
    stride: int
    dilation: int
    padding: int
    output_padding: int
    output: int

    @property
    def taps(self) -> Taps:
        """Which inputs each output is the sum of."""
        return transposed_taps(
            self.size,
            self.kernel_size,
            self.stride,
            self.padding,
            self.output_padding,
            self.dilation,
        )


def convolve_transposed(
    image: ArrayLike,
    kernel: ArrayLike,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    output_padding: Pair = 0,
    dilation: Pair = 1,
    bias: float | ArrayLike = 0.0,
) -> Maps:
    """Stamp kernels, times each pixel's value, `stride` pixels apart; add overlaps and the bias.

    Parameters
    ----------
    image : (C, H, W) or (H, W) float32
        Any finite values; other real types are converted.
    kernel : (h, w), (C, h, w), (M, C, h, w) or (M, 1, h, w), sides 1 to 31
        One kernel that is the same for all channels, one as deep as the image, or M of either.
        `torch.nn.ConvTranspose2d` has its channels first: (C, M, h, w).
    stride : int or (rows, columns), 1 to 8
        Pixels from one stamp to the next.
    padding : int or (rows, columns), 0 to 240
        Pixels cut off on either side.
    output_padding : int or (rows, columns), 0 to 7
        Pixels more at the lower and at the right side; less than the stride or the dilation.
    dilation : int or (rows, columns), 1 to 8
        Distance between neighboring cells of a stamp.
    bias : float or (M,)

    Returns
    -------
    (M, H', W') float32
        H' and W' as `cnnviz.filters.taps.transposed_size` has them. Equal to
        `torch.nn.functional.conv_transpose2d`.

    Raises
    ------
    ArgumentError
        When a number is out of its range, or shapes don't fit; it begins with the argument's name.

    Examples
    --------
    Two stamps of a kernel of two cells overlap at stride 1, and not at stride 2:

    >>> convolve_transposed([[1, 10]], [[1, 2]]).tolist()
    [[[1.0, 12.0, 20.0]]]
    >>> convolve_transposed([[1, 10]], [[1, 2]], stride=2).tolist()
    [[[1.0, 2.0, 10.0, 20.0]]]
    """
    maps = checked_maps(image)
    kernels = checked_kernels(kernel, len(maps))
    biases = checked_bias(bias, len(kernels))
    rows, columns = transposed_axes(
        maps.shape[1:], kernels.shape[2:], stride, padding, output_padding, dilation
    )
    if kernels.shape[1] < len(maps):
        maps = maps.sum(axis=0, keepdims=True)
    import torch  # takes two seconds, which a page that needs only OpenCV doesn't wait for

    with torch.inference_mode():
        out = torch.nn.functional.conv_transpose2d(
            torch.from_numpy(np.require(maps, None, ["C", "W"]))[np.newaxis],
            torch.from_numpy(kernels.swapaxes(0, 1).copy()),
            torch.tensor(biases, dtype=torch.float32),
            stride=(rows.stride, columns.stride),
            padding=(rows.padding, columns.padding),
            output_padding=(rows.output_padding, columns.output_padding),
            dilation=(rows.dilation, columns.dilation),
        )
        return np.asarray(out[0].numpy(), np.float32)


def transposed_axes(
    sides: tuple[int, ...],
    kernel_size: tuple[int, ...],
    stride: Pair,
    padding: object,
    output_padding: Pair,
    dilation: Pair,
) -> tuple[TransposedAxis, TransposedAxis]:
    """Check all that says where stamps lie, and return how they do along rows and columns.

    A padding of "valid" is none, as for a convolution; other words are refused.

    Raises
    ------
    ArgumentError
        Beginning with the name of the number that is out of its range or too large.

    Examples
    --------
    >>> rows, columns = transposed_axes((7, 4), (2, 3), 2, 0, (1, 0), 1)
    >>> rows.output, columns.output
    (15, 9)
    """
    number = f"a number between 0 and {LARGEST_PADDING}"
    rules = zip(
        sides,
        integer_pair("kernel_size", tuple(kernel_size), 1, LARGEST_KERNEL),
        integer_pair("stride", stride, 1, LARGEST_STEP),
        integer_pair("dilation", dilation, 1, LARGEST_STEP),
        integer_pair("padding", 0 if padding == "valid" else padding, 0, LARGEST_PADDING, number),
        integer_pair("output_padding", output_padding, 0, LARGEST_STEP - 1),
        (" rows", " columns"),
        strict=True,
    )
    rows, columns = (_along(*rule) for rule in rules)
    return rows, columns


def _along(
    side: int, size: int, stride: int, dilation: int, padding: int, more: int, unit: str
) -> TransposedAxis:
    most = max(stride, dilation) - 1
    if more > most:
        raise ArgumentError(
            "output_padding",
            f"must be at most {most}{unit}, less than the stride or the dilation, got {more}",
            value=more,
            allowed=Allowed(minimum=0, maximum=most),
        )
    output = transposed_size(side, size, stride, padding, more, dilation)
    if output < 1:
        largest = (transposed_size(side, size, stride, 0, more, dilation) - 1) // 2
        raise ArgumentError(
            "padding",
            f"must be at most {largest}{unit}, so that something is left, got {padding}",
            value=padding,
            allowed=Allowed(minimum=0, maximum=largest),
        )
    return TransposedAxis(side, size, stride, dilation, padding, more, output)
