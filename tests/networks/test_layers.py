"""Each kind of layer knows what it makes of a shape, as torch does."""

import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cnnviz.networks.layers import (
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    Relu,
    Softmax,
    output_shapes,
    window_positions,
)

small = st.integers(1, 5)
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("side", "kernel_size", "stride", "padding", "positions"),
    [(6, 3, 1, 0, 4), (6, 3, 1, 1, 6), (5, 2, 1, 0, 4), (32, 5, 1, 0, 28), (24, 2, 2, 0, 12)],
)
def test_the_positions_of_a_window_are_those_of_the_textbooks(
    side, kernel_size, stride, padding, positions
):
    assert window_positions("conv1", side, kernel_size, stride, padding) == positions


@pytest.mark.slow
@untimed
@given(st.data(), st.tuples(small, st.integers(1, 20), st.integers(1, 20)))
def test_a_convolution_gives_the_shape_that_torch_gives(data, shape):
    pairs = st.tuples(small, small)
    layer = Convolution(
        name="conv1",
        maps=data.draw(small),
        kernel_size=data.draw(pairs),
        stride=data.draw(pairs),
        padding=data.draw(st.tuples(st.integers(0, 4), st.integers(0, 4))),
        dilation=data.draw(st.just((1, 1)) | pairs),
    )
    try:
        given_shape = layer.output_shape(shape)
    except ValueError:
        with pytest.raises(RuntimeError, match="Kernel size can't be greater"):
            layer.module(shape)(torch.zeros(1, *shape))
        return
    module = layer.module(shape)
    pictures = torch.rand(2, *shape)
    maps = module(pictures[:1])
    assert given_shape == maps.shape[1:]
    torch.testing.assert_close(maps, module(pictures)[:1])
    ways = {"padding": layer.padding, "dilation": layer.dilation}
    plain = torch.conv2d(pictures[:1], module.weight, module.bias, layer.stride, **ways)
    torch.testing.assert_close(maps, plain)
    tensors = {name: tuple(tensor.shape) for name, tensor in module.named_parameters()}
    assert layer.tensor_shapes(shape) == tensors


@pytest.mark.parametrize("kind", [MaxPooling, AveragePooling])
@untimed
@given(st.tuples(small, st.integers(1, 20), st.integers(1, 20)), st.data())
def test_pooling_gives_the_shape_that_torch_gives(kind, shape, data):
    pairs = st.tuples(small, small)
    layer = kind(name="pool1", kernel_size=data.draw(pairs), stride=data.draw(pairs))
    assume(all(k <= side for k, side in zip(layer.kernel_size, shape[1:], strict=True)))
    assert layer.output_shape(shape) == layer.module(shape)(torch.zeros(1, *shape)).shape[1:]


def test_shapes_are_followed_through_all_kinds_of_layers():
    layers = (
        Convolution(name="conv1", maps=4, kernel_size=(3, 3), padding=(1, 1)),
        Relu(name="relu1"),
        AveragePooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
        Flatten(name="flatten"),
        Dense(name="dense1", units=10),
        Softmax(name="softmax"),
    )
    assert output_shapes(layers, (1, 8, 6)) == {
        "conv1": (4, 8, 6),
        "relu1": (4, 8, 6),
        "pool1": (4, 4, 3),
        "flatten": (48,),
        "dense1": (10,),
        "softmax": (10,),
    }


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        (
            [Convolution(name="conv1", maps=1, kernel_size=(9, 3))],
            "conv1: the window must be at most 8 wide, like its padded input, got 9",
        ),
        (
            [Convolution(name="conv1", maps=1, kernel_size=(3, 3), dilation=(1, 4))],
            "conv1: the window must be at most 8 wide, like its padded input, got 9",
        ),
        (
            [MaxPooling(name="pool1", kernel_size=(2, 9), stride=(2, 2))],
            "pool1: the window must be at most 8 wide, like its padded input, got 9",
        ),
        (
            [Dense(name="dense1", units=3)],
            r"dense1: the input must have 1 axes for dense, got \(1, 8, 8\)",
        ),
        (
            [Flatten(name="flatten"), MaxPooling(name="p", kernel_size=(1, 1), stride=(1, 1))],
            r"p: the input must have 3 axes for max_pooling, got \(64,\)",
        ),
        (
            [Relu(name="relu"), Relu(name="relu")],
            "relu: a layer's name must be used once, got it twice",
        ),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers, sentence):
    with pytest.raises(ValueError, match=sentence):
        output_shapes(tuple(layers), (1, 8, 8))


def test_a_layer_that_would_fill_the_memory_is_refused():
    layer = Convolution(name="conv1", maps=1024, kernel_size=(1, 1))
    with pytest.raises(ValueError, match="conv1: the output must have at most 4,194,304 values"):
        output_shapes((layer,), (1, 512, 512))
