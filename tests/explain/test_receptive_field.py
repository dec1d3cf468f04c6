"""A unit sees what a gradient reaches, and reaches what sees it: no number more, none less."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

import cnnviz
from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.networks.layers import Convolution, Flatten, MaxPooling, Relu, Softmax, output_shapes
from cnnviz.networks.network import load_network
from tests.stacks import places, random_network, random_picture, stacks, stamped, untimed


def marked(region, shape):
    """A region as a mask over its layer's output."""
    mask = np.zeros(shape, bool)
    mask[np.ix_(*region)] = True
    return mask


def spans(region):
    return [(int(axis[0]), int(axis[-1])) for axis in region]


def only_ones(layer, numbers):
    """A layer as it passes positive numbers on when all weights are 1: none is ever lost."""
    if layer.kind == "convolution":
        weights = numbers.new_ones((layer.maps, numbers.shape[1], *layer.kernel_size))
        return functional.conv2d(
            numbers, weights, None, layer.stride, layer.padding, layer.dilation
        )
    if layer.kind == "transposed_convolution":
        return stamped(layer, numbers)
    if layer.kind in ("max_pooling", "average_pooling"):
        return functional.avg_pool2d(numbers, layer.kernel_size, layer.stride)
    if layer.kind == "flatten":
        return numbers.flatten(1)
    if layer.kind in ("dense", "softmax"):
        units = layer.units if layer.kind == "dense" else numbers.shape[1]
        return numbers.sum(1, keepdim=True).expand(-1, units)
    return numbers


def test_two_convolutions_of_size_3_see_5_pixels_and_three_see_7():
    layers = tuple(
        Convolution(name=f"conv{number}", maps=1, kernel_size=(3, 3)) for number in (1, 2, 3)
    )
    seen = receptive_field(layers, (1, 9, 9), "conv3", (0, 0, 2))
    assert [len(region[1]) for region in seen.values()] == [7, 5, 3]
    assert spans(seen["input"]) == [(0, 0), (0, 6), (2, 8)]


def test_padding_is_not_seen():
    layers = (Convolution(name="conv1", maps=2, kernel_size=(3, 3), padding=(1, 1)),)
    seen = receptive_field(layers, (3, 5, 5), "conv1", (1, 0, 4))
    assert [axis.tolist() for axis in seen["input"]] == [[0, 1, 2], [0, 1], [3, 4]]


def test_a_window_that_lies_in_the_padding_sees_nothing():
    layers = (
        Relu(name="relu1"),
        Convolution(name="conv1", maps=1, kernel_size=(1, 1), padding=(0, 1)),
    )
    seen = receptive_field(layers, (1, 4, 4), "conv1", (0, 2, 0))
    assert [axis.size for region in seen.values() for axis in region] == [0] * 6


def test_dilation_leaves_pixels_out():
    layers = (Convolution(name="conv1", maps=1, kernel_size=(3, 1), dilation=(2, 1)),)
    seen = receptive_field(layers, (1, 7, 3), "conv1", (0, 1, 2))
    assert [axis.tolist() for axis in seen["input"]] == [[0], [1, 3, 5], [2]]
    reached = reached_units(layers, (1, 7, 3), "input", (0, 4, 0))
    assert [axis.tolist() for axis in reached["conv1"]] == [[0], [0, 2], [0]]


def test_pooling_keeps_to_its_map():
    layers = (MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),)
    seen = receptive_field(layers, (3, 4, 4), "pool1", (1, 0, 1))
    assert [axis.tolist() for axis in seen["input"]] == [[1], [0, 1], [2, 3]]


def test_the_last_row_that_a_pooling_leaves_over_reaches_nothing():
    layers = (
        MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
        Flatten(name="flatten"),
        Softmax(name="softmax"),
    )
    reached = reached_units(layers, (1, 5, 4), "input", (0, 4, 1))
    assert {name: [axis.size for axis in region] for name, region in reached.items()} == {
        "pool1": [0, 0, 0],
        "flatten": [0],
        "softmax": [0],
    }
    seen = receptive_field(layers, (1, 5, 4), "softmax", (0,))
    assert seen["input"][1].tolist() == [0, 1, 2, 3]


def test_a_flattened_number_is_one_pixel_of_one_map():
    network = load_network("digits")
    seen = receptive_field(network.layers, network.input_shape, "flatten", (6 * 36 + 2 * 6 + 5,))
    assert [axis.tolist() for axis in seen["pool2"]] == [[6], [2], [5]]
    reached = reached_units(network.layers, network.input_shape, "pool2", (6, 2, 5))
    assert reached["flatten"][0].tolist() == [6 * 36 + 2 * 6 + 5]


def test_the_digits_network_sees_more_with_depth():
    network = load_network("digits")

    def seen(name, *unit):
        regions = cnnviz.receptive_field(network.layers, network.input_shape, name, unit)
        return spans(regions["input"])[1]

    assert seen("conv1", 0, 5, 5) == (5, 9)
    assert seen("pool1", 0, 5, 5) == (10, 15)
    assert seen("conv2", 0, 5, 5) == (8, 17)
    assert seen("conv3", 0, 5, 5) == (6, 19)
    assert seen("dense1", 0) == (0, 27)


