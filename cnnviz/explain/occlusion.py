"""Occlusion: a heatmap by covering parts of the picture, which grows as one watches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_in_range, number_in_range
from cnnviz.networks.network import Network
from cnnviz.networks.pictures import checked_picture

Heatmap = NDArray[np.float32]

FILL: Final = 0.5
"""The patch's grey."""


@dataclass(frozen=True, eq=False, slots=True)
class OcclusionProgress:
    """How far an occlusion is.

    Attributes
    ----------
    done, total : int
        Places of the patch.
    heatmap : (H, W) float32 in [-1, 1]
        What the class's probability loses with the patch on each pixel, the mean over the places
        that cover it so far; 0 where none does yet. Negative where it gains.
    """

    done: int
    total: int
    heatmap: Heatmap


def occlusion(
    network: Network,
    image: NDArray[np.floating[Any]],
    label: int,
    *,
    size: int,
    stride: int,
    fill: float = FILL,
) -> Iterator[OcclusionProgress]:
    """Lay an even patch on the picture, place by place, and see what the class loses.

    Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2013
    (https://arxiv.org/abs/1311.2901).

    Parameters
    ----------
    network, image, label
        As `cnnviz.explain.saliency.grad_cam` takes them.
    size : int, pixels
        Side of the patch, at most the picture's shorter one.
    stride : int, pixels
        From one place to the next, at most `size`; the last place of a row ends at the border.
    fill : float in [0, 1]
        The patch's grey.

    Yields
    ------
    OcclusionProgress
        After every place; the last one is the complete result.

    Raises
    ------
    ArgumentError
        As `cnnviz.explain.saliency.grad_cam` does; or when `size`, `stride` or `fill` is out of its
        range.
    """
    label, size, stride = checked_patch(network, label, size, stride)
    picture = checked_picture(image, network.input_shape)
    return _occluded(network, picture, label, size, stride, number_in_range("fill", fill, 0, 1))


def checked_patch(network: Network, label: int, size: int, stride: int) -> tuple[int, int, int]:
    """Return the class, the patch's side and its stride, or raise as `occlusion` does."""
    size = integer_in_range("size", size, 1, min(network.input_shape[1:]))
    stride = integer_in_range("stride", stride, 1, size)
    return integer_in_range("label", label, 0, len(network.labels) - 1), size, stride


def _occluded(
    network: Network, picture: Heatmap, label: int, size: int, stride: int, fill: float
) -> Iterator[OcclusionProgress]:
    height, width = picture.shape[1:]
    losses = Losses(height, width, size, stride)
    whole_one = float(network.predict(picture[np.newaxis])[0, label])
    for place in losses.left:
        occluded = occluded_probability(network, picture, label, place, size, fill)
        yield losses.add(whole_one - occluded)


def occluded_probability(
    network: Network,
    picture: Heatmap,
    label: int,
    place: tuple[int, int],
    size: int,
    fill: float = FILL,
) -> float:
    """Return a class's probability with an even patch on the picture, its corner at `place`."""
    row, column = place
    occluded = picture.copy()
    occluded[:, row : row + size, column : column + size] = fill
    return float(network.predict(occluded[np.newaxis])[0, label])


class Losses:
    """What a class loses with the patch on each place, put together place by place.

    Parameters
    ----------
    height, width : int
        Of the picture.
    size, stride : int, pixels
        As `occlusion` takes them.

    Attributes
    ----------
    progress : OcclusionProgress or None
        How far it is; None at the beginning.

    Examples
    --------
    >>> losses = Losses(1, 3, size=2, stride=1)
    >>> losses.add(0.25).heatmap.tolist(), losses.add(0.75).heatmap.tolist()
    ([[0.25, 0.25, 0.0]], [[0.25, 0.5, 0.75]])
    """

    def __init__(self, height: int, width: int, size: int, stride: int) -> None:
        self.progress: OcclusionProgress | None = None
        self._places = patch_places(height, width, size, stride)
        self._size = size
        self._sums, self._counts = np.zeros((height, width)), np.zeros((height, width))

    @property
    def left(self) -> list[tuple[int, int]]:
        """The places that are still to come: the top and the left of each."""
        return self._places[self.progress.done if self.progress else 0 :]

    def add(self, loss: float) -> OcclusionProgress:
        """Take what the class's probability loses at the next place."""
        row, column = self.left[0]
        under = (slice(row, row + self._size), slice(column, column + self._size))
        self._sums[under] += loss
        self._counts[under] += 1
        heatmap = (self._sums / np.maximum(self._counts, 1)).astype(np.float32)
        done, total = 1 + len(self._places) - len(self.left), len(self._places)
        self.progress = OcclusionProgress(done, total, heatmap)
        return self.progress


def patch_places(height: int, width: int, size: int, stride: int) -> list[tuple[int, int]]:
    """List where a patch is laid, row by row: its top and its left.

    Examples
    --------
    >>> patch_places(2, 5, size=2, stride=2)
    [(0, 0), (0, 2), (0, 3)]
    """
    return [(r, c) for r in _starts(height, size, stride) for c in _starts(width, size, stride)]


def _starts(side: int, size: int, stride: int) -> list[int]:
    return sorted({*range(0, side - size + 1, stride), side - size})
