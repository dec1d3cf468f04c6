"""What a unit sees and what sees it: links followed back to the picture and on to the classes.

The answers are exact, through padding, stride, dilation, the holes of a transposed convolution and
the rows that a pooling leaves over: a number stands in a region when, and only when, it can make a
difference. The padding's zeros are nobody's numbers and stand in none. Only where two ways meet in
a sum, a region is the least block that holds what both see, mostly one of the two. See Araujo,
Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019
(https://distill.pub/2019/computing-receptive-fields).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnviz.networks.layer import layer_links
from cnnviz.networks.links import Region
from cnnviz.networks.units import Unit, checked_unit, with_input

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer

Shape = tuple[int, ...]


def receptive_field(
    layers: tuple[AnyLayer, ...], input_shape: Shape, name: str, unit: Unit
) -> dict[str, Region]:
    """Return what a unit sees of the picture and of every layer before its own.

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
        _join(regions, before, layer_links(layer, shapes[before]).sources(region))
    return {one: regions[one] for one in names[: names.index(name)]}


def reached_units(
    layers: tuple[AnyLayer, ...], input_shape: Shape, name: str, unit: Unit
) -> dict[str, Region]:
    """Return which units of every layer after a unit's own can see it.

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
        layer, before, after = layers[index], names[index], names[index + 1]
        regions[after] = layer_links(layer, shapes[before]).targets(regions[before])
        if layer.second_input in regions:
            _join(regions, after, regions[layer.second_input])
    del regions[name]
    return regions


def _shapes(layers: tuple[AnyLayer, ...], input_shape: Shape) -> dict[str, Shape]:
    from cnnviz.networks.layers import output_shapes  # brings torch, which takes two seconds

    return with_input(output_shapes(layers, input_shape), input_shape)


def _one(unit: Unit) -> Region:
    return tuple(np.array([index]) for index in unit)


def _join(regions: dict[str, Region], name: str, region: Region) -> None:
    """Add a region to what is there of its layer already, reached another way."""
    there = regions.get(name)
    if there is not None:
        region = tuple(np.union1d(*pair) for pair in zip(there, region, strict=True))
    regions[name] = region