def test_the_picture_sees_nothing_and_the_last_layer_reaches_nothing():
    network = load_network("digits")
    assert receptive_field(network.layers, network.input_shape, "input", (0, 3, 3)) == {}
    assert cnnviz.reached_units(network.layers, network.input_shape, "softmax", (3,)) == {}


def test_layers_come_in_their_order():
    network = load_network("digits")
    names = list(network.shapes)
    seen = receptive_field(network.layers, network.input_shape, "pool1", (0, 0, 0))
    assert list(seen) == ["input", "conv1", "relu1"]
    reached = reached_units(network.layers, network.input_shape, "pool1", (0, 0, 0))
    assert list(reached) == names[3:]


@untimed
@given(st.data(), stacks())
def test_a_unit_sees_exactly_what_a_gradient_of_ones_reaches(data, stack):
    layers, input_shape = stack
    name, unit = data.draw(places(layers, input_shape))
    numbers = {"input": torch.ones((1, *input_shape), dtype=torch.float64, requires_grad=True)}
    last = numbers["input"]
    for layer in layers:
        last = only_ones(layer, last)
        numbers[layer.name] = last
    earlier = list(numbers)[: list(numbers).index(name)]
    seen = receptive_field(layers, input_shape, name, unit)
    assert list(seen) == earlier
    if not earlier:
        return
    gradients = torch.autograd.grad(
        numbers[name][(0, *unit)], [numbers[one] for one in earlier], allow_unused=True
    )
    for one, gradient in zip(earlier, gradients, strict=True):
        expected = gradient[0].numpy() > 0
        np.testing.assert_array_equal(marked(seen[one], expected.shape), expected, one)
        assert all((np.diff(axis) > 0).all() for axis in seen[one])


@untimed
@given(st.data(), stacks())
def test_a_unit_reaches_exactly_what_a_single_one_becomes(data, stack):
    layers, input_shape = stack
    name, unit = data.draw(places(layers, input_shape))
    shapes = {"input": input_shape, **output_shapes(layers, input_shape)}
    numbers = torch.zeros((1, *shapes[name]), dtype=torch.float64)
    numbers[(0, *unit)] = 1
    reached = reached_units(layers, input_shape, name, unit)
    after = list(shapes)[list(shapes).index(name) + 1 :]
    assert list(reached) == after
    for layer in layers[len(layers) - len(after) :]:
        numbers = only_ones(layer, numbers)
        expected = numbers[0].numpy() > 0
        np.testing.assert_array_equal(marked(reached[layer.name], expected.shape), expected)


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_a_networks_gradient_never_leaves_the_region(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    name, unit = data.draw(places(layers, input_shape, with_input=False))
    gradient = picture_gradient(network, name, unit, seed)
    seen = marked(receptive_field(layers, input_shape, name, unit)["input"], input_shape)
    assert not gradient[~seen].any()


@untimed
@given(st.data(), stacks(kinds=("convolution", "average_pooling")), st.integers(0, 1000))
def test_the_region_is_tight_for_random_weights(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    name, unit = data.draw(places(layers[:-1], input_shape, with_input=False))
    gradient = picture_gradient(network, name, unit, seed)
    seen = marked(receptive_field(layers, input_shape, name, unit)["input"], input_shape)
    np.testing.assert_array_equal(gradient != 0, seen)


def test_the_region_is_tight_through_relu_and_max_pooling_over_many_pictures():
    network = load_network("digits")
    gradient = sum(
        np.abs(picture_gradient(network, "pool1", (2, 4, 7), seed)) for seed in range(60)
    )
    seen = receptive_field(network.layers, network.input_shape, "pool1", (2, 4, 7))["input"]
    np.testing.assert_array_equal(gradient > 0, marked(seen, (1, 28, 28)))


def picture_gradient(network, name, unit, seed):
    """The gradient of one unit with respect to a random picture, (C, H, W)."""
    picture = torch.from_numpy(random_picture(network.input_shape, seed))[None].requires_grad_()
    numbers = picture
    for one, module in network.modules.items():
        numbers = module(numbers)
        if one == name:
            break
    return torch.autograd.grad(numbers[(0, *unit)], picture)[0][0].numpy()


@pytest.mark.parametrize("ask", [receptive_field, reached_units])
@pytest.mark.parametrize(
    ("name", "unit", "sentence"),
    [
        ("conv9", (0, 0, 0), r"layer must be one of input, conv1, .*, softmax, got 'conv9'"),
        ("conv1", (0, 0), "unit of conv1 must have 3 indices, got 2"),
        ("dense1", (0, 1), "unit of dense1 must have 1 index, got 2"),
        ("conv1", (12, 0, 0), r"unit\[0\] of conv1 must be between 0 and 11, got 12"),
        ("input", (0, 0, -1), r"unit\[2\] of input must be between 0 and 27, got -1"),
        (
            "softmax",
            (1.5,),
            r"unit\[0\] of softmax must be a whole number between 0 and 9, got 1.5",
        ),
    ],
)
def test_what_is_not_there_is_refused(ask, name, unit, sentence):
    network = load_network("digits")
    with pytest.raises(ValueError, match=sentence):
        ask(network.layers, network.input_shape, name, unit)
