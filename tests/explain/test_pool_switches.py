"""Of a max pooling's window only the winner is on the way; all else is as the unit sees it."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from cnnviz import winner_path
from cnnviz.explain.receptive_field import receptive_field
from cnnviz.networks.layers import (
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    Relu,
    Softmax,
    output_shapes,
)
from cnnviz.networks.network import load_network
from cnnviz.networks.trace import trace
from tests.stacks import places, random_network, random_picture, stacks, stamped, untimed


def with_classes(*layers):
    return (
        *layers,
        Flatten(name="flatten"),
        Dense(name="dense1", units=2),
        Softmax(name="softmax"),
    )


def path_of(layers, picture, name, unit):
    picture = np.array(picture, np.float32)
    network = random_network(layers, picture.shape)
    return winner_path(network, trace(network, picture), name, unit)


def test_a_pooled_number_comes_from_the_winner_alone():
    layers = with_classes(MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)))
    picture = [[[0.1, 0.2, 0.9, 0.8], [0.4, 0.3, 0.5, 0.6]]]
    path = path_of(layers, picture, "pool1", (0, 0, 0))
    assert np.argwhere(path["input"]).tolist() == [[0, 1, 0]]
    both = path_of(layers, picture, "flatten", (1,))
    assert np.argwhere(both["input"]).tolist() == [[0, 0, 2]]


def test_of_equals_the_first_wins():
    layers = with_classes(MaxPooling(name="pool1", kernel_size=(2, 2), stride=(1, 1)))
    path = path_of(layers, np.full((1, 2, 3), 0.5), "pool1", (0, 0, 1))
    assert np.argwhere(path["input"]).tolist() == [[0, 0, 1]]


def test_an_averaged_number_comes_from_its_whole_window():
    layers = with_classes(AveragePooling(name="pool1", kernel_size=(1, 2), stride=(1, 2)))
    path = path_of(layers, np.zeros((2, 1, 5)), "pool1", (1, 0, 1))
    assert np.argwhere(path["input"]).tolist() == [[1, 0, 2], [1, 0, 3]]


def test_the_winners_window_is_followed_on_to_the_picture():
    layers = with_classes(
        Convolution(name="conv1", maps=2, kernel_size=(1, 3), padding=(0, 1)),
        Relu(name="relu1"),
        MaxPooling(name="pool1", kernel_size=(1, 4), stride=(1, 4)),
    )
    picture = np.array([[[0.1, 0.7, 0.2, 0.9]], [[0.3, 0.1, 0.8, 0.2]]], np.float32)
    network = random_network(layers, picture.shape, seed=3)
    traced = trace(network, picture)
    winner = int(traced["relu1"].output[1, 0].argmax())
    path = winner_path(network, traced, "pool1", (1, 0, 0))
    assert np.argwhere(path["relu1"]).tolist() == [[1, 0, winner]]
    np.testing.assert_array_equal(path["conv1"], path["relu1"])
    seen = [column for column in (winner - 1, winner, winner + 1) if 0 <= column < 4]
    assert np.argwhere(path["input"]).tolist() == [
        [c, 0, column] for c in (0, 1) for column in seen
    ]


def test_only_layers_with_maps_are_in_it():
    network = load_network("digits")
    traced = trace(network, random_picture((1, 28, 28)))
    path = winner_path(network, traced, "dense2", (7,))
    assert list(path) == ["input", *list(network.shapes)[:8]]
    assert all(path[name].shape == network.shapes[name] for name in list(path)[1:])
    assert all(mask.flags.c_contiguous and mask.flags.writeable for mask in path.values())
    assert path["pool2"].all()
    assert path["relu3"].sum() == path["pool2"].size  # one winner for each
    assert winner_path(network, traced, "input", (0, 1, 2)) == {}


def test_a_softmax_has_all_its_logits_on_the_way():
    layers = (Flatten(name="flatten"), Softmax(name="softmax"))
    assert path_of(layers, np.zeros((1, 2, 2)), "softmax", (3,))["input"].all()


def passed_back(layer, numbers, mask):
    """Return which of `numbers` the masked units depend on: torch's gradient, weights all 1."""
    given = torch.from_numpy(numbers.astype(np.float64))[None].requires_grad_()
    if layer.kind == "max_pooling":
        out = functional.max_pool2d(given, layer.kernel_size, layer.stride)
    elif layer.kind == "average_pooling":
        out = functional.avg_pool2d(given, layer.kernel_size, layer.stride)
    elif layer.kind == "convolution":
        weights = given.new_ones((layer.maps, len(numbers), *layer.kernel_size))
        out = functional.conv2d(given, weights, None, layer.stride, layer.padding, layer.dilation)
    elif layer.kind == "transposed_convolution":
        out = stamped(layer, given)
    elif layer.kind in ("dense", "softmax"):
        out = given.sum(1, keepdim=True).expand(-1, len(mask))
    else:
        out = given.reshape((1, *mask.shape)) * 1
    gradient = torch.autograd.grad(out, given, torch.from_numpy(mask[None] * 1.0))[0]
    return gradient[0].numpy() > 0


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_the_path_is_where_torch_passes_gradients_back(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    traced = trace(network, random_picture(input_shape, seed))
    name, unit = data.draw(places(layers, input_shape, with_input=False))
    path = winner_path(network, traced, name, unit)
    mask = np.zeros(network.shapes[name], bool)
    mask[unit] = True
    names = ["input", *network.shapes]
    for index in reversed(range(names.index(name))):
        mask = passed_back(layers[index], traced.layers[index].input, mask)
        if mask.ndim == 3:
            np.testing.assert_array_equal(path.pop(names[index]), mask)
    assert not path


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_the_path_keeps_to_what_the_unit_sees(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    traced = trace(network, random_picture(input_shape, seed))
    name, unit = data.draw(places(layers, input_shape))
    seen = receptive_field(layers, input_shape, name, unit)
    shapes = {"input": input_shape, **output_shapes(layers, input_shape)}
    for one, mask in winner_path(network, traced, name, unit).items():
        region = np.zeros(shapes[one], bool)
        region[np.ix_(*seen[one])] = True
        assert not (mask & ~region).any()


def test_a_unit_that_is_not_there_is_refused():
    network = load_network("digits")
    traced = trace(network, random_picture((1, 28, 28)))
    with pytest.raises(ValueError, match=r"unit\[1\] of pool1 must be between 0 and 11, got 12"):
        winner_path(network, traced, "pool1", (0, 12, 0))
