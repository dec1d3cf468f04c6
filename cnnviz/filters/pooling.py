"""Pooling: a window that keeps one number per place and channel, so that the maps shrink."""

from typing import Final, Literal

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch.nn import functional

from cnnviz.common.arguments import check_choice, integer_pair
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.checked_arrays import checked_maps
from cnnviz.filters.windows import Pair

Pooling = Literal["none", "max", "average", "sum", "l2"]

POOLINGS: Final[dict[str, str]] = {
    "none": "every number",
    "max": "the largest",
    "average": "their mean",
    "sum": "their sum",
    "l2": "√ of the sum of their squares",
}
"""Each pooling's name and what it keeps of the numbers in a window."""
LARGEST_WINDOW: Final = 16


def pool(
    x: ArrayLike, kind: Pooling = "max", *, size: Pair = 2, stride: Pair | None = None
) -> NDArray[np.float32]:
    """Keep one number of every window, channel by channel.

    Rows and columns that fill no whole window are left out, as torch does.

    Parameters
    ----------
    x : (C, H, W) or (H, W) float32
        Any finite values; other real types are converted.
    kind : "none", "max", "average", "sum" or "l2"
        As torch's `max_pool2d`, `avg_pool2d` and `lp_pool2d` with p = 2; the sum is the average
        times the numbers in a window.
    size : int or (rows, columns), 1 to 16
    stride : int or (rows, columns), 1 to 16
        As `size` when not given.

    Returns
    -------
    (C, H', W') float32
        H' = ⌊(H − size) / stride⌋ + 1.

    Raises
    ------
    ArgumentError
        When there is no such pooling, a number is out of its range, or the window is larger than
        the map; it begins with the argument's name.

    Examples
    --------
    >>> x = [[1, 2, 0, 4], [3, 4, 4, 0]]
    >>> pool(x, "max").tolist(), pool(x, "average").tolist(), pool(x, "sum").tolist()
    ([[[4.0, 4.0]]], [[[2.5, 2.0]]], [[[10.0, 8.0]]])
    >>> pool([[3, 0], [0, 4]], "l2").tolist()
    [[[5.0]]]
    """
    check_choice("kind", kind, POOLINGS, subject="pooling")
    maps = checked_maps(x, "x")
    if kind == "none":
        return maps
    sizes, strides = _window(maps.shape, size, stride)
    with torch.inference_mode():
        numbers = torch.from_numpy(np.require(maps, None, ["C", "W"]))
        if kind == "max":
            return np.asarray(functional.max_pool2d(numbers, sizes, strides).numpy())
        if kind == "l2":  # squares in double precision: large maps would overflow
            numbers = numbers.double() ** 2
        divisor = None if kind == "average" else 1
        pooled = functional.avg_pool2d(numbers, sizes, strides, divisor_override=divisor)
        return np.asarray((pooled.sqrt() if kind == "l2" else pooled).numpy(), np.float32)


def pool_winners(x: ArrayLike, *, size: Pair = 2, stride: Pair | None = None) -> NDArray[np.int64]:
    """Say which input won each window of max pooling.

    Parameters
    ----------
    x, size, stride
        As `pool` takes them.

    Returns
    -------
    (2, C, H', W') int64
        The winner's row and column in `x`; of equals the first, row by row.

    Raises
    ------
    ArgumentError
        As `pool` does.

    Examples
    --------
    >>> rows, columns = pool_winners([[1, 2, 4, 0], [3, 4, 4, 0]])
    >>> rows.tolist(), columns.tolist()
    ([[[1, 0]]], [[[1, 2]]])
    """
    maps = checked_maps(x, "x")
    sizes, strides = _window(maps.shape, size, stride)
    with torch.inference_mode():
        _, flat = functional.max_pool2d_with_indices(
            torch.from_numpy(np.require(maps, None, ["C", "W"])), sizes, strides
        )
    return np.stack(np.divmod(flat.numpy(), maps.shape[2]))


def _window(
    shape: tuple[int, ...], size: Pair, stride: Pair | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    sizes = integer_pair("size", size, 1, LARGEST_WINDOW)
    strides = integer_pair("stride", size if stride is None else stride, 1, LARGEST_WINDOW)
    for side, most, unit in zip(sizes, shape[1:], ("rows", "columns"), strict=True):
        if side > most:
            raise ArgumentError(
                "size",
                f"must be at most {most} {unit}, as many as the map has, got {side}",
                value=side,
                allowed=Allowed(minimum=1, maximum=most),
            )
    return sizes, strides
