"""The convolutions of networks: kernels as deep as their input, of one channel, or transposed."""

from collections.abc import Iterator
from math import prod
from typing import Annotated, Any, ClassVar, Final

import torch
from msgspec import UNSET, Meta, UnsetType
from torch import nn
from torch.nn import functional

from cnnviz.common.errors import ArgumentError
from cnnviz.filters.taps import transposed_size, transposed_taps, window_taps
from cnnviz.filters.windows import Axis
from cnnviz.networks.layer import (
    Border,
    Layer,
    Operation,
    Shape,
    Side,
    Weights,
    window_positions,
)
from cnnviz.networks.links import Links

SMALL_PRODUCTS: Final = 1 << 20
"""Of a picture's numbers with weights; about as many take torch's two ways the same time."""

_convolve_plainly = torch.ops.aten.thnn_conv2d.default  # which torch itself takes up to 3×3


class Convolution(Layer, frozen=True, kw_only=True, tag="convolution"):
    """Kernels as deep as their input, one per map, each with a bias."""

    axes: ClassVar[int | None] = 3
    operation: ClassVar[Operation] = "weighted sum"
    adds_up: ClassVar[bool] = True
    maps: Annotated[int, Meta(ge=1, le=2048)]
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side] = (1, 1)
    padding: tuple[Border, Border] = (0, 0)
    dilation: tuple[Side, Side] = (1, 1)
    padding_after: tuple[Border, Border] | UnsetType = UNSET
    """Zeros below and right of the input; left out, as many as above and left, `padding`."""

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (maps, rows, columns)."""
        return (self.maps, *_places(self, input_shape))

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the shapes of the kernels (maps, channels, rows, columns) and of the biases."""
        return {"weight": (self.maps, input_shape[0], *self.kernel_size), "bias": (self.maps,)}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Conv2d`."""
        if _is_small(self, input_shape):
            channels = input_shape[0]
            return SmallConv2d(channels, self.maps, self.kernel_size, self.stride, self.padding)
        return _module(self, input_shape[0], self.maps, groups=1)

    def links(self, input_shape: Shape) -> Links:
        """Return the links of a window on all channels."""
        return _window_links(self, input_shape, groups=1)


class DepthwiseConvolution(Layer, frozen=True, kw_only=True, tag="depthwise_convolution"):
    """One kernel of a single channel for each map: every map is filtered by itself."""

    axes: ClassVar[int | None] = 3
    operation: ClassVar[Operation] = "weighted sum"
    adds_up: ClassVar[bool] = True
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side] = (1, 1)
    padding: tuple[Border, Border] = (0, 0)
    dilation: tuple[Side, Side] = (1, 1)
    padding_after: tuple[Border, Border] | UnsetType = UNSET
    """As a convolution's."""

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (channels, rows, columns)."""
        return (input_shape[0], *_places(self, input_shape))

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the shapes of the kernels (channels, 1, rows, columns) and of the biases."""
        return {"weight": (input_shape[0], 1, *self.kernel_size), "bias": input_shape[:1]}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Conv2d` with as many groups as channels."""
        return _module(self, input_shape[0], input_shape[0], groups=input_shape[0])

    def links(self, input_shape: Shape) -> Links:
        """Return the links of a window on the map's own channel."""
        return _window_links(self, input_shape, groups=input_shape[0])


