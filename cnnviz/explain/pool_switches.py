"""The way that numbers took to a unit: of a max pooling's window only the largest came through.

Where it stood is the pooling's switch (Zeiler and Fergus, "Visualizing and Understanding
Convolutional Networks", 2014, https://arxiv.org/abs/1311.2901).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cnnviz.networks.layer import layer_links
from cnnviz.networks.links import Links, Mask
from cnnviz.networks.units import MAP_AXES, Unit, checked_unit, with_input

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import Trace


def winner_path(network: Network, trace: Trace, name: str, unit: Unit) -> dict[str, Mask]:
    """Return which numbers came through to a unit, in every earlier layer that has maps.

    All but max pooling is as in `cnnviz.explain.receptive_field`: every number that is multiplied
    or averaged counts, also one multiplied by 0 or stopped by a ReLU.

    Parameters
    ----------
    network, trace, name, unit
        As `cnnviz.explain.unit_arithmetic.explain_unit` takes them.

    Returns
    -------
    dict of (C, H, W) bool
        By layer name from "input" on, each of its output's shape.

    Raises
    ------
    ArgumentError
        When there is no such layer or unit.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> from cnnviz.networks.trace import trace
    >>> network = load_network("digits")
    >>> traced = trace(network, np.eye(28, dtype=np.float32)[np.newaxis])
    >>> path = winner_path(network, traced, "pool1", (0, 3, 4))
    >>> {name: int(mask.sum()) for name, mask in path.items()}
    {'input': 25, 'conv1': 1, 'relu1': 1}
    """
    shapes = with_input(network.shapes, network.input_shape)
    unit = checked_unit(shapes, name, unit)
    names = list(shapes)
    mask = np.zeros(shapes[name], bool)
    mask[unit] = True
    masks = {name: mask}
    for index in reversed(range(names.index(name))):
        layer, before = network.layers[index], names[index]
        mask = masks[layer.name]
        if layer.second_input:
            masks[layer.second_input] = masks.get(layer.second_input, False) | mask
        back = _followed_back(layer, trace.layers[index].input, mask)
        masks[before] = masks.get(before, False) | back
    return {one: masks[one] for one in names[: names.index(name)] if masks[one].ndim == MAP_AXES}


def _followed_back(layer: AnyLayer, numbers: NDArray[np.float32], mask: Mask) -> Mask:
    """Turn a mask of a layer's output into one of the numbers it read."""
    links = layer_links(layer, numbers.shape)
    if layer.operation == "largest" and isinstance(links, Links):
        return _switches(links, numbers, mask)
    return links.masked_sources(mask)


def _switches(links: Links, numbers: NDArray[np.float32], mask: Mask) -> Mask:
    """Mark the largest number of each window in the mask; of equals the first, row by row."""
    maps, *places = np.nonzero(mask)
    rows, columns = (
        taps.inputs[along] for taps, along in zip(links.axes, places, strict=True)
    )  # (n, h) and (n, w)
    windows = numbers[
        maps[:, np.newaxis, np.newaxis], rows[:, :, np.newaxis], columns[:, np.newaxis]
    ]
    largest = windows.reshape(len(maps), rows.shape[1] * columns.shape[1]).argmax(axis=1)
    row, column = np.divmod(largest, columns.shape[1])
    each = np.arange(len(maps))
    won = np.zeros(numbers.shape, bool)
    won[maps, rows[each, row], columns[each, column]] = True
    return won
