"""Where a window can stand along a side: stride, padding, dilation, and how many places there are.

Padding is one of three words or a number of pixels:

- "valid": none; the window stays within the picture.
- "same": as many pixels as make the output ⌈n / stride⌉ long, the odd one after the picture, as
  TensorFlow defines it (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
  With stride 1 that is ``padding="same"`` of `torch.nn.Conv2d`, which has no other stride.
- "full": d(k − 1) on either side, so that every place counts where window and picture touch.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from cnnviz.common.arguments import check_choice, integer_in_range, integer_pair, quoted
from cnnviz.common.errors import Allowed, ArgumentError

PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]
Padding = Literal["valid", "same", "full"] | int | tuple[int, int]
Pair = int | tuple[int, int]

PADDING_MODES: Final = ("zeros", "reflect", "replicate", "circular")
PADDINGS: Final = ("valid", "same", "full")
LARGEST_KERNEL: Final = 31
LARGEST_STEP: Final = 8
"""For strides and for dilations."""
LARGEST_PADDING: Final = LARGEST_STEP * (LARGEST_KERNEL - 1)
"""What "full" can come to."""
ALLOWED_PADDING: Final = f"{', '.join(PADDINGS)} or a number between 0 and {LARGEST_PADDING}"
"""In words that follow "must be"."""


@dataclass(frozen=True, slots=True)
class Axis:
    """How a window goes along the rows or the columns.

    Attributes
    ----------
    size : int
        Pixels of the picture.
    kernel_size, stride, dilation : int
    before, after : int
        Pixels of padding.
    effective_kernel_size : int
        Pixels from the window's first to its last: d(k − 1) + 1.
    output : int
        Places where the window can stand.
    """

    size: int
    kernel_size: int
    stride: int
    dilation: int
    before: int
    after: int
    effective_kernel_size: int
    output: int


def output_size(
    n: int, kernel_size: int, stride: int = 1, padding: str | int = 0, dilation: int = 1
) -> int:
    """Count the places of a window along one side: ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1.

    The formula is the one in the documentation of `torch.nn.Conv2d`.

    Parameters
    ----------
    n : int, at least 1
        Pixels along the side.
    kernel_size : int, 1 to 31
    stride : int, 1 to 8
    padding : "valid", "same", "full" or int, 0 to 240
    dilation : int, 1 to 8

    Returns
    -------
    int, at least 1

    Raises
    ------
    ArgumentError
        When a number is out of its range, or no place is left; it begins with the name of the
        number that is too large.

    Examples
    --------
    >>> output_size(6, 3), output_size(6, 3, padding=1), output_size(5, 2)
    (4, 6, 4)
    >>> output_size(7, 3, stride=2, padding="same")
    4
    >>> output_size(4, 5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: kernel_size must be at most 4, as large ..., got 5
    """
    side = integer_in_range("n", n, 1, None)
    kernel_size = integer_in_range("kernel_size", kernel_size, 1, LARGEST_KERNEL)
    stride = integer_in_range("stride", stride, 1, LARGEST_STEP)
    dilation = integer_in_range("dilation", dilation, 1, LARGEST_STEP)
    if not isinstance(padding, str):
        padding = integer_in_range("padding", padding, 0, LARGEST_PADDING, ALLOWED_PADDING)
    return along(side, kernel_size, stride, padding, dilation).output


def both_axes(
    sides: tuple[int, ...],
    kernel_size: tuple[int, ...],
    stride: Pair,
    padding: Padding,
    dilation: Pair,
    padding_mode: PaddingMode,
) -> tuple[Axis, Axis]:
    """Check all that says where a window stands, and give the ways along rows and columns.

    Raises
    ------
    ArgumentError
        Beginning with the name of the number that is out of its range or too large.
    """
    words = isinstance(padding, str)
    return _both_axes(
        sides,
        kernel_size,
        integer_pair("stride", stride, 1, LARGEST_STEP),
        (padding, padding)
        if words
        else integer_pair("padding", padding, 0, LARGEST_PADDING, ALLOWED_PADDING),
        integer_pair("dilation", dilation, 1, LARGEST_STEP),
        padding_mode,
    )


@lru_cache(maxsize=256)
def _both_axes(
    sides: tuple[int, ...],
    kernel_size: tuple[int, ...],
    stride: tuple[int, int],
    padding: tuple[str | int, str | int],
    dilation: tuple[int, int],
    padding_mode: PaddingMode,
) -> tuple[Axis, Axis]:
    check_choice("border", padding_mode, PADDING_MODES)  # as `convolve` calls it
    kernel_size = integer_pair("kernel_size", kernel_size, 1, LARGEST_KERNEL)
    units = (" rows", " columns")
    rules = zip(sides, kernel_size, stride, padding, dilation, units, strict=True)
    rows, columns = (along(*rule) for rule in rules)
    _check_padding(rows, padding_mode, "rows")
    _check_padding(columns, padding_mode, "columns")
    return rows, columns


def along(
    side: int, kernel_size: int, stride: int, padding: str | int, dilation: int, unit: str = ""
) -> Axis:
    """Return the way along one side, its numbers already checked one by one.

    Raises
    ------
    ArgumentError
        When the padding is none of the three words, or no place is left for the window.
    """
    effective_kernel_size = dilation * (kernel_size - 1) + 1
    before, after = _paddings(side, effective_kernel_size, stride, padding)
    room = side + before + after
    if kernel_size > room:
        raise ArgumentError(
            "kernel_size",
            f"must be at most {room}{unit}, as large as the padded picture, got {kernel_size}",
            value=kernel_size,
            allowed=Allowed(minimum=1, maximum=room),
        )
    if effective_kernel_size > room:
        most = (room - 1) // (kernel_size - 1)
        raise ArgumentError(
            "dilation",
            f"must be at most {most} for a kernel of {kernel_size}{unit} in {room} of the padded "
            f"picture, got {dilation}",
            value=dilation,
            allowed=Allowed(minimum=1, maximum=most),
        )
    output = (room - effective_kernel_size) // stride + 1
    return Axis(side, kernel_size, stride, dilation, before, after, effective_kernel_size, output)


def _paddings(
    side: int, effective_kernel_size: int, stride: int, padding: str | int
) -> tuple[int, int]:
    if padding == "valid":
        return 0, 0
    if padding == "full":
        return effective_kernel_size - 1, effective_kernel_size - 1
    if padding == "same":
        total = max((-(-side // stride) - 1) * stride + effective_kernel_size - side, 0)
        return total // 2, total - total // 2
    if isinstance(padding, str):
        raise ArgumentError(
            "padding",
            f"must be {ALLOWED_PADDING}, got {quoted(padding)}",
            value=padding,
            allowed=Allowed(minimum=0, maximum=LARGEST_PADDING, choices=PADDINGS),
        )
    return padding, padding


def _check_padding(axis: Axis, padding_mode: PaddingMode, unit: str) -> None:
    """Refuse a border wider than the picture can fill, as torch's `pad` does."""
    most = {"reflect": axis.size - 1, "circular": axis.size}.get(padding_mode)
    widest = max(axis.before, axis.after)
    if most is not None and widest > most:
        raise ArgumentError(
            "padding",
            f"must be at most {most} {unit} for a {padding_mode} border of a picture with "
            f"{axis.size} {unit}, got {widest}",
            value=widest,
            allowed=Allowed(minimum=0, maximum=most),
        )
