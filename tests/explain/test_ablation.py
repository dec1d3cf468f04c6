"""Without a map the network reads on as if that map were black."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import cnnviz
from cnnviz.explain import ablation
from cnnviz.explain.ablation import rank_maps, without_each_map
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.editing import edit_network
from cnnviz.networks.layers import Convolution, Dense, Flatten, Softmax
from cnnviz.networks.network import load_network
from tests.stacks import random_network, random_picture, stacks, untimed


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


@pytest.fixture(scope="module")
def seven():
    return load_mnist("test")[0][0][None].astype(np.float32) / 255


def one_at_a_time(network, picture, name):
    """The same, map by map, each from a forward pass of its own."""
    rows = []
    for index in range(network.shapes[name][0]):
        numbers = torch.from_numpy(picture)[None]
        for one, module in network.modules.items():
            numbers = module(numbers)
            if one == name:
                numbers[:, index] = 0
        rows.append(numbers[0].numpy())
    return np.stack(rows)


@pytest.mark.parametrize("name", ["conv1", "relu1", "pool1", "conv2", "conv3", "pool2"])
def test_each_row_is_the_answer_without_one_map(network, seven, name):
    without = cnnviz.without_each_map(network, seven, name)
    assert without.shape == (network.shapes[name][0], 10)
    np.testing.assert_allclose(without, one_at_a_time(network, seven, name), atol=1e-6)


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_it_holds_for_any_network(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    picture = random_picture(input_shape, seed)
    with_maps = [name for name, shape in network.shapes.items() if len(shape) == 3]
    if not with_maps:
        return
    name = data.draw(st.sampled_from(with_maps))
    expected = one_at_a_time(network, picture, name)
    np.testing.assert_allclose(without_each_map(network, picture, name), expected, atol=1e-5)


def test_a_convolutions_map_left_out_is_a_map_switched_off(network, seven):
    without = without_each_map(network, seven, "conv2")
    for index in (0, 7, 15):
        edited = edit_network(network, {}, {"conv2": [index]})
        np.testing.assert_allclose(without[index], edited.predict(seven[None])[0], atol=1e-6)


def test_a_large_layer_goes_in_several_batches(network, seven, monkeypatch):
    expected = without_each_map(network, seven, "relu1")  # the largest from there on
    monkeypatch.setattr(ablation, "NUMBERS_AT_ONCE", 5 * 12 * 24 * 24 + 1)
    rows = []
    monkeypatch.setattr(torch, "cat", lambda parts: rows.extend(map(len, parts)) or cat(parts))
    np.testing.assert_allclose(without_each_map(network, seven, "relu1"), expected, atol=1e-6)
    assert rows == [5, 5, 2]
    monkeypatch.setattr(ablation, "NUMBERS_AT_ONCE", 1)
    np.testing.assert_allclose(without_each_map(network, seven, "relu1"), expected, atol=1e-6)


cat = torch.cat


def test_maps_are_ranked_by_what_the_answer_loses(network, seven):
    ranking = cnnviz.rank_maps(network, seven, "conv3")
    before = network.predict(seven[None])[0]
    without = without_each_map(network, seven, "conv3")[:, 7]
    assert (ranking.layer, ranking.label) == ("conv3", 7)
    assert ranking.before == pytest.approx(before[7], abs=1e-6)
    np.testing.assert_array_equal(ranking.without, without)
    np.testing.assert_allclose(ranking.losses, before[7] - without, atol=1e-6)
    assert sorted(ranking.order) == list(range(16))
    assert (np.diff(ranking.losses[ranking.order]) <= 0).all()
    assert ranking.order[0] == without.argmin()


def test_of_maps_that_lose_the_same_the_first_comes_first():
    layers = (
        Convolution(name="conv1", maps=80, kernel_size=(1, 1)),
        Flatten(name="flatten"),
        Dense(name="dense1", units=2),
        Softmax(name="softmax"),
    )
    network = random_network(layers, (1, 1, 1))
    others = [index for index in range(80) if index % 2]
    dark = edit_network(network, {}, {"conv1": others})
    ranking = rank_maps(dark, random_picture((1, 1, 1)), "conv1")
    same = [index for index in ranking.order.tolist() if index in others]
    assert same == others


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("conv9", "layer must be one of conv1, .*, softmax, got 'conv9'"),
        ("input", "layer must be one of conv1, .*, softmax, got 'input'"),
        ("dense1", r"layer must give maps, got dense1 of shape \(80,\)"),
    ],
)
@pytest.mark.parametrize("ask", [without_each_map, rank_maps])
def test_a_layer_without_maps_is_refused(network, seven, ask, name, sentence):
    with pytest.raises(ValueError, match=sentence):
        ask(network, seven, name)
