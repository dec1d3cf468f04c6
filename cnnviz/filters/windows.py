"""Where a window can stand along a side: stride, padding, dilation, and how many places there are.

Padding is one of three words or a number of pixels:

- "valid": none; the window stays within the picture.
- "same": as many pixels as make the output ⌈n / stride⌉ long, the odd one after the picture, as
  TensorFlow defines it (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
  With stride 1 that is ``padding="same"`` of `torch.nn.Conv2d`, which has no other stride.
- "full": d(k − 1) on either side, so that every place counts where window and picture touch.
"""

import operator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Border = Literal["zeros", "reflect", "replicate", "circular"]
Padding = Literal["valid", "same", "full"] | int | tuple[int, int]
Pair = int | tuple[int, int]

BORDERS: Final = ("zeros", "reflect", "replicate", "circular")
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
    reach : int
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
    reach: int
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
    ValueError
        When a number is out of its range, or no place is left; it begins with the name of the
        number that is too large.

    Examples
    --------
    >>> output_size(6, 3), output_size(6, 3, padding=1), output_size(5, 2)
    (4, 6, 4)
    >>> output_size(7, 3, stride=2, padding="same")
    4
    >>> output_size(4, 5)
    Traceback (most recent call last):
    ValueError: kernel_size must be at most 4, as large as the padded picture, got 5
    """
    side = whole("n", n, 1, None)
    kernel_size = whole("kernel_size", kernel_size, 1, LARGEST_KERNEL)
    stride = whole("stride", stride, 1, LARGEST_STEP)
    dilation = whole("dilation", dilation, 1, LARGEST_STEP)
    if not isinstance(padding, str):
        padding = whole("padding", padding, 0, LARGEST_PADDING, ALLOWED_PADDING)
    return along(side, kernel_size, stride, padding, dilation).output


def both_axes(
    sides: tuple[int, ...],
    kernel_size: tuple[int, ...],
    stride: Pair,
    padding: Padding,
    dilation: Pair,
    border: Border,
) -> tuple[Axis, Axis]:
    """Check all that says where a window stands, and give the ways along rows and columns.

    Raises
    ------
    ValueError
        Beginning with the name of the number that is out of its range or too large.
    """
    words = isinstance(padding, str)
    return _both_axes(
        sides,
        kernel_size,
        pair("stride", stride, 1, LARGEST_STEP),
        (padding, padding)
        if words
        else pair("padding", padding, 0, LARGEST_PADDING, ALLOWED_PADDING),
        pair("dilation", dilation, 1, LARGEST_STEP),
        border,
    )


@lru_cache(maxsize=256)
def _both_axes(
    sides: tuple[int, ...],
    kernel_size: tuple[int, ...],
    stride: tuple[int, int],
    padding: tuple[str | int, str | int],
    dilation: tuple[int, int],
    border: Border,
) -> tuple[Axis, Axis]:
    if border not in BORDERS:
        raise ValueError(f"border must be one of {', '.join(BORDERS)}, got {border!r}")
    kernel_size = pair("kernel_size", kernel_size, 1, LARGEST_KERNEL)
    units = (" rows", " columns")
    rules = zip(sides, kernel_size, stride, padding, dilation, units, strict=True)
    rows, columns = (along(*rule) for rule in rules)
    _check_border(rows, border, "rows")
    _check_border(columns, border, "columns")
    return rows, columns


def along(
    side: int, kernel_size: int, stride: int, padding: str | int, dilation: int, unit: str = ""
) -> Axis:
    """Return the way along one side, its numbers already checked one by one.

    Raises
    ------
    ValueError
        When the padding is none of the three words, or no place is left for the window.
    """
    reach = dilation * (kernel_size - 1) + 1
    before, after = _paddings(side, reach, stride, padding)
    room = side + before + after
    if kernel_size > room:
        raise ValueError(
            f"kernel_size must be at most {room}{unit}, as large as the padded picture, "
            f"got {kernel_size}"
        )
    if reach > room:
        most = (room - 1) // (kernel_size - 1)
        raise ValueError(
            f"dilation must be at most {most} for a kernel of {kernel_size}{unit} in {room} of "
            f"the padded picture, got {dilation}"
        )
    output = (room - reach) // stride + 1
    return Axis(side, kernel_size, stride, dilation, before, after, reach, output)


def pair(name: str, value: object, least: int, most: int, allowed: str = "") -> tuple[int, int]:
    """Return a number, or two for rows and columns, as two whole numbers in their range.

    `allowed` says what may stand there, where numbers are not all.

    Raises
    ------
    ValueError
        As `whole` does; or when there are more than two.

    Examples
    --------
    >>> pair("stride", 2, 1, 8), pair("stride", (1, 2), 1, 8)
    ((2, 2), (1, 2))
    """
    if type(value) is int and least <= value <= most:  # the usual case, in a tenth of the time
        return value, value
    if isinstance(value, tuple | list):
        if len(value) != 2:
            raise ValueError(f"{name} must be one number or two, got {len(value)}")
        first, second = (whole(name, one, least, most, allowed) for one in value)
        return first, second
    number = whole(name, value, least, most, allowed)
    return number, number


def whole(name: str, value: object, least: int, most: int | None, allowed: str = "") -> int:
    """Return a whole number in its range, or raise ValueError with name, range and value."""
    span = f"at least {least}" if most is None else f"between {least} and {most}"
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type] # refuses what is no integer
    except TypeError:
        kind = allowed or f"a whole number {span}"
        raise ValueError(f"{name} must be {kind}, got {value!r}") from None
    if number < least or (most is not None and number > most):
        raise ValueError(f"{name} must be {allowed or span}, got {number}")
    return number


def _paddings(side: int, reach: int, stride: int, padding: str | int) -> tuple[int, int]:
    if padding == "valid":
        return 0, 0
    if padding == "full":
        return reach - 1, reach - 1
    if padding == "same":
        total = max((-(-side // stride) - 1) * stride + reach - side, 0)
        return total // 2, total - total // 2
    if isinstance(padding, str):
        raise ValueError(f"padding must be {ALLOWED_PADDING}, got {padding!r}")
    return padding, padding


def _check_border(axis: Axis, border: Border, unit: str) -> None:
    """Refuse a border wider than the picture can fill, as torch's `pad` does."""
    most = {"reflect": axis.size - 1, "circular": axis.size}.get(border)
    widest = max(axis.before, axis.after)
    if most is not None and widest > most:
        raise ValueError(
            f"padding must be at most {most} {unit} for a {border} border of a picture with "
            f"{axis.size} {unit}, got {widest}"
        )
