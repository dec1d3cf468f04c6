"""The poolings of networks: a window, or a whole map, of which one number is kept."""

from typing import ClassVar

from torch import nn

from cnnviz.filters.taps import window_taps
from cnnviz.filters.windows import along
from cnnviz.networks.layer import Layer, Operation, Shape, Side, window_positions
from cnnviz.networks.layer_modules import WholeMean
from cnnviz.networks.links import Links, whole_maps


class Pooling(Layer, frozen=True, kw_only=True):
    """A window that keeps one number per position and channel."""

    axes: ClassVar[int | None] = 3
    adds_up: ClassVar[bool] = True
    kernel_size: tuple[Side, Side]
    stride: tuple[Side, Side]

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (channels, rows, columns)."""
        rules = zip(input_shape[1:], self.kernel_size, self.stride, strict=True)
        rows, columns = (window_positions(self.name, *rule) for rule in rules)
        return (input_shape[0], rows, columns)

    def links(self, input_shape: Shape) -> Links:
        """Return the links of a window on the map's own channel."""
        rules = zip(input_shape[1:], self.kernel_size, self.stride, strict=True)
        taps = tuple(window_taps(along(*rule, padding=0, dilation=1)) for rule in rules)
        return Links(input_shape, self.output_shape(input_shape), input_shape[0], taps)


class MaxPooling(Pooling, frozen=True, tag="max_pooling"):
    """The largest number in each window."""

    operation: ClassVar[Operation] = "largest"

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.MaxPool2d`."""
        return nn.MaxPool2d(self.kernel_size, self.stride)


class AveragePooling(Pooling, frozen=True, tag="average_pooling"):
    """The mean of each window."""

    operation: ClassVar[Operation] = "mean"

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.AvgPool2d`."""
        return nn.AvgPool2d(self.kernel_size, self.stride)


class GlobalAveragePooling(Layer, frozen=True, tag="global_average_pooling"):
    """The mean of each whole map."""

    axes: ClassVar[int | None] = 3
    operation: ClassVar[Operation] = "mean"
    adds_up: ClassVar[bool] = True

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return (maps,)."""
        return input_shape[:1]

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a module that averages over rows and columns."""
        return WholeMean()

    def links(self, input_shape: Shape) -> Links:
        """Return the links of whole maps."""
        return whole_maps(input_shape)
