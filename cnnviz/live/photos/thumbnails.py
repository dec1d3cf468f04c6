"""Maps made small: a few hundred of them for the price of one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

WHITE = 255


def ends_of(layer: torch.Tensor) -> tuple[float, float]:
    """Return the least and the greatest value."""
    low, high = layer.aminmax()
    return low.item(), high.item()


def activity_of(maps: torch.Tensor) -> torch.Tensor:
    """Return each map's mean value without signs, (n,), of maps (n, H, W)."""
    return maps.abs().mean((1, 2))


def most_active(maps: torch.Tensor, count: int) -> list[int]:
    """Name the maps of largest mean |value|, the most active first."""
    return activity_of(maps).topk(min(count, len(maps))).indices.tolist()


def thumbnails(
    maps: torch.Tensor, ends: tuple[float, float], largest_side: int
) -> NDArray[np.uint8]:
    """Shrink maps by the means of whole blocks, to whole steps between two ends.

    Parameters
    ----------
    maps : (n, H, W) float32
    ends : the values that become 0 and 255; two equal ones leave all 0
    largest_side : int
        Height and width are divided by the least whole number that leaves no more of either.

    Returns
    -------
    (n, h, w) uint8

    Examples
    --------
    >>> import torch
    >>> thumbnails(torch.tensor([[[0.0, 2.0], [2.0, 4.0]]]), (0.0, 4.0), 1).tolist()
    [[[128]]]
    """
    from torch.nn.functional import avg_pool2d

    factor = _factor(maps.shape[1:], largest_side)
    small = avg_pool2d(maps, factor) if factor > 1 else maps
    low, high = ends
    share = (small - low) / (high - low) if high > low else small * 0
    return np.asarray((share * WHITE).round().clamp(0, WHITE).byte().numpy())


def _factor(sides: tuple[int, ...], largest: int) -> int:
    """Find the least number that divides all sides so that none is too large, or one that does.

    Examples
    --------
    >>> _factor((112, 112), 56), _factor((56, 56), 56), _factor((112, 112), 50)
    (2, 1, 4)
    """
    least = -(-max(sides) // largest)
    whole = (f for f in range(least, max(sides) + 1) if not any(side % f for side in sides))
    return next(whole, least)