class TransposedConvolution(Layer, frozen=True, kw_only=True, tag="transposed_convolution"):
    """Each input stamps its kernels, times its number, on the maps; overlaps are added, and a bias.

    The fields are those of `torch.nn.ConvTranspose2d`.
    """

    axes: ClassVar[int | None] = 3
    operation: ClassVar[Operation] = "weighted sum"
    adds_up: ClassVar[bool] = True
    maps: Annotated[int, Meta(ge=1, le=2048)]
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side] = (1, 1)
    padding: tuple[Border, Border] = (0, 0)
    output_padding: tuple[Border, Border] = (0, 0)
    """Rows and columns more of the output, at its end; less than the stride or the dilation."""
    groups: Annotated[int, Meta(ge=1, le=2048)] = 1
    dilation: tuple[Side, Side] = (1, 1)

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (maps, rows, columns)."""
        if self.maps % self.groups or input_shape[0] % self.groups:
            raise self._error(
                "groups",
                f"must divide {input_shape[0]} channels and {self.maps} maps, got {self.groups}",
                self.groups,
            )
        rules = zip(self.output_padding, self.stride, self.dilation, strict=True)
        if any(more >= max(steps) for more, *steps in rules):
            raise self._error(
                "output_padding",
                f"must be less than the stride or the dilation, got {self.output_padding}",
                self.output_padding,
            )
        sides = tuple(transposed_size(*rule) for rule in self._rules(input_shape))
        if min(sides) < 1:
            message = f"must leave an output, got {self.padding}"
            raise self._error("padding", message, self.padding)
        return (self.maps, *sides)

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the shapes of the kernels (channels, maps per group, rows, columns) and biases."""
        kernels = (input_shape[0], self.maps // self.groups, *self.kernel_size)
        return {"weight": kernels, "bias": (self.maps,)}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.ConvTranspose2d`."""
        return nn.ConvTranspose2d(
            input_shape[0],
            self.maps,
            self.kernel_size,
            self.stride,
            self.padding,
            self.output_padding,
            self.groups,
            dilation=self.dilation,
        )

    def links(self, input_shape: Shape) -> Links:
        """Return the links of the inputs whose stamps reach each output."""
        taps = tuple(transposed_taps(*rule) for rule in self._rules(input_shape))
        return Links(input_shape, self.output_shape(input_shape), self.groups, taps)

    def kernels(self, weight: Weights) -> Weights:
        """Return the weights as (maps, channels of the group, rows, columns)."""
        return _swapped(weight, self.groups)

    def weight(self, kernels: Weights) -> Weights:
        """Return the weights as (channels, maps of the group, rows, columns)."""
        return _swapped(kernels, self.groups)

    def _error(self, field: str, message: str, value: Any) -> ArgumentError:
        path, subject = f"layers.{self.name}.{field}", f"{self.name}: {field}"
        return ArgumentError(path, message, value=value, subject=subject)

    def _rules(self, input_shape: Shape) -> Iterator[tuple[int, ...]]:
        return zip(
            input_shape[1:], self.kernel_size, self.stride, self.padding, self.output_padding,
            self.dilation, strict=True,
        )  # fmt: skip


AnyConvolution = Convolution | DepthwiseConvolution


class UnevenConv2d(nn.Conv2d):
    """A `torch.nn.Conv2d` whose padding differs before and after, which torch's own can't have."""

    margins: tuple[int, int, int, int]
    """Left, right, top and bottom, as `torch.nn.functional.pad` takes them."""

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """Convolve (N, C, H, W)."""
        return super().forward(functional.pad(input, self.margins))


class SmallConv2d(nn.Conv2d):
    """A `torch.nn.Conv2d` that reads one small picture at once.

    For kernels larger than 3×3 torch takes oneDNN, which takes about 35 µs to get ready: far longer
    than so small a convolution itself.
    """

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """Convolve (N, C, H, W)."""
        if len(input) > 1:
            return super().forward(input)
        convolved: torch.Tensor = _convolve_plainly(
            input, self.weight, self.kernel_size, self.bias, self.stride, self.padding
        )
        return convolved

    def _get_name(self) -> str:
        return "Conv2d"  # which it can be written as, its numbers being the same


def padding_after(layer: AnyConvolution) -> tuple[int, int]:
    """Return the rows of zeros below the input and the columns right of it.

    Examples
    --------
    >>> padding_after(Convolution(name="conv1", maps=1, kernel_size=(3, 3), padding=(1, 2)))
    (1, 2)
    """
    return layer.padding if layer.padding_after is UNSET else layer.padding_after


def _places(layer: AnyConvolution, input_shape: Shape) -> tuple[int, ...]:
    rules = zip(
        input_shape[1:], layer.kernel_size, layer.stride, layer.padding, layer.dilation,
        padding_after(layer), strict=True,
    )  # fmt: skip
    return tuple(window_positions(layer.name, *rule) for rule in rules)


def _window_links(layer: AnyConvolution, input_shape: Shape, groups: int) -> Links:
    output_shape = layer.output_shape(input_shape)
    taps = tuple(
        window_taps(Axis(side, kernel, stride, spread, first, last, spread * (kernel - 1) + 1, out))
        for side, kernel, stride, spread, first, last, out in zip(
            input_shape[1:], layer.kernel_size, layer.stride, layer.dilation, layer.padding,
            padding_after(layer), output_shape[1:], strict=True,
        )
    )  # fmt: skip
    return Links(input_shape, output_shape, groups, taps)


def _swapped(weights: Weights, groups: int) -> Weights:
    """Swap the first two axes within each group: (g·a, b, …) becomes (g·b, a, …)."""
    first, second, *sides = weights.shape
    parted = weights.reshape(groups, first // groups, second, *sides).swapaxes(1, 2)
    return parted.reshape(groups * second, first // groups, *sides)


def _is_small(layer: Convolution, input_shape: Shape) -> bool:
    plain = layer.dilation == (1, 1) and padding_after(layer) == layer.padding
    products = prod(input_shape) * layer.maps * prod(layer.kernel_size)  # or less, by the stride
    return plain and products <= SMALL_PRODUCTS


def _module(layer: AnyConvolution, channels: int, maps: int, groups: int) -> nn.Module:
    after = padding_after(layer)
    settings = (channels, maps, layer.kernel_size, layer.stride)
    if after == layer.padding:
        return nn.Conv2d(*settings, layer.padding, layer.dilation, groups)
    module = UnevenConv2d(*settings, 0, layer.dilation, groups)
    (top, left), (bottom, right) = layer.padding, after
    module.margins = (left, right, top, bottom)
    return module
