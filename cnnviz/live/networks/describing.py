"""A network described: its layers, labels and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType
from numpy.typing import NDArray

from cnnviz.images.photos import photo_classes
from cnnviz.live.networks.builtin import PHOTOS, Networks
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.messages import Message, NetworkName
from cnnviz.live.wire.requests import Request

if TYPE_CHECKING:
    from cnnviz.networks.network import Network


class Describe(Message, frozen=True, tag="describe"):
    """Tell me this network's layers, labels and weights."""

    network: NetworkName


class NetworkDescription(Answer, tag="network"):
    """Answer to `Describe`, `OpenNetwork` and `OpenTrained`; its weights and biases beside it.

    Their tensors are called "conv1.weight", "conv1.bias" and so on. Of the photo network come only
    those of its first convolution, and `groups` has each class's group.
    """

    name: str
    labels: tuple[str, ...]
    input: tuple[int, int, int]
    parameters: int
    accuracy: dict[str, float]
    layers: list[dict[str, Any]]  # name, kind, shape, parameters, and the kind's own fields
    groups: tuple[str, ...] | UnsetType = UNSET


def describe_network(network: Network) -> Answered:
    """Describe a network, with all its weights and biases in float32."""
    return _description(network), weights_of(network)


def describe_photos(network: Network) -> Answered:
    """Describe the photo network, with the weights of the first convolution, which are colors."""
    description = _description(network)
    description.groups = tuple(group for group, _ in photo_classes())
    first = next(iter(network.weights))
    arrays = {"weight": network.weights[first], "bias": network.biases[first]}
    return description, {f"{first}.{part}": one for part, one in arrays.items()}


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """Return all weights and biases, by their names in a network file."""
    weights = {f"{name}.weight": array for name, array in network.weights.items()}
    return weights | {f"{name}.bias": array for name, array in network.biases.items()}


def _description(network: Network) -> NetworkDescription:
    """Return all of a network but its numbers."""
    layers = [
        msgspec.to_builtins(layer)
        | {
            "shape": network.shapes[layer.name],
            "parameters": network.layer_parameters(layer.name),
        }
        for layer in network.layers
    ]
    return NetworkDescription(
        name=network.name,
        labels=network.labels,
        input=network.input_shape,
        parameters=network.parameters,
        accuracy=network.accuracy,
        layers=layers,
    )


class HasNetworks(Protocol):
    """What is asked for a network by its name."""

    @property
    def networks(self) -> Networks:
        """The built-in networks."""

    def unchanged(self, name: str) -> Network:
        """Return a network that reads drawings, as it is in its file."""


class Descriptions(Feature[HasNetworks]):
    """Describes any network, whichever page asks."""

    @answers(Describe)
    def describe(self, request: Request[Describe]) -> Answered:
        """Describe a built-in network, or the visitor's own."""
        name = request.message.network
        if name == PHOTOS:
            return describe_photos(self.page.networks.get(name))
        return describe_network(self.page.unchanged(name))
