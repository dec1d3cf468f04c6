"""One forward pass with every layer's input, weights and output kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.networks.pictures import checked_picture
from cnnviz.networks.units import INPUT, checked_layer, with_input

if TYPE_CHECKING:
    from cnnviz.networks.network import Network


@dataclass(frozen=True, eq=False, slots=True)
class TracedLayer:
    """What one layer got and what it made of it.

    Attributes
    ----------
    name, kind : str
        "conv1", "convolution" for example.
    input, output : (C, H, W) or (units,) float32
        Without the batch axis. A layer's input is the output of the layer before it, not a copy.
    weights : (maps, C, h, w) or (units, inputs) float32, or None
        Read-only; C are the channels that a map reads, all of the input's or those of its group.
        None for a layer without any.
    bias : (maps,) or (units,) float32, or None
    other : float32 of the input's shape, or None
        The earlier layer's output that a sum adds; None for every other kind.
    """

    name: str
    kind: str
    input: NDArray[np.float32]
    weights: NDArray[np.float32] | None
    bias: NDArray[np.float32] | None
    output: NDArray[np.float32]
    other: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Trace:
    """Every layer of one forward pass, in order; ``trace["conv1"]`` is one of them."""

    layers: tuple[TracedLayer, ...]

    def __getitem__(self, name: str) -> TracedLayer:
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(f"{name!r} is none of {', '.join(layer.name for layer in self.layers)}")

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """(classes,) float32 in [0, 1], the last layer's output."""
        return self.layers[-1].output


def trace(network: "Network", image: NDArray[np.floating[Any]]) -> Trace:
    """Read one picture and keep what happened in every layer.

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]

    Returns
    -------
    Trace
        Its last output equals ``network.predict(image[None])[0]``.

    Raises
    ------
    ArgumentError
        When the image's shape, type or values are none of these.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> blank = np.zeros((1, 28, 28), np.float32)
    >>> traced = trace(load_network("digits"), blank)
    >>> [layer.name for layer in traced.layers][:3], traced["relu1"].output.min().item() >= 0
    (['conv1', 'relu1', 'pool1'], True)
    """
    return traced(network, image, network.outputs(image))


def traced(
    network: "Network",
    image: NDArray[np.floating[Any]],
    outputs: Mapping[str, NDArray[np.float32]],
) -> Trace:
    """Return the trace of a forward pass that is over.

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]
    outputs : mapping of float32 arrays by layer name
        As `Network.outputs` gave them for the image.
    """
    inputs = [np.asarray(image, np.float32), *outputs.values()]
    layers = (
        TracedLayer(
            layer.name,
            layer.kind,
            layer_input,
            network.weights.get(layer.name),
            network.biases.get(layer.name),
            outputs[layer.name],
            outputs[layer.second_input] if layer.second_input else None,
        )
        for layer, layer_input in zip(network.layers, inputs, strict=False)
    )
    return Trace(tuple(layers))


def trace_layer(network: "Network", image: NDArray[np.floating[Any]], name: str) -> TracedLayer:
    """Read one picture up to a layer, and keep what this one got and made of it.

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]
    name : str
        The layer's; or "input", whose input and output are the picture.

    Returns
    -------
    TracedLayer
        As `trace` has it, in little of the room.

    Raises
    ------
    ArgumentError
        When the image's shape, type or values are none of these, or there is no such layer.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> blank = np.zeros((1, 28, 28), np.float32)
    >>> trace_layer(load_network("digits"), blank, "pool1").input.shape
    (12, 24, 24)
    """
    import torch

    picture = checked_picture(image, network.input_shape)
    checked_layer(with_input(network.shapes, network.input_shape), name)
    if name == INPUT:
        return traced_input(picture)
    layer = next(layer for layer in network.layers if layer.name == name)
    other = None
    with torch.inference_mode():
        before = output = torch.from_numpy(picture).unsqueeze(0)
        for one, output in network.run(before):
            if one == layer.second_input:
                other = output.numpy()[0]
            if one == name:
                break
            before = output
    return TracedLayer(
        name,
        layer.kind,
        before.numpy()[0],
        network.weights.get(name),
        network.biases.get(name),
        output.numpy()[0],
        other,
    )


def traced_input(picture: NDArray[np.float32]) -> TracedLayer:
    """Return a picture as if a layer "input" had made nothing else of it."""
    return TracedLayer(INPUT, INPUT, picture, None, None, picture)
