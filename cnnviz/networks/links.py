"""Which inputs each output of a layer depends on: the one question that every kind answers.

Receptive fields, one unit's arithmetic, the way through max pooling, outlines and votes are derived
from the answer, see `cnnviz.explain`; nothing else knows how a kind of layer reads its input.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from cnnviz.filters.taps import UNUSED, Taps, same_place, whole_axis

Shape = tuple[int, ...]
Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]
Region = tuple[Indices, ...]
"""Sorted indices along each axis of a layer's output; all their combinations are the units.
``output[np.ix_(*region)]`` picks their numbers."""


@dataclass(frozen=True, eq=False)
class Links:
    """Each output reads the channels of its group, and along each further axis some inputs.

    Attributes
    ----------
    input_shape, output_shape : (channels, …)
        Where the output lacks an axis of the input, a single output stands for it.
    groups : int
        The first axis is cut into so many equal parts, on either side; a part reads its like.
    axes : tuple of Taps
        One for each axis of the input after the first.
    """

    input_shape: Shape
    output_shape: Shape
    groups: int
    axes: tuple[Taps, ...] = ()

    @property
    def keeps_places(self) -> bool:
        """Whether each output is made of the input at its own place alone."""
        return self.groups == self.input_shape[0] == self.output_shape[0] and all(
            taps.inputs.shape == (taps.size, 1) for taps in self.axes
        )

    @property
    def count(self) -> int:
        """How many links there are, those with the padding's zeros among them."""
        along_axes = prod(int((taps.inputs != UNUSED).sum()) for taps in self.axes)
        return along_axes * self.output_shape[0] * (self.input_shape[0] // self.groups)

    def channels_of(self, part: int) -> slice:
        """Return the input channels that a map or unit reads."""
        read, made = self.input_shape[0] // self.groups, self.output_shape[0] // self.groups
        first = part // made * read
        return slice(first, first + read)

    def taps_of(self, place: tuple[int, ...]) -> list[tuple[Indices, Indices]]:
        """Return the inputs that a place reads along each axis, and the kernel cell of each."""
        places = place or (0,) * len(self.axes)
        return [taps.of(index) for taps, index in zip(self.axes, places, strict=True)]

    def sources(self, region: Region) -> Region:
        """Return the inputs that a region of the output depends on, empty if on none."""
        channels = _of_groups(region[0], self.output_shape[0], self.input_shape[0], self.groups)
        places = region[1:] or (np.zeros(1, np.intp),) * len(self.axes)
        along = (
            np.flatnonzero(taps.reads[indices].any(axis=0))
            for taps, indices in zip(self.axes, places, strict=True)
        )
        return whole_or_nothing((channels, *along))

    def targets(self, region: Region) -> Region:
        """Return the outputs that depend on a region of the input, empty if none does."""
        maps = _of_groups(region[0], self.input_shape[0], self.output_shape[0], self.groups)
        along = [
            np.flatnonzero(taps.reads[:, indices].any(axis=1))
            for taps, indices in zip(self.axes, region[1:], strict=True)
        ]
        found = whole_or_nothing((maps, *along))
        return found[: len(self.output_shape)]

    def masked_sources(self, mask: Mask) -> Mask:
        """Return which inputs the outputs of a mask depend on, each of its side's shape."""
        parts = mask.reshape(self.groups, -1, *(taps.outputs for taps in self.axes)).any(axis=1)
        for axis, taps in enumerate(self.axes, 1):
            counts = np.tensordot(
                parts.astype(np.float32), taps.reads.astype(np.float32), (axis, 0)
            )
            parts = np.moveaxis(counts, -1, axis) > 0
        return np.repeat(parts, self.input_shape[0] // self.groups, axis=0)


@dataclass(frozen=True, eq=False)
class Reordered:
    """Each output is one input that stands elsewhere: all axes laid out as one row.

    Attributes
    ----------
    input_shape : tuple of int
    """

    input_shape: Shape

    @property
    def keeps_places(self) -> bool:
        """Whether each number stays where it is, as there is one axis alone."""
        return len(self.input_shape) == 1

    @property
    def count(self) -> int:
        """How many links there are: one for each number."""
        return prod(self.input_shape)

    def source(self, index: int) -> tuple[int, ...]:
        """Return where an output stands among the inputs."""
        return tuple(int(i) for i in np.unravel_index(index, self.input_shape))

    def sources(self, region: Region) -> Region:
        """Return the least block that holds the inputs of a region of the output."""
        return tuple(np.unique(along) for along in np.unravel_index(region[0], self.input_shape))

    def targets(self, region: Region) -> Region:
        """Return the outputs that a region of the input becomes."""
        places = np.arange(prod(self.input_shape)).reshape(self.input_shape)
        return (places[np.ix_(*region)].ravel(),)

    def masked_sources(self, mask: Mask) -> Mask:
        """Return which inputs become the outputs of a mask."""
        return mask.reshape(self.input_shape)


AnyLinks = Links | Reordered


def each_by_itself(shape: Shape) -> Links:
    """Return the links of a layer that makes each number of the one at its place."""
    return Links(shape, shape, shape[0], tuple(same_place(side) for side in shape[1:]))


def all_with_all(inputs: int, outputs: int) -> Links:
    """Return the links of a layer each of whose units reads every input."""
    return Links((inputs,), (outputs,), groups=1)


def whole_maps(shape: Shape) -> Links:
    """Return the links of a layer that makes one number of each whole map."""
    return Links(shape, shape[:1], shape[0], tuple(whole_axis(side) for side in shape[1:]))


def whole_or_nothing(region: Region) -> Region:
    """Empty every axis of a region when one is empty, for then no unit is left."""
    if all(indices.size for indices in region):
        return region
    return tuple(np.zeros(0, np.intp) for _ in region)


def _of_groups(indices: Indices, count: int, across: int, groups: int) -> Indices:
    """Return all indices on the other side that share a group with one of these."""
    if not indices.size:
        return indices
    if groups == 1:
        return np.arange(across)
    here, there = count // groups, across // groups
    if here == there == 1:
        return indices
    firsts = np.unique(indices // here) * there
    return (firsts[:, np.newaxis] + np.arange(there)).ravel()
