"""Random stacks of layers, and networks of them, for tests that must hold for every one."""

from math import prod

import numpy as np
import torch
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from torch.nn import functional

from cnnviz.networks.layers import (
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    LeakyRelu,
    MaxPooling,
    Relu,
    Sigmoid,
    Softmax,
    Tanh,
    TransposedConvolution,
    output_shapes,
)
from cnnviz.networks.network import make_network
from cnnviz.networks.network_file import Header, Input, wanted_tensors

WINDOWS = ("convolution", "transposed_convolution", "max_pooling", "average_pooling")
ACTIVATIONS = {"relu": Relu, "leaky_relu": LeakyRelu, "tanh": Tanh, "sigmoid": Sigmoid}
LARGE = 600
"""Numbers of a layer behind which no layer with maps comes: float32 sums of more grow inexact."""
PIECEWISE_LINEAR = (*WINDOWS, "relu", "leaky_relu")

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def stacks(draw, kinds=(*WINDOWS, *ACTIVATIONS)):
    """Draw layers that fit together, softmax last, and the shape of the pictures they read."""
    input_shape = (draw(st.integers(1, 2)), draw(st.integers(4, 9)), draw(st.integers(4, 9)))
    layers, shape = [], input_shape
    for number in range(draw(st.integers(0, 4))):
        layers.append(draw(_layer(f"layer{number}", draw(st.sampled_from(kinds)), shape)))
        shape = layers[-1].output_shape(shape)
        if prod(shape) > LARGE:
            break
    layers.append(Flatten(name="flatten"))
    for number in range(draw(st.integers(1, 2))):
        layers.append(Dense(name=f"dense{number}", units=draw(st.integers(2, 4))))
        if "relu" in kinds and draw(st.booleans()):
            layers.append(Relu(name=f"relu{number}"))
    return (*layers, Softmax(name="softmax")), input_shape


@st.composite
def _layer(draw, name, kind, shape):
    if kind in ACTIVATIONS:
        return ACTIVATIONS[kind](name=name)
    if kind == "transposed_convolution":
        return draw(_transposed(name, shape))
    wide = kind == "convolution"
    padding = draw(_both(st.integers(0, 3))) if wide else (0, 0)
    rooms = [side + 2 * border for side, border in zip(shape[1:], padding, strict=True)]
    kernel_size = tuple(draw(st.integers(1, min(3, room))) for room in rooms)
    stride = draw(_both(st.integers(1, 3)))
    if not wide:
        pooling = {"max_pooling": MaxPooling, "average_pooling": AveragePooling}[kind]
        return pooling(name=name, kernel_size=kernel_size, stride=stride)
    dilation = tuple(
        draw(st.integers(1, min(3, (room - 1) // max(side - 1, 1)) or 1))
        for room, side in zip(rooms, kernel_size, strict=True)
    )
    return Convolution(
        name=name,
        maps=draw(st.integers(1, 3)),
        kernel_size=kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
    )


@st.composite
def _transposed(draw, name, shape):
    """Draw every field; of large maps none that makes them much larger."""
    groups = draw(st.sampled_from([one for one in (1, 2, 3) if shape[0] % one == 0]))
    stride = tuple(draw(st.integers(1, 2 if side < 10 else 1)) for side in shape[1:])
    dilation = draw(_both(st.integers(1, 3)))
    kernel_size = draw(_both(st.integers(1, 3)))
    spans = zip(shape[1:], kernel_size, stride, dilation, strict=True)
    full = [(side - 1) * step + apart * (size - 1) + 1 for side, size, step, apart in spans]
    largest = zip(stride, dilation, strict=True)
    return TransposedConvolution(
        name=name,
        maps=groups * draw(st.integers(1, 2 if max(shape[1:]) < 7 else 1)),
        kernel_size=kernel_size,
        stride=stride,
        padding=tuple(draw(st.integers(0, min(2, (side - 1) // 2))) for side in full),
        output_padding=tuple(draw(st.integers(0, max(two) - 1)) for two in largest),
        groups=groups,
        dilation=dilation,
    )


def stamped(layer, numbers):
    """What torch makes of numbers (N, C, H, W) with a transposed convolution of ones, no bias."""
    weights = numbers.new_ones(layer.tensor_shapes(numbers.shape[1:])["weight"])
    settings = (layer.stride, layer.padding, layer.output_padding, layer.groups, layer.dilation)
    return functional.conv_transpose2d(numbers, weights, None, *settings)


def _both(numbers):
    return st.tuples(numbers, numbers)


@st.composite
def places(draw, layers, input_shape, with_input=True):
    """Draw a unit of a stack: its layer's name and its place there."""
    shapes = {"input": input_shape} if with_input else {}
    shapes |= output_shapes(layers, input_shape)
    name = draw(st.sampled_from(list(shapes)))
    return name, tuple(draw(st.integers(0, side - 1)) for side in shapes[name])


def random_network(layers, input_shape, seed=0):
    """Return a network with weights and biases from −1 to 1."""
    classes = output_shapes(layers, input_shape)[layers[-1].name][0]
    header = Header(
        format="cnnviz-network",
        version=1,
        name="random",
        input=Input(shape=input_shape),
        labels=tuple(f"class {index}" for index in range(classes)),
        layers=layers,
    )
    random = torch.Generator().manual_seed(seed)
    tensors = {
        name: torch.rand(shape, generator=random) * 2 - 1
        for name, shape in wanted_tensors(header, "test").items()
    }
    return make_network(header, tensors)


def random_picture(shape, seed=0):
    """Return a picture of the shape, (C, H, W) float32 in [0, 1]."""
    return np.random.default_rng(seed).random(shape, np.float32)
