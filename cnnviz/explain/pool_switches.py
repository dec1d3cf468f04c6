"""The way that numbers really took to a unit: of a max pooling's window only the winner counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cnnviz.filters.windows import Axis
from cnnviz.networks.layer_windows import layer_axes
from cnnviz.networks.units import MAP_AXES, Unit, checked_unit, with_input

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer, MaxPooling
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import Trace

Mask = NDArray[np.bool_]


def winner_path(network: Network, trace: Trace, name: str, unit: Unit) -> dict[str, Mask]:
    """Say which numbers came through to a unit, in every earlier layer that has maps.

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
    from cnnviz.networks.layers import MaxPooling  # brings torch, which takes two seconds

    if isinstance(layer, MaxPooling):
        return _winners(layer, numbers, mask)
    match layer.connectivity:
        case "elementwise" | "flattened":
            return mask.reshape(numbers.shape)
        case "window" | "deep window":
            if layer.connectivity == "deep window":
                mask = np.any(mask, axis=0, keepdims=True)
            rows, columns = layer_axes(layer, numbers.shape)
            under = _spread(_spread(mask, rows).swapaxes(1, 2), columns).swapaxes(1, 2)
            return np.array(np.broadcast_to(under, numbers.shape), order="C")
        case "map":
            whole_maps = np.broadcast_to(mask[:, np.newaxis, np.newaxis], numbers.shape)
            return np.array(whole_maps, order="C")
        case "full":
            return np.ones(numbers.shape, bool)


def _winners(layer: MaxPooling, numbers: NDArray[np.float32], mask: Mask) -> Mask:
    import torch
    from torch.nn.functional import max_pool2d_with_indices

    maps = torch.from_numpy(np.require(numbers, None, ["C", "W"]))
    _, places = max_pool2d_with_indices(maps, layer.kernel_size, layer.stride)
    won = np.zeros((len(numbers), numbers[0].size), bool)
    won[np.nonzero(mask)[0], places.numpy()[mask]] = True
    return won.reshape(numbers.shape)


def _spread(mask: Mask, axis: Axis) -> Mask:
    """Widen a mask (C, places, …) to all pixels (C, size, …) under the windows at its places."""
    padded = np.zeros((len(mask), axis.before + axis.size + axis.after, mask.shape[2]), bool)
    for cell in range(axis.kernel_size):
        first = cell * axis.dilation
        padded[:, first : first + axis.stride * axis.output : axis.stride] |= mask
    return padded[:, axis.before : axis.before + axis.size]
