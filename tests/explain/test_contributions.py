"""A score is the sum of what a layer's numbers add to it and of what the biases after it add."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

import cnnviz
from cnnviz.explain.contributions import Contributions, contributions, strongest
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.layers import Convolution, Dense, Flatten, Relu, Softmax
from cnnviz.networks.network import load_network, make_network
from cnnviz.networks.network_file import Header, Input
from tests.stacks import (
    ACTIVATIONS,
    PIECEWISE_LINEAR,
    random_network,
    random_picture,
    stacks,
    untimed,
)


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


@pytest.fixture(scope="module")
def seven():
    return load_mnist("test")[0][0][None].astype(np.float32) / 255


def check_sums(why):
    for name, values in why.layers.items():
        sizes = float(np.abs(values).sum()) + abs(why.biases[name])
        total = values.astype(float).sum() + why.biases[name]
        assert total == pytest.approx(why.score, rel=1e-4, abs=1e-5 * sizes), name


def test_a_score_is_taken_apart_by_hand():
    layers = (
        Convolution(name="conv1", maps=2, kernel_size=(1, 1)),
        Relu(name="relu1"),
        Flatten(name="flatten"),
        Dense(name="dense1", units=2),
        Softmax(name="softmax"),
    )
    header = Header(
        format="cnnviz-network",
        version=1,
        name="by hand",
        input=Input(shape=(1, 1, 1)),
        labels=("a", "b"),
        layers=layers,
    )
    tensors = {
        "conv1.weight": torch.tensor([4.0, -4.0]).reshape(2, 1, 1, 1),
        "conv1.bias": torch.tensor([1.0, 1.0]),
        "dense1.weight": torch.tensor([[3.0, 100.0], [1.0, 0.0]]),
        "dense1.bias": torch.tensor([-2.0, 0.5]),
    }
    by_hand = make_network(header, tensors)
    # 0.5 → 4·0.5 + 1 = 3 and −4·0.5 + 1 = −1 → 3 and 0 → 3·3 − 2 = 7 and 3 + 0.5 = 3.5
    why = contributions(by_hand, np.full((1, 1, 1), 0.5, np.float32), label=0)
    assert why.score == 7
    assert {name: values.ravel().tolist() for name, values in why.layers.items()} == {
        "input": [6],
        "conv1": [9, 0],
        "relu1": [9, 0],
        "flatten": [9, 0],
        "dense1": [7, 0],
    }
    assert why.biases == {"input": 1, "conv1": -2, "relu1": -2, "flatten": -2, "dense1": 0}
    difference = contributions(by_hand, np.full((1, 1, 1), 0.5, np.float32), 0, against=1)
    assert difference.score == 3.5
    assert difference.layers["relu1"].ravel().tolist() == [6, 0]
    assert difference.layers["dense1"].tolist() == [7, -3.5]
    assert difference.biases["relu1"] == -2.5


@pytest.mark.parametrize("against", [None, 1, 9])
@pytest.mark.parametrize("index", [0, 1, 2, 3, 8])
def test_every_layer_of_the_digits_network_adds_up_to_the_score(network, index, against):
    images, labels = load_mnist("test")
    digit = images[index][None].astype(np.float32) / 255
    label = int(labels[index])
    if label == against:
        against = 7
    why = cnnviz.contributions(network, digit, label, against)
    logits = network.outputs(digit)["dense2"]
    expected = logits[label] - (0 if against is None else logits[against])
    assert why.score == pytest.approx(expected, abs=1e-5)
    check_sums(why)
    assert (why.label, why.against) == (label, against)


@untimed
@given(stacks(kinds=PIECEWISE_LINEAR), st.integers(0, 1000))
def test_any_network_adds_up(stack, seed):
    layers, input_shape = stack
    random = random_network(layers, input_shape, seed)
    picture = random_picture(input_shape, seed)
    why = contributions(random, picture, label=0, against=1)
    shapes = {"input": input_shape, **random.shapes}
    shapes.pop("softmax")
    assert {name: values.shape for name, values in why.layers.items()} == shapes
    assert list(why.biases) == list(shapes)
    check_sums(why)


def test_it_is_the_number_times_the_scores_slope(network, seven):
    why = contributions(network, seven, label=7)
    # In double precision a small step shows the slope itself; the step is within one linear piece
    for _, row, column in np.argwhere(seven > 0.3)[::9]:
        brighter, step = seven.astype(np.float64), 1e-6
        brighter[0, row, column] += step
        slope = (score(network, brighter) - score(network, seven.astype(np.float64))) / step
        expected = slope * seven[0, row, column]
        assert why.layers["input"][0, row, column] == pytest.approx(expected, rel=1e-3, abs=1e-4)


def score(network, picture):
    """The network's logit for 7 in double precision."""
    numbers = torch.from_numpy(picture)[None]
    for layer in network.layers[:-1]:
        module = layer.module(tuple(numbers.shape[1:])).double()
        state = {
            part: tensor.double() for part, tensor in network.modules[layer.name].named_parameters()
        }
        numbers = torch.func.functional_call(module, state, numbers)
    return numbers[0, 7].item()


