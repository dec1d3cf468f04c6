"""The activations of networks: one function applied to every number by itself."""

from typing import ClassVar

from torch import nn

from cnnviz.networks.layer import Layer, Shape


class Activation(Layer, frozen=True):
    """A function of one number."""


class Relu(Activation, frozen=True, tag="relu"):
    """Negative numbers become zero."""

    adds_up: ClassVar[bool] = True

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.ReLU`."""
        return nn.ReLU()


class Relu6(Activation, frozen=True, tag="relu6"):
    """Negative numbers become zero, numbers above 6 become 6."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.ReLU6`."""
        return nn.ReLU6()


class LeakyRelu(Activation, frozen=True, tag="leaky_relu"):
    """Negative numbers become a hundredth of themselves."""

    adds_up: ClassVar[bool] = True

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.LeakyReLU`."""
        return nn.LeakyReLU()


class Tanh(Activation, frozen=True, tag="tanh"):
    """All numbers drawn into -1 to 1."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Tanh`."""
        return nn.Tanh()


class Sigmoid(Activation, frozen=True, tag="sigmoid"):
    """All numbers drawn into 0 to 1."""

    def module(self, input_shape: Shape) -> nn.Module:
        """Build a `torch.nn.Sigmoid`."""
        return nn.Sigmoid()


AnyActivation = Relu | Relu6 | LeakyRelu | Tanh | Sigmoid
