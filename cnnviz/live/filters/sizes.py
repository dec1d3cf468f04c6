"""How large a stage's maps become, in numbers, and whether that is too much work."""

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.transposed import TransposedAxis, transposed_axes
from cnnviz.filters.windows import Axis, both_axes
from cnnviz.live.filters.stages import StageMessage

MAX_PRODUCTS: Final = 5_000_000_000  # 0.1 s on one core; three full stages on 512 × 512 fit
MAX_NUMBERS: Final = 10_000_000  # 40 MB as float32, for one visitor and for a moment

MAX_SIDE: Final = 4096  # what every browser paints as one picture

Axes = tuple[Axis, Axis] | tuple[TransposedAxis, TransposedAxis]


def axes_of(stage: StageMessage, shape: Sequence[int]) -> Axes:
    """Return the kernels' ways along rows and columns of maps (C, H, W).

    Raises
    ------
    ArgumentError
        As `cnnviz.filters.windows.both_axes` and `cnnviz.filters.transposed.transposed_axes` do;
        or when a transposed convolution's map would be too long.
    """
    kernel_size = stage.kernels[0].shape[1:]
    sides, stride, dilation = tuple(shape[1:]), stage.stride, stage.dilation
    if stage.operation == "convolution":
        return both_axes(sides, kernel_size, stride, stage.padding, dilation, stage.border)
    axes = transposed_axes(
        sides, kernel_size, stride, stage.padding, stage.output_padding, dilation
    )
    longest = max(axis.output for axis in axes)
    if longest > MAX_SIDE:
        raise ArgumentError(
            "stride",
            f"must leave sides of at most {MAX_SIDE:,}, got {longest:,}",
            value=longest,
            allowed=Allowed(maximum=MAX_SIDE),
        )
    return axes


def products_of(stage: StageMessage, axes: Axes) -> int:
    """Count a stage's multiplications: at each place of its window, or with each stamp."""
    weights = sum(depth * rows * columns for depth, rows, columns in _shapes(stage))
    rows, columns = (
        axis.size if isinstance(axis, TransposedAxis) else axis.output for axis in axes
    )
    return weights * rows * columns


def numbers_of(stage: StageMessage, axes: Axes) -> int:
    """Count the numbers in a stage's maps, before they are combined and pooled."""
    steps = 1 + (stage.activation != "none") + (stage.pooling != "none")
    return steps * len(stage.kernels) * axes[0].output * axes[1].output


def check_work(products: int, numbers: int) -> None:
    """Refuse what would keep other visitors waiting.

    Raises
    ------
    ArgumentError
        With what the stages come to, and what they may come to.
    """
    if products > MAX_PRODUCTS:
        raise ArgumentError(
            "kernels",
            f"must take at most {MAX_PRODUCTS:,} products, got {products:,}: "
            "fewer or smaller kernels, or a larger stride, take less",
            value=products,
            allowed=Allowed(maximum=MAX_PRODUCTS),
        )
    if numbers > MAX_NUMBERS:
        raise ArgumentError(
            "kernels",
            f"must give at most {MAX_NUMBERS:,} numbers, got {numbers:,}: "
            "fewer kernels, a larger stride or less padding give less",
            value=numbers,
            allowed=Allowed(maximum=MAX_NUMBERS),
        )


class OutputSize(Struct, frozen=True):
    """How many places a window has along one side of its input, and all that this follows from.

    The browser writes the formula from these numbers, and finds by them what lies under a window.

    Attributes
    ----------
    kind : "convolution", "transposed" or "pooling"
        Which formula it is.
    size : int
        Pixels of the input along the side, without padding.
    kernel_size, stride : int
    padding : (int, int)
        Pixels before the first pixel and after the last; of a transposed convolution, those cut off
        its output.
    dilation : int
    output_padding : int
        What a kind may add to its output's end.
    output : int
        Pixels of the output along the side.
    """

    kind: Literal["convolution", "transposed", "pooling"]
    size: int
    kernel_size: int
    stride: int
    output: int
    padding: tuple[int, int] = (0, 0)
    dilation: int = 1
    output_padding: int = 0


Sizes = dict[str, tuple[OutputSize, OutputSize]]
"""Along rows and columns, by the maps they are of: "stage1.feature", "stage1.pooled"."""


def sizes_of(stage: StageMessage, axes: Axes, name: str) -> Sizes:
    """Return the sizes of a stage's maps, as a "filtered" message tells them.

    Examples
    --------
    >>> from cnnviz.filters.windows import along
    >>> from cnnviz.live.filters.stages import StageKernel
    >>> stage = StageMessage((StageKernel((((1.0, 2.0),),)),), pooling="max")
    >>> sizes = sizes_of(stage, (along(6, 1, 1, 0, 1), along(6, 2, 1, "same", 1)), "stage1")
    >>> [(one.padding, one.output) for one in sizes["stage1.feature"]]
    [((0, 0), 6), ((0, 1), 6)]
    >>> [one.output for one in sizes["stage1.pooled"]]
    [3, 3]
    """
    rows, columns = (_convolved(axis) for axis in axes)
    sizes = {f"{name}.feature": (rows, columns)}
    if stage.pooling != "none":
        size, stride = stage.pool_size, stage.pool_stride
        sizes[f"{name}.pooled"] = (
            _pooled(rows.output, size, stride),
            _pooled(columns.output, size, stride),
        )
    return sizes


def _convolved(axis: Axis | TransposedAxis) -> OutputSize:
    if isinstance(axis, TransposedAxis):
        return OutputSize(
            "transposed",
            axis.size,
            axis.kernel_size,
            axis.stride,
            axis.output,
            (axis.padding, axis.padding),
            axis.dilation,
            axis.output_padding,
        )
    return OutputSize(
        "convolution",
        axis.size,
        axis.kernel_size,
        axis.stride,
        axis.output,
        (axis.before, axis.after),
        axis.dilation,
    )


def _pooled(side: int, size: int, stride: int) -> OutputSize:
    return OutputSize("pooling", side, size, stride, (side - size) // stride + 1)


def _shapes(stage: StageMessage) -> list[tuple[int, int, int]]:
    """Return the kernels' shapes as they are computed: one that is deep makes all deep."""
    depth = max(kernel.shape[0] for kernel in stage.kernels)
    return [(depth, *kernel.shape[1:]) for kernel in stage.kernels]
