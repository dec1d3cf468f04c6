"""What every kind of layer has in common: a name, a shape rule, a torch module, its links."""

from functools import lru_cache
from typing import Annotated, ClassVar, Literal

import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray
from torch import nn

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.links import AnyLinks, each_by_itself

Name = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,31}$")]
Side = Annotated[int, Meta(ge=1, le=31)]
Border = Annotated[int, Meta(ge=0, le=30)]
Shape = tuple[int, ...]
Weights = NDArray[np.float32]
Operation = Literal["weighted sum", "largest", "mean", "function", "added", "moved", "softmax"]
"""How a layer makes one number of the inputs that its links name: of each times its weight, and a
bias; of the largest; of their mean; by a function of the one; of it and an earlier layer's; by
moving it; of its share of all exponentials."""


class Layer(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, kw_only=True):
    """What all layers have: a name, and how they turn one shape into another."""

    name: Name
    axes: ClassVar[int | None] = None
    """How many axes the input must have; None when any will do."""
    operation: ClassVar[Operation] = "function"
    adds_up: ClassVar[bool] = False
    """Whether its outputs are its inputs, each times the output's gradient there, and its biases,
    added: only then can a score be shared out, see `cnnviz.explain.contributions`."""

    @property
    def kind(self) -> str:
        """The student's word for what the layer does, "convolution" for example."""
        return str(self.__struct_config__.tag)

    @property
    def second_input(self) -> str | None:
        """The earlier layer that it reads besides the one before it; None for all but sums."""
        return None

    def output_shape(self, input_shape: Shape) -> Shape:
        """Return the shape of one picture's output, without the batch axis."""
        return input_shape

    def tensor_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Return the shapes of the weights, empty for a layer that has nothing to learn."""
        return {}

    def module(self, input_shape: Shape) -> nn.Module:
        """Build the torch module, its weights not yet set."""
        raise NotImplementedError

    def links(self, input_shape: Shape) -> AnyLinks:
        """Return which inputs each output depends on, and which kernel cell weighs each."""
        return each_by_itself(input_shape)

    def kernels(self, weight: Weights) -> Weights:
        """Return the weights as one kernel (channels of its group, …) for each map or unit."""
        return weight

    def weight(self, kernels: Weights) -> Weights:
        """Return the weights as torch and a network file lay them out; undoes `kernels`."""
        return kernels


@lru_cache(maxsize=256)
def layer_links(layer: Layer, input_shape: Shape) -> AnyLinks:
    """Return a layer's links for an input of this shape, worked out once."""
    return layer.links(input_shape)


def window_positions(
    name: str,
    side: int,
    kernel_size: int,
    stride: int,
    padding: int = 0,
    dilation: int = 1,
    padding_after: int | None = None,
) -> int:
    """Count where a window can stand along one side: ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1.

    The formula is the one in the documentation of `torch.nn.Conv2d`. Where the padding after the
    last pixel is another than before the first, their sum stands for 2p.

    Raises
    ------
    ArgumentError
        When the window is larger than its padded input; `name` says which layer's it is.

    Examples
    --------
    >>> window_positions("conv1", side=6, kernel_size=3, stride=1)
    4
    >>> window_positions("conv1", side=6, kernel_size=3, stride=2, padding=0, padding_after=1)
    3
    """
    effective_kernel_size = dilation * (kernel_size - 1) + 1
    room = side + padding + (padding if padding_after is None else padding_after)
    if effective_kernel_size > room:
        raise ArgumentError(
            f"layers.{name}.kernel_size",
            f"must be at most {room} wide, like its padded input, got {effective_kernel_size}",
            value=effective_kernel_size,
            allowed=Allowed(maximum=room),
            subject=f"{name}: the window",
        )
    return (room - effective_kernel_size) // stride + 1
