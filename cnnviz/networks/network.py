"""A network: named layers in the student's words on one side, torch modules on the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnnviz.common.assets import ASSETS
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.forward import run_layers
from cnnviz.networks.layers import AnyLayer, Shape, build_modules, output_shapes
from cnnviz.networks.network_file import (
    Header,
    read_limited,
    read_network_file,
    wanted_tensors,
    write_network_file,
)
from cnnviz.networks.pictures import checked_picture, checked_pictures

PICTURES_AT_ONCE = 256
NUMBERS_AT_ONCE = 1 << 25
"""In one layer, 128 MiB: so that many pictures don't need gigabytes for their maps."""


@dataclass(frozen=True, eq=False)
class Network:
    """Layers and their weights, ready to read pictures. Made by `load_network`.

    Attributes
    ----------
    header : Header
        All of it but the weights.
    modules : dict of torch modules by layer name
        In order, frozen.
    shapes : dict of output shapes by layer name
        In order, without the batch axis.
    weights, biases : dict of float32 arrays by layer name
        Read-only; only the layers that have any. Of the weights the first axis counts the layer's
        maps or units, whatever the layout in torch, see `Layer.kernels`.
    second_inputs : dict of str by layer name
        What each sum reads besides the layer before it.
    """

    header: Header
    modules: dict[str, nn.Module]
    shapes: dict[str, Shape] = field(init=False)
    weights: dict[str, NDArray[np.float32]] = field(init=False)
    biases: dict[str, NDArray[np.float32]] = field(init=False)
    second_inputs: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        shapes = output_shapes(self.header.layers, self.header.input.shape)
        object.__setattr__(self, "shapes", shapes)
        weights = _arrays(self.modules, "weight")
        for layer in self.header.layers:
            if layer.name in weights:
                weights[layer.name] = layer.kernels(weights[layer.name])
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "biases", _arrays(self.modules, "bias"))
        seconds = {layer.name: layer.second_input for layer in self.header.layers}
        seconds = {name: other for name, other in seconds.items() if other is not None}
        object.__setattr__(self, "second_inputs", seconds)

    @property
    def name(self) -> str:
        """What the network is called."""
        return self.header.name

    @property
    def input_shape(self) -> tuple[int, int, int]:
        """(C, H, W) of the pictures it reads."""
        return self.header.input.shape

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes' names, in the order of the probabilities."""
        return self.header.labels

    @property
    def layers(self) -> tuple[AnyLayer, ...]:
        """The layers' descriptions, in order."""
        return self.header.layers

    @property
    def accuracy(self) -> dict[str, float]:
        """Shares of right answers in [0, 1], as measured when it was trained."""
        return self.header.accuracy

    @property
    def training(self) -> dict[str, Any]:
        """How it was trained."""
        return self.header.training

    @property
    def parameters(self) -> int:
        """How many numbers were learned: all weights and biases."""
        return sum(self.layer_parameters(layer.name) for layer in self.layers)

    def layer_parameters(self, name: str) -> int:
        """Count the weights and biases of one layer."""
        return sum(arrays[name].size for arrays in (self.weights, self.biases) if name in arrays)

    def predict(self, images: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
        """Return the probability of each class for each picture.

        Parameters
        ----------
        images : (N, C, H, W) float32 in [0, 1]

        Returns
        -------
        (N, classes) float32 in [0, 1]
            Each row sums to 1.

        Raises
        ------
        ArgumentError
            When the pictures' shape, type or values are none of these.
        """
        images = np.asarray(images)
        if images.ndim != 4:
            message = f"must have 4 axes (N, C, H, W), got shape {images.shape}"
            raise ArgumentError("images", message, value=images.shape)
        pictures = torch.from_numpy(checked_pictures(images, self.input_shape))
        widest = max(prod(shape) for shape in self.shapes.values())
        at_once = max(1, min(PICTURES_AT_ONCE, NUMBERS_AT_ONCE // widest))
        with torch.inference_mode():
            parts = [
                self._read(pictures[start : start + at_once])
                for start in range(0, max(1, len(pictures)), at_once)
            ]
            return np.asarray(torch.cat(parts).numpy())

    def outputs(self, image: NDArray[np.floating[Any]]) -> dict[str, NDArray[np.float32]]:
        """Read one picture and return every layer's output.

        Parameters
        ----------
        image : (C, H, W) float32 in [0, 1]

        Returns
        -------
        dict of float32 arrays by layer name
            In order, without the batch axis; the last holds the probabilities.

        Raises
        ------
        ArgumentError
            When the image's shape, type or values are none of these.
        """
        picture = checked_picture(image, self.input_shape)
        outputs = {}
        with torch.inference_mode():
            batch = torch.from_numpy(picture).unsqueeze(0)
            for name, output in self.run(batch):
                outputs[name] = output.numpy()[0]
        return outputs

    def run(
        self,
        batch: torch.Tensor,
        after: str | None = None,
        earlier: Mapping[str, torch.Tensor] | None = None,
    ) -> Iterator[tuple[str, torch.Tensor]]:
        """Return each layer's name and output, as `cnnviz.networks.forward.run_layers` does."""
        return run_layers(self.modules, self.second_inputs, batch, after, earlier)

    def save(self, path: str | Path) -> None:
        """Write the network to a file that `load_network` reads."""
        Path(path).write_bytes(write_network_file(self.header, self.tensors()))

    def tensors(self) -> dict[str, torch.Tensor]:
        """Return the weights and biases by their names in a network file."""
        return {
            f"{name}.{part}": tensor
            for name, module in self.modules.items()
            for part, tensor in module.named_parameters()
        }

    def _read(self, pictures: torch.Tensor) -> torch.Tensor:
        for _, output in self.run(pictures):
            pictures = output
        return pictures


def load_network(source: str | Path) -> Network:
    """Load a built-in network by its name, or any network file by its path.

    Parameters
    ----------
    source : str or Path
        "digits", "photos", or the path of a ``.safetensors`` file.

    Returns
    -------
    Network

    Raises
    ------
    ArgumentError
        When there is no such network, or the file isn't a whole and sound network file.

    Examples
    --------
    >>> load_network("digits").labels
    ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
    """
    built_in = {path.stem: path for path in sorted((ASSETS / "networks").glob("*.safetensors"))}
    path = built_in.get(str(source), Path(source))
    if not path.is_file():
        raise ArgumentError(
            "source",
            f"must be {' or '.join(built_in)} or the path of a file, got {str(source)!r}",
            value=str(source),
            allowed=Allowed(choices=tuple(built_in)),
            subject="network",
        )
    return read_network(read_limited(path), path.name)


def read_network(data: bytes, where: str = "network file") -> Network:
    """Make a network of a network file's bytes, or raise ArgumentError as `load_network` does."""
    return make_network(*read_network_file(data, where))


def make_network(header: Header, tensors: dict[str, torch.Tensor]) -> Network:
    """Join layers and weights; raises ArgumentError when the layers don't fit together.

    Parameters
    ----------
    header : Header
    tensors : dict of float32 torch tensors
        By the names in a network file; kept, not copied.
    """
    wanted_tensors(header, header.name)
    modules = build_modules(header.layers, header.input.shape)
    for name, module in modules.items():
        state = {part: tensors[f"{name}.{part}"] for part in module.state_dict()}
        module.load_state_dict(state, assign=True)
        module.eval().requires_grad_(False)
    return Network(header, modules)


def _arrays(modules: dict[str, nn.Module], part: str) -> dict[str, NDArray[np.float32]]:
    arrays = {}
    for name, module in modules.items():
        tensor = getattr(module, part, None)
        if tensor is not None:
            arrays[name] = tensor.detach().numpy().view()
            arrays[name].flags.writeable = False
    return arrays
