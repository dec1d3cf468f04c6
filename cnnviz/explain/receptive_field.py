"""What a unit sees and what sees it: windows followed back to the picture and on to the classes.

The answers are exact, through padding, stride, dilation and the rows that a pooling leaves over:
a number stands in a region when, and only when, it can make a difference. The padding's zeros are
nobody's numbers and stand in none. Only where two ways meet in a sum, a region is the least block
that holds what both see, mostly one of the two. See Araujo, Norris and Sim, "Computing Receptive
Fields of Convolutional Neural Networks", Distill, 2019
(https://distill.pub/2019/computing-receptive-fields).
"""

from __future__ import annotations

from collections.abc import Sized
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cnnviz.filters.windows import Axis
from cnnviz.networks.layer_windows import layer_axes, window_cells
from cnnviz.networks.units import Unit, checked_unit, with_input

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer

Shape = tuple[int, ...]
Region = tuple[NDArray[np.intp], ...]
"""Sorted indices along each axis of a layer's output; all their combinations are the units.
``output[np.ix_(*region)]`` picks their numbers."""


def receptive_field(
    layers: tuple[AnyLayer, ...], input_shape: Shape, name: str, unit: Unit
) -> dict[str, Region]:
    """Say what a unit sees of the picture and of every layer before its own.

    Parameters
    ----------
    layers : tuple of layers
        All of the network's, as in ``network.layers``.
    input_shape : (C, H, W)
    name : str
        The unit's layer, or "input", whose numbers see nothing.
    unit : tuple of int
        Its place there, (map, row, column) or (index,), counted from 0.

    Returns
    -------
    dict of Region
        By layer name from "input" on; all of a region's arrays are empty when nothing is seen.

    Raises
    ------
    ArgumentError
        When there is no such layer or unit.

    Examples
    --------
    Two convolutions of size 3 in a row see 5 pixels:

    >>> from cnnviz.networks.layers import Convolution
    >>> layers = tuple(
    ...     Convolution(name=name, maps=1, kernel_size=(3, 3)) for name in ("conv1", "conv2")
    ... )
    >>> seen = receptive_field(layers, (1, 8, 8), "conv2", (0, 1, 2))
    >>> [rows.tolist() for channels, rows, columns in seen.values()]
    [[1, 2, 3, 4, 5], [1, 2, 3]]
    """
    shapes = _shapes(layers, input_shape)
    region = _one(checked_unit(shapes, name, unit))
    names = list(shapes)
    regions = {name: region}
    for index in reversed(range(names.index(name))):
        layer, before = layers[index], names[index]
        region = regions[layer.name]
        if layer.second_input:
            _join(regions, layer.second_input, region)
        _join(regions, before, _seen(layer, shapes[before], region))
    return {one: regions[one] for one in names[: names.index(name)]}


def reached_units(
    layers: tuple[AnyLayer, ...], input_shape: Shape, name: str, unit: Unit
) -> dict[str, Region]:
    """Say which units of every layer behind a unit's own can see it.

    Parameters
    ----------
    layers, input_shape, name, unit
        As `receptive_field` takes them.

    Returns
    -------
    dict of Region
        By layer name, in order; all of a region's arrays are empty where the unit reaches nothing,
        such as a pixel in a row that the pooling leaves over.

    Raises
    ------
    ArgumentError
        When there is no such layer or unit.

    Examples
    --------
    Pooling by twos leaves over the last of five rows:

    >>> from cnnviz.networks.layers import MaxPooling
    >>> layers = (MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),)
    >>> for row in (3, 4):
    ...     reached = reached_units(layers, (3, 5, 5), "input", (2, row, 0))
    ...     print([indices.tolist() for indices in reached["pool1"]])
    [[2], [1], [0]]
    [[], [], []]
    """
    shapes = _shapes(layers, input_shape)
    region = _one(checked_unit(shapes, name, unit))
    names = list(shapes)
    regions = {name: region}
    for index in range(names.index(name), len(layers)):
        layer, before, behind = layers[index], names[index], names[index + 1]
        regions[behind] = _reached(layer, shapes[before], shapes[behind], regions[before])
        if layer.second_input in regions:
            _join(regions, behind, regions[layer.second_input])
    del regions[name]
    return regions


def _shapes(layers: tuple[AnyLayer, ...], input_shape: Shape) -> dict[str, Shape]:
    from cnnviz.networks.layers import output_shapes  # brings torch, which takes two seconds

    return with_input(output_shapes(layers, input_shape), input_shape)


def _seen(layer: AnyLayer, shape: Shape, region: Region) -> Region:
    """Follow a region of a layer's output back to its input of the given shape."""
    match layer.connectivity:
        case "elementwise":
            return region
        case "window" | "deep window":
            axes = layer_axes(layer, shape)
            pixels = (_pixels_under(*pair) for pair in zip(axes, region[1:], strict=True))
            channels = region[0] if layer.connectivity == "window" else np.arange(shape[0])
            return _whole_or_nothing((channels, *pixels))
        case "map":
            return (region[0], *_everything(shape[1:])) if region[0].size else _nothing(shape)
        case "flattened":  # of one unit, or of all: behind it nothing sees only some
            return tuple(np.unique(indices) for indices in np.unravel_index(region[0], shape))
        case "full":
            return _everything(shape)


def _reached(layer: AnyLayer, shape: Shape, output_shape: Shape, region: Region) -> Region:
    """Follow a region of a layer's input of the given shape on to its output."""
    if not region[0].size:
        return _nothing(output_shape)
    match layer.connectivity:
        case "elementwise":
            return region
        case "window" | "deep window":
            axes = layer_axes(layer, shape)
            places = (_places_over(*pair) for pair in zip(axes, region[1:], strict=True))
            maps = region[0] if layer.connectivity == "window" else np.arange(output_shape[0])
            return _whole_or_nothing((maps, *places))
        case "map":
            return region[:1]
        case "flattened":
            return (np.arange(prod(shape)).reshape(shape)[np.ix_(*region)].ravel(),)
        case "full":
            return _everything(output_shape)


def _pixels_under(axis: Axis, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the pixels that windows at these places have under their cells."""
    touched = np.zeros(axis.before + axis.size + axis.after, bool)
    touched[window_cells(axis, places) + axis.before] = True
    return np.flatnonzero(touched[axis.before : axis.before + axis.size])


def _places_over(axis: Axis, pixels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the places where a window has one of these pixels under a cell."""
    touched = np.zeros(axis.before + axis.size + axis.after, bool)
    touched[pixels + axis.before] = True
    cells = window_cells(axis, np.arange(axis.output)) + axis.before
    return np.flatnonzero(touched[cells].any(axis=1))


def _one(unit: Unit) -> Region:
    return tuple(np.array([index]) for index in unit)


def _everything(shape: Shape) -> Region:
    return tuple(np.arange(side) for side in shape)


def _nothing(axes: Sized) -> Region:
    return _everything((0,) * len(axes))


def _join(regions: dict[str, Region], name: str, region: Region) -> None:
    """Add a region to what is there of its layer already, reached another way."""
    there = regions.get(name)
    if there is not None:
        region = tuple(np.union1d(*pair) for pair in zip(there, region, strict=True))
    regions[name] = region


def _whole_or_nothing(region: Region) -> Region:
    """Empty every axis when one is empty, for then no unit is left."""
    if all(indices.size for indices in region):
        return region
    return _nothing(region)
