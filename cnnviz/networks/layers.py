"""The kinds of layer a network file may name, each with its shape rule and its torch module."""

from math import prod
from typing import Annotated, ClassVar

import torch
from msgspec import Meta
from torch import nn

from cnnviz.common.arguments import quoted
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.activation_layers import (
    Activation,
    AnyActivation,
    LeakyRelu,
    Relu,
    Relu6,
    Sigmoid,
    Tanh,
)
from cnnviz.networks.convolution_layers import (
    Convolution,
    DepthwiseConvolution,
    TransposedConvolution,
)
from cnnviz.networks.layer import Layer, Name, Operation, Shape, window_positions
from cnnviz.networks.layer_modules import Add, Rescale
from cnnviz.networks.links import Links, Reordered, all_with_all
from cnnviz.networks.pooling_layers import AveragePooling, GlobalAveragePooling, MaxPooling, Pooling

__all__ = [
    "Activation",
    "AnyActivation",
    "AnyLayer",
    "AveragePooling",
    "Convolution",
    "Dense",
    "DepthwiseConvolution",
    "Flatten",
    "GlobalAveragePooling",
    "LeakyRelu",
    "MaxPooling",
    "Normalize",
    "Pooling",
    "Relu",
    "Relu6",
    "Shape",
    "Sigmoid",
    "Softmax",
    "Sum",
    "Tanh",
    "TransposedConvolution",
    "build_modules",
    "output_shapes",
    "window_positions",
]

LARGEST_OUTPUT = 1 << 22
"""Values one layer may output for one picture: 16 MiB of float32."""


class Normalize(Layer, frozen=True, kw_only=True, tag="normalize"):
    """Every number less `mean`, divided by `deviation`: the range that the kernels learned from."""

    mean: float
    deviation: Annotated[float, Meta(gt=0)]

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a module that holds the two numbers."""
        return Rescale(self.mean, self.deviation)


class Sum(Layer, frozen=True, kw_only=True, tag="sum"):
    """Each number and the one at its place in an earlier layer, added: a shortcut around layers."""

    operation: ClassVar[Operation] = "added"
    other: Name

    @property
    def second_input(self) -> str:
        """The earlier layer."""
        return self.other

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a module of two inputs."""
        return Add()


class Flatten(Layer, frozen=True, tag="flatten"):
    """All maps as one row of numbers."""

    operation: ClassVar[Operation] = "moved"
    adds_up: ClassVar[bool] = True

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return the count of all numbers, as a shape of one axis."""
        return (prod(input_shape),)

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Flatten`."""
        return nn.Flatten()

    def links(self, input_shape: Shape) -> Reordered:
        """Return where each number stood."""
        return Reordered(input_shape)


class Dense(Layer, frozen=True, kw_only=True, tag="dense"):
    """Each unit a weighted sum of all inputs, and a bias."""

    axes: ClassVar[int | None] = 1
    operation: ClassVar[Operation] = "weighted sum"
    adds_up: ClassVar[bool] = True
    units: Annotated[int, Meta(ge=1, le=4096)]

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (units,)."""
        return (self.units,)

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the shapes of the weights (units, inputs) and of the biases."""
        return {"weight": (self.units, input_shape[0]), "bias": (self.units,)}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Linear`."""
        return nn.Linear(input_shape[0], self.units)

    def links(self, input_shape: Shape) -> Links:
        """Return the links of all inputs with all units."""
        return all_with_all(input_shape[0], self.units)


class Softmax(Layer, frozen=True, tag="softmax"):
    """Scores as probabilities that sum to 1."""

    axes: ClassVar[int | None] = 1
    operation: ClassVar[Operation] = "softmax"

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Softmax`."""
        return nn.Softmax(dim=-1)

    def links(self, input_shape: Shape) -> Links:
        """Return the links of all scores with all probabilities."""
        return all_with_all(input_shape[0], input_shape[0])


AnyLayer = (
    Normalize
    | Convolution
    | DepthwiseConvolution
    | TransposedConvolution
    | MaxPooling
    | AveragePooling
    | GlobalAveragePooling
    | AnyActivation
    | Sum
    | Flatten
    | Dense
    | Softmax
)


def output_shapes(layers: tuple[AnyLayer, ...], input_shape: Shape) -> dict[str, Shape]:
    """Follow a picture's shape through the layers.

    Parameters
    ----------
    layers : tuple of layers
    input_shape : (C, H, W)

    Returns
    -------
    dict
        Each layer's output shape by its name, in order.

    Raises
    ------
    ArgumentError
        When two layers share a name, a layer can't take the shape that reaches it, or a sum names
        no earlier layer of the same shape.

    Examples
    --------
    >>> conv = Convolution(name="conv1", maps=8, kernel_size=(5, 5))
    >>> output_shapes((conv, Flatten(name="flatten")), (1, 28, 28))
    {'conv1': (8, 24, 24), 'flatten': (4608,)}
    """
    shapes: dict[str, Shape] = {}
    shape = input_shape
    for layer in layers:
        if layer.name in shapes:
            message = f"{layer.name}: a layer's name must be used once, got it twice"
            raise ArgumentError(f"layers.{layer.name}.name", message, value=layer.name, subject="")
        if layer.axes not in (None, len(shape)):
            raise ArgumentError(
                f"layers.{layer.name}.kind",
                f"must have {layer.axes} axes for {layer.kind}, got {shape}",
                value=layer.kind,
                subject=f"{layer.name}: the input",
            )
        _check_second_input(layer, shape, shapes)
        shape = layer.output_shape(shape)
        if prod(shape) > LARGEST_OUTPUT:
            raise ArgumentError(
                f"layers.{layer.name}",
                f"must have at most {LARGEST_OUTPUT:,} values, got {shape}",
                value=prod(shape),
                allowed=Allowed(maximum=LARGEST_OUTPUT),
                subject=f"{layer.name}: the output",
            )
        shapes[layer.name] = shape
    return shapes


def _check_second_input(layer: Layer, shape: Shape, earlier: dict[str, Shape]) -> None:
    other = layer.second_input
    if other is None:
        return
    if other not in earlier:
        raise ArgumentError(
            f"layers.{layer.name}.other",
            f"must name an earlier layer, got {quoted(other)}",
            value=other,
            allowed=Allowed(choices=tuple(earlier)),
            subject=f"{layer.name}: other",
        )
    if earlier[other] != shape:
        raise ArgumentError(
            f"layers.{layer.name}.other",
            f"must have shape {shape}, like the layer it is added to, got {earlier[other]}",
            value=earlier[other],
            allowed=Allowed(shape=shape),
            subject=f"{layer.name}: {other}",
        )


def build_modules(layers: tuple[AnyLayer, ...], input_shape: Shape) -> dict[str, nn.Module]:
    """Build the torch modules by layer name, in order; their weights take no room yet."""
    modules = {}
    shape = input_shape
    with torch.device("meta"):
        for layer in layers:
            modules[layer.name] = layer.module(shape)
            shape = layer.output_shape(shape)
    return modules