def test_paper_without_ink_adds_nothing(network, seven):
    why = contributions(network, seven, label=7)
    assert not why.layers["input"][seven == 0].any()
    blank = contributions(network, np.zeros_like(seven), label=7)
    assert not blank.layers["input"].any()
    assert blank.biases["input"] == pytest.approx(blank.score, rel=1e-5)


@pytest.mark.parametrize("mode", [torch.inference_mode, torch.no_grad])
def test_it_works_where_torch_was_told_to_keep_no_gradients(network, seven, mode):
    expected = contributions(network, seven, label=7)
    with mode():
        inside = contributions(network, seven, label=7)
    np.testing.assert_array_equal(inside.layers["conv1"], expected.layers["conv1"])


def test_the_strongest_come_first_whatever_their_sign(network):
    why = Contributions(
        label=0,
        against=None,
        score=1.0,
        layers={
            "input": np.array([[[1, -4], [0, 3]]], np.float32),
            "dense1": np.tile(np.array([2, 0, 2, -2], np.float32), 20),
        },
        biases={"input": 1.0, "dense1": -39.0},
    )
    strong = strongest(why, count=2)
    assert [(one.unit, one.contribution, one.share) for one in strong["input"]] == [
        ((0, 0, 1), -4, -0.5),
        ((0, 1, 1), 3, 0.375),
    ]
    assert [one.unit for one in strong["dense1"]] == [(0,), (2,)]
    assert {one.layer for one in strong["dense1"]} == {"dense1"}
    equals = [one.unit[0] for one in strongest(why, count=80)["dense1"]]
    assert equals == [index for index in range(80) if index % 4 != 1]


def test_units_that_add_nothing_are_not_among_the_strongest(network, seven):
    assert strongest(contributions(network, np.zeros_like(seven), 3))["input"] == ()
    strong = strongest(contributions(network, seven, label=7), count=10_000)
    assert len(strong["input"]) == np.count_nonzero(seven)
    assert len(strongest(contributions(network, seven, label=7))["conv1"]) == 5
    assert [one.unit for one in strong["dense2"]] == [(7,)]
    assert [one.share for one in strong["dense2"]] == [1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"label": 10}, "label must be between 0 and 9, got 10"),
        ({"label": -1}, "label must be between 0 and 9, got -1"),
        ({"label": 3, "against": 12}, "against must be between 0 and 9, got 12"),
        ({"label": 3, "against": 3}, "against must be another class than label, got 3 for both"),
    ],
)
def test_classes_that_are_not_there_are_refused(network, seven, arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        contributions(network, seven, **arguments)


def test_a_picture_that_does_not_fit_is_refused(network):
    with pytest.raises(ValueError, match=r"image must have 3 axes \(C, H, W\), got shape \(28, 28"):
        contributions(network, np.zeros((28, 28), np.float32), 0)
    with pytest.raises(ValueError, match=r"pictures must have shape \(1, 28, 28\)"):
        contributions(network, np.zeros((3, 28, 28), np.float32), 0)


@pytest.mark.parametrize("kind", ["softmax", "tanh", "sigmoid"])
def test_a_network_that_is_bent_inside_is_refused(kind):
    layers = (
        Flatten(name="flatten"),
        {"softmax": Softmax, **ACTIVATIONS}[kind](name="bent"),
        Dense(name="dense1", units=2),
        Softmax(name="softmax"),
    )
    with pytest.raises(ValueError, match=f"pooling up to its logits, got {kind} in it"):
        contributions(random_network(layers, (1, 2, 2)), random_picture((1, 2, 2)), 0)


def test_there_must_be_at_least_one_strongest(network, seven):
    with pytest.raises(ValueError, match="count must be at least 1, got 0"):
        strongest(contributions(network, seven, 7), count=0)
