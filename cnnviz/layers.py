"""The kinds of layer a network file may name, each with its shape rule and its torch module."""

from math import prod
from typing import Annotated, ClassVar

import torch
from msgspec import Meta, Struct
from torch import nn

Name = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,31}$")]
Side = Annotated[int, Meta(ge=1, le=31)]
Border = Annotated[int, Meta(ge=0, le=30)]
Shape = tuple[int, ...]
LARGEST_OUTPUT = 1 << 22
"""Values one layer may give for one picture: 16 MiB of float32."""


class Layer(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, kw_only=True):
    """What all layers have: a name, and how they turn one shape into another."""

    name: Name
    axes: ClassVar[int | None] = None
    """How many axes the input must have; None when any will do."""

    @property
    def kind(self) -> str:
        """The student's word for what the layer does, "convolution" for example."""
        return str(self.__struct_config__.tag)

    def output_shape(self, input_shape: Shape) -> Shape:
        """Give the shape of one picture's output, without the batch axis."""
        return input_shape

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Give the shapes of the weights, empty for a layer that has nothing to learn."""
        return {}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build the torch module, its weights not yet set."""
        raise NotImplementedError


class Convolution(Layer, frozen=True, kw_only=True, tag="convolution"):
    """Kernels as deep as their input, one per map, each with a bias."""

    axes: ClassVar[int | None] = 3
    maps: Annotated[int, Meta(ge=1, le=1024)]
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side] = (1, 1)
    padding: tuple[Border, Border] = (0, 0)
    dilation: tuple[Side, Side] = (1, 1)

    def output_shape(self, input_shape: Shape) -> Shape:
        """Give (maps, rows, columns)."""
        rules = zip(self.kernel_size, self.stride, self.padding, self.dilation, strict=True)
        rows, columns = (
            window_positions(self.name, side, kernel_size, stride, padding, dilation)
            for side, (kernel_size, stride, padding, dilation) in zip(
                input_shape[1:], rules, strict=True
            )
        )
        return (self.maps, rows, columns)

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Give the shapes of the kernels (maps, channels, rows, columns) and of the biases."""
        return {"weight": (self.maps, input_shape[0], *self.kernel_size), "bias": (self.maps,)}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Conv2d`."""
        return nn.Conv2d(
            input_shape[0], self.maps, self.kernel_size, self.stride, self.padding, self.dilation
        )


class Pooling(Layer, frozen=True, kw_only=True):
    """A window that keeps one number per position and channel."""

    axes: ClassVar[int | None] = 3
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side]

    def output_shape(self, input_shape: Shape) -> Shape:
        """Give (channels, rows, columns)."""
        rules = zip(input_shape[1:], self.kernel_size, self.stride, strict=True)
        rows, columns = (window_positions(self.name, *rule) for rule in rules)
        return (input_shape[0], rows, columns)


class MaxPooling(Pooling, frozen=True, tag="max_pooling"):
    """The largest number in each window."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.MaxPool2d`."""
        return nn.MaxPool2d(self.kernel_size, self.stride)


class AveragePooling(Pooling, frozen=True, tag="average_pooling"):
    """The mean of each window."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.AvgPool2d`."""
        return nn.AvgPool2d(self.kernel_size, self.stride)


class Relu(Layer, frozen=True, tag="relu"):
    """Negative numbers become zero."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.ReLU`."""
        return nn.ReLU()


class LeakyRelu(Layer, frozen=True, tag="leaky_relu"):
    """Negative numbers become a hundredth of themselves."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.LeakyReLU`."""
        return nn.LeakyReLU()


class Tanh(Layer, frozen=True, tag="tanh"):
    """All numbers drawn into -1 to 1."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Tanh`."""
        return nn.Tanh()


class Sigmoid(Layer, frozen=True, tag="sigmoid"):
    """All numbers drawn into 0 to 1."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Sigmoid`."""
        return nn.Sigmoid()


class Flatten(Layer, frozen=True, tag="flatten"):
    """All maps as one row of numbers."""

    def output_shape(self, input_shape: Shape) -> Shape:
        """Give the count of all numbers, as a shape of one axis."""
        return (prod(input_shape),)

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Flatten`."""
        return nn.Flatten()


class Dense(Layer, frozen=True, kw_only=True, tag="dense"):
    """Each unit a weighted sum of all inputs, and a bias."""

    axes: ClassVar[int | None] = 1
    units: Annotated[int, Meta(ge=1, le=4096)]

    def output_shape(self, input_shape: Shape) -> Shape:
        """Give (units,)."""
        return (self.units,)

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Give the shapes of the weights (units, inputs) and of the biases."""
        return {"weight": (self.units, input_shape[0]), "bias": (self.units,)}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Linear`."""
        return nn.Linear(input_shape[0], self.units)


class Softmax(Layer, frozen=True, tag="softmax"):
    """Scores as probabilities that sum to 1."""

    axes: ClassVar[int | None] = 1

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Softmax`."""
        return nn.Softmax(dim=-1)


Activation = Relu | LeakyRelu | Tanh | Sigmoid
AnyLayer = Convolution | MaxPooling | AveragePooling | Activation | Flatten | Dense | Softmax


def window_positions(
    name: str, side: int, kernel_size: int, stride: int, padding: int = 0, dilation: int = 1
) -> int:
    """Count where a window can stand along one side: ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1.

    The formula is the one in the documentation of `torch.nn.Conv2d`.

    Raises
    ------
    ValueError
        When the window is larger than its padded input; `name` says which layer's it is.

    Examples
    --------
    >>> window_positions("conv1", side=6, kernel_size=3, stride=1)
    4
    """
    reach, room = dilation * (kernel_size - 1) + 1, side + 2 * padding
    if reach > room:
        raise ValueError(
            f"{name}: the window must be at most {room} wide, like its padded input, got {reach}"
        )
    return (room - reach) // stride + 1


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
    ValueError
        When two layers share a name, or a layer can't take the shape that reaches it.

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
            raise ValueError(f"{layer.name}: a layer's name must be used once, got it twice")
        if layer.axes not in (None, len(shape)):
            raise ValueError(
                f"{layer.name}: the input must have {layer.axes} axes for {layer.kind}, got {shape}"
            )
        shape = layer.output_shape(shape)
        if prod(shape) > LARGEST_OUTPUT:
            raise ValueError(
                f"{layer.name}: the output must have at most {LARGEST_OUTPUT:,} values, got {shape}"
            )
        shapes[layer.name] = shape
    return shapes


def build_modules(layers: tuple[AnyLayer, ...], input_shape: Shape) -> dict[str, nn.Module]:
    """Build the torch modules by layer name, in order; their weights take no room yet."""
    modules = {}
    shape = input_shape
    with torch.device("meta"):
        for layer in layers:
            modules[layer.name] = layer.module(shape)
            shape = layer.output_shape(shape)
    return modules
