"""How large a stage's maps become, worked out for people, and whether that is too much work."""

from collections.abc import Sequence
from typing import Final

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.windows import Axis, both_axes
from cnnviz.live.filters.stages import StageMessage

MAX_PRODUCTS: Final = 5_000_000_000  # 0.1 s on one core; three full stages on 512 × 512 fit
MAX_NUMBERS: Final = 10_000_000  # 40 MB as float32, for one visitor and for a moment


def axes_of(stage: StageMessage, shape: Sequence[int]) -> tuple[Axis, Axis]:
    """Return the kernels' ways along rows and columns of maps (C, H, W).

    Raises
    ------
    ArgumentError
        As `cnnviz.filters.windows.both_axes` does.
    """
    kernel_size = stage.kernels[0].shape[1:]
    sides = tuple(shape[1:])
    return both_axes(sides, kernel_size, stage.stride, stage.padding, stage.dilation, stage.border)


def products_of(stage: StageMessage, axes: tuple[Axis, Axis]) -> int:
    """Count a stage's multiplications."""
    weights = sum(depth * rows * columns for depth, rows, columns in _shapes(stage))
    return weights * axes[0].output * axes[1].output


def numbers_of(stage: StageMessage, axes: tuple[Axis, Axis]) -> int:
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


def size_formula(axis: Axis) -> str:
    """Work out the places of a kernel along a side, as ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1.

    Examples
    --------
    >>> from cnnviz.filters.windows import along
    >>> size_formula(along(256, 3, 1, 0, 1))
    '⌊(256 + 2·0 − 1·(3−1) − 1)/1⌋ + 1 = 254'
    >>> size_formula(along(5, 2, 1, "same", 1))
    '⌊(5 + 0 + 1 − 1·(2−1) − 1)/1⌋ + 1 = 5'
    """
    before, after = axis.before, axis.after
    padding = f"2·{before}" if before == after else f"{before} + {after}"
    reach = f"{axis.dilation}·({axis.kernel_size}−1)"
    return f"⌊({axis.size} + {padding} − {reach} − 1)/{axis.stride}⌋ + 1 = {axis.output}"


def pool_formula(side: int, size: int, stride: int) -> str:
    """Work out the places of a pooling window along a side of a map.

    Examples
    --------
    >>> pool_formula(254, 2, 2)
    '⌊(254 − 2)/2⌋ + 1 = 127'
    """
    return f"⌊({side} − {size})/{stride}⌋ + 1 = {(side - size) // stride + 1}"


def formulas_of(stage: StageMessage, axes: tuple[Axis, Axis]) -> dict[str, str]:
    """Work out the sides of a stage's maps, as a "filtered" message tells them."""
    formulas = {}
    for name, axis in zip(("height", "width"), axes, strict=True):
        formulas[name] = size_formula(axis)
        if stage.pooling != "none":
            formulas[f"pool_{name}"] = pool_formula(axis.output, stage.pool_size, stage.pool_stride)
    return formulas


def _shapes(stage: StageMessage) -> list[tuple[int, int, int]]:
    """Return the kernels' shapes as they are computed: one that is deep makes all deep."""
    depth = max(kernel.shape[0] for kernel in stage.kernels)
    return [(depth, *kernel.shape[1:]) for kernel in stage.kernels]
