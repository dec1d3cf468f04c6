"""A network with some of its numbers changed, fast enough to be made again at every move."""

import copy
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnnviz.common.arguments import check_choice, integer_in_range, quoted
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.layer import Layer
from cnnviz.networks.network import Network
from cnnviz.networks.network_file import Header
from cnnviz.networks.units import MAP_AXES

LARGEST_NUMBER = 1e6
"""Of a changed weight or bias: beyond it float32 soon runs out of room."""


def edit_network(
    network: Network,
    tensors: Mapping[str, NDArray[np.float32]],
    off: Mapping[str, Sequence[int]] | None = None,
) -> Network:
    """Return a network with other weights and biases, and with maps switched off.

    Parameters
    ----------
    network : Network
        Stays as it is; all that isn't changed is shared with it.
    tensors : mapping of float32 arrays
        The changed ones by their names in a network file, "conv1.weight" or "dense1.bias"; copied.
        Weights are laid out as in `Network.weights`.
    off : mapping of lists of int
        By a convolution's name the maps, counted from 0, whose kernels and biases are all 0, also
        when changed.

    Returns
    -------
    Network
        The same one when nothing is changed. Its header no longer has accuracies, which were the
        other's; its ``training["edited"]`` names what was changed, now or earlier.

    Raises
    ------
    ArgumentError
        When there is no such tensor, layer or map, or a tensor's shape, type or values are wrong.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> network = load_network("digits")
    >>> edited = edit_network(network, {}, off={"conv1": [3]})
    >>> np.abs(edited.weights["conv1"]).sum(axis=(1, 2, 3)).argmin().item()
    3
    >>> edited.modules["conv2"] is network.modules["conv2"], edited.training["edited"]
    (True, ['conv1.bias', 'conv1.weight'])
    """
    changed = {name: checked_tensor(network, name, tensor) for name, tensor in tensors.items()}
    for name, maps in (off or {}).items():
        _switch_off(network, changed, name, maps)
    if not changed:
        return network
    modules = dict(network.modules)
    for layer in network.layers:
        if layer.name in {_layer_and_part(tensor)[0] for tensor in changed}:
            modules[layer.name] = _with_tensors(modules[layer.name], layer, changed)
    return Network(_header(network, changed), modules)


def checked_tensor(network: Network, name: str, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a copy of a tensor that may stand in a network in place of its own.

    Raises
    ------
    ArgumentError
        When the network has no such tensor, or this one isn't float32 of the same shape with
        numbers from −1,000,000 to 1,000,000.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> checked_tensor(load_network("digits"), "conv1.bias", np.zeros(3, np.float32))
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: conv1.bias must have shape (12,), got (3,)
    """
    shape = _own(network, name).shape
    array = np.asarray(tensor)
    if array.shape != shape:
        raise ArgumentError(
            f"tensors.{name}",
            f"must have shape {shape}, got {array.shape}",
            value=array.shape,
            allowed=Allowed(shape=shape),
            subject=name,
        )
    if array.dtype != np.float32:
        raise ArgumentError(
            f"tensors.{name}",
            f"must be float32, got {array.dtype}",
            value=str(array.dtype),
            allowed=Allowed(dtypes=("float32",)),
            subject=name,
        )
    low, high = float(array.min()), float(array.max())
    if not (low >= -LARGEST_NUMBER and high <= LARGEST_NUMBER):  # so that NaN fails it, too
        worst = high if abs(high) >= abs(low) else low
        raise ArgumentError(
            f"tensors.{name}",
            f"must hold numbers between {-LARGEST_NUMBER:,.0f} and {LARGEST_NUMBER:,.0f}, "
            f"got {worst:g}",
            value=worst,
            allowed=Allowed(minimum=-LARGEST_NUMBER, maximum=LARGEST_NUMBER),
            subject=name,
        )
    return array.copy()


def _header(network: Network, changed: Mapping[str, NDArray[np.float32]]) -> Header:
    """Leave out the figures that an edited network no longer has, and say what was edited."""
    training = {key: value for key, value in network.training.items() if key != "mistakes"}
    before = training.get("edited")  # a file may hold anything there
    names = {name for name in before if isinstance(name, str)} if isinstance(before, list) else ()
    training["edited"] = sorted({*names, *changed})
    return msgspec.structs.replace(network.header, accuracy={}, training=training)


def _own(network: Network, name: str) -> NDArray[np.float32]:
    layer, part = _layer_and_part(name)
    arrays = {"weight": network.weights, "bias": network.biases}.get(part, {})
    if layer not in arrays:
        known = tuple(f"{one}.{part}" for one in network.weights for part in ("weight", "bias"))
        check_choice(f"tensors.{name}", name, known, subject="tensor")
    return arrays[layer]


def _layer_and_part(name: str) -> tuple[str, str]:
    layer, _, part = name.partition(".")
    return layer, part


def _switch_off(
    network: Network, changed: dict[str, NDArray[np.float32]], name: str, maps: Sequence[int]
) -> None:
    convolutions = [one for one in network.weights if len(network.shapes[one]) == MAP_AXES]
    if name not in convolutions:
        raise ArgumentError(
            f"off.{name}",
            f"must name one of {', '.join(convolutions)}, got {quoted(name)}",
            value=name,
            allowed=Allowed(choices=tuple(convolutions)),
            subject="off",
        )
    last = network.shapes[name][0] - 1
    indices = [
        integer_in_range(f"off.{name}", index, 0, last, subject=f"off[{name!r}]") for index in maps
    ]
    if not indices:
        return
    for part in ("weight", "bias"):
        tensor = f"{name}.{part}"
        if tensor not in changed:
            changed[tensor] = _own(network, tensor).copy()
        changed[tensor][indices] = 0


def _with_tensors(
    module: nn.Module, layer: Layer, changed: Mapping[str, NDArray[np.float32]]
) -> nn.Module:
    """Return a module of the same settings, its tensors replaced or shared.

    A shallow copy with a dict of parameters of its own, as `torch.nn.parallel.replicate` makes
    them; `copy.deepcopy` takes six times as long.
    """
    twin = copy.copy(module)
    twin._parameters = {}
    for part, own in module.named_parameters():
        new = changed.get(f"{layer.name}.{part}")
        if new is not None and part == "weight":
            new = np.ascontiguousarray(layer.weight(new))
        parameter = own if new is None else nn.Parameter(torch.from_numpy(new), requires_grad=False)
        twin.register_parameter(part, parameter)
    return twin
