"""How any unit of a network came to be, from the numbers its layer read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnviz.common.errors import ArgumentError
from cnnviz.explain.unit_parts import (
    ActivationUnit,
    ConvolutionUnit,
    DenseUnit,
    FlattenUnit,
    Floats,
    Indices,
    InputValue,
    PoolingUnit,
    SoftmaxUnit,
    SumUnit,
    UnitParts,
)
from cnnviz.networks.layer import Operation, layer_links
from cnnviz.networks.links import Links, Reordered
from cnnviz.networks.trace import TracedLayer, traced_input
from cnnviz.networks.units import INPUT, Unit, checked_layer, checked_unit, with_input

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import Trace


Tap = tuple[Indices, Indices]
"""Inputs along an axis, and the kernel cell that weighs each."""


def explain_unit(network: Network, trace: Trace, name: str, unit: Unit) -> UnitParts:
    """Return the arithmetic behind one number of one layer.

    Sums are formed in double precision from the float32 numbers the layer read, so that what is
    shown adds up; the value is the trace's but for rounding.

    Parameters
    ----------
    network : Network
    trace : Trace
        Of the picture in question, by this network.
    name : str
        The unit's layer, or "input".
    unit : tuple of int
        Its place there, (map, row, column) or (index,), counted from 0.

    Returns
    -------
    One of the records of `cnnviz.explain.unit_parts`
        The one of the layer's kind.

    Raises
    ------
    ArgumentError
        When there is no such layer or unit, or the layer read NaN or infinity.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> from cnnviz.networks.trace import trace
    >>> network = load_network("digits")
    >>> traced = trace(network, np.zeros((1, 28, 28), np.float32))
    >>> pixel = explain_unit(network, traced, "conv1", (3, 0, 0))
    >>> pixel.total, pixel.value == pixel.bias, pixel.rows.tolist()
    (0.0, True, [0, 1, 2, 3, 4])
    """
    checked_layer(with_input(network.shapes, network.input_shape), name)
    traced = traced_input(trace.layers[0].input) if name == INPUT else trace[name]
    return explain_traced(network, traced, unit)


def explain_traced(network: Network, traced: TracedLayer, unit: Unit) -> UnitParts:
    """Return the arithmetic behind one number of a layer, of which alone there is a trace.

    Parameters
    ----------
    network : Network
    traced : TracedLayer
        As `cnnviz.networks.trace.trace_layer` returns it, the one of "input" among them.
    unit : tuple of int
        As `explain_unit` takes it.

    Raises
    ------
    ArgumentError
        As `explain_unit` does.
    """
    shapes = with_input(network.shapes, network.input_shape)
    unit = checked_unit(shapes, traced.name, unit)
    if traced.name == INPUT:
        return InputValue(float(traced.output[unit]))
    layer = next(layer for layer in network.layers if layer.name == traced.name)
    links = layer_links(layer, traced.input.shape)
    if isinstance(links, Reordered):
        return FlattenUnit(links.source(unit[0]), float(traced.output[unit]))
    match layer.operation:
        case "weighted sum" if not links.axes:
            return _dense(traced, unit[0], _flattened_shape(network, layer.name))
        case "weighted sum":
            return _convolution(links, traced, unit)
        case "largest" | "mean":
            return _pooling(layer.operation, links, traced, unit)
        case "added":
            return _sum(traced, unit)
        case "softmax":
            return _softmax(traced.input, unit[0])
        case _:
            return ActivationUnit(float(traced.input[unit]), float(traced.output[unit]))


def _convolution(links: Links, traced: TracedLayer, unit: Unit) -> ConvolutionUnit:
    weights, bias = _learned(traced)
    windows, (rows, row_cells), (columns, column_cells) = _window(links, traced.input, unit)
    kernels = weights[unit[0]][:, row_cells[:, np.newaxis], column_cells]
    sums = (windows.astype(np.float64) * kernels).sum(axis=(1, 2))
    total, added = float(sums.sum()), float(bias[unit[0]])
    channels = links.channels_of(unit[0])
    return ConvolutionUnit(
        windows, kernels, sums, total, added, total + added, rows, columns, channels.start
    )


def _pooling(operation: Operation, links: Links, traced: TracedLayer, unit: Unit) -> PoolingUnit:
    windows, (rows, _), (columns, _) = _window(links, traced.input, unit)
    window = windows[0]
    if operation == "mean":
        return PoolingUnit(window, rows, columns, None, float(window.mean(dtype=np.float64)))
    row, column = divmod(int(window.argmax()), len(columns))
    return PoolingUnit(window, rows, columns, (row, column), float(window[row, column]))


def _sum(traced: TracedLayer, unit: Unit) -> SumUnit:
    if traced.other is None:
        message = f"must have a second input, got {traced.kind}"
        raise ArgumentError("traced", message, value=traced.kind, subject="layer")
    number, other = float(traced.input[unit]), float(traced.other[unit])
    return SumUnit(number, other, number + other)


def _dense(traced: TracedLayer, index: int, source_shape: tuple[int, ...] | None) -> DenseUnit:
    all_weights, biases = _learned(traced)
    weights, bias = all_weights[index], float(biases[index])
    contributions = traced.input.astype(np.float64) * weights
    total = float(contributions.sum())
    return DenseUnit(traced.input, weights, contributions, total, bias, total + bias, source_shape)


def _softmax(logits: Floats, index: int) -> SoftmaxUnit:
    shifted = logits.astype(np.float64) - logits.max()
    exponentials = np.exp(shifted)
    total = float(exponentials.sum())
    return SoftmaxUnit(logits, shifted, exponentials, total, float(exponentials[index]) / total)


def _window(links: Links, maps: Floats, unit: Unit) -> tuple[Floats, Tap, Tap]:
    """Return the numbers that a unit reads, with where they stand and their kernel cells."""
    channels = maps[links.channels_of(unit[0])]
    (rows, row_cells), (columns, column_cells) = links.taps_of(unit[1:])
    inside_rows, inside_columns = (
        np.flatnonzero((inputs >= 0) & (inputs < side))
        for inputs, side in zip((rows, columns), maps.shape[1:], strict=True)
    )
    window = np.zeros((len(channels), len(rows), len(columns)), np.float32)
    window[:, inside_rows[:, np.newaxis], inside_columns] = channels[
        :, rows[inside_rows, np.newaxis], columns[inside_columns]
    ]
    return window, (rows, row_cells), (columns, column_cells)


def _learned(traced: TracedLayer) -> tuple[Floats, Floats]:
    if traced.weights is None or traced.bias is None:
        message = f"must have weights and a bias, got {traced.kind}"
        raise ArgumentError("traced", message, value=traced.kind, subject="layer")
    return traced.weights, traced.bias


def _flattened_shape(network: Network, name: str) -> tuple[int, ...] | None:
    """Return the shape of the maps whose numbers, in order, are what a dense layer reads.

    An activation between flatten and dense layer leaves each number at its place.
    """
    shapes = list(with_input(network.shapes, network.input_shape).values())
    index = list(network.shapes).index(name)
    for layer, shape in reversed(list(zip(network.layers[:index], shapes, strict=False))):
        links = layer_links(layer, shape)
        if not links.keeps_places:
            return shape if isinstance(links, Reordered) else None
    return None
