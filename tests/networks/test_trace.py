"""A trace keeps what every layer got and gave, as plain torch computes it."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.layers import (
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    Relu,
    Softmax,
)
from cnnviz.networks.network import load_network, make_network
from cnnviz.networks.network_file import Header, Input
from cnnviz.networks.trace import trace

LAYERS = (
    Convolution(
        name="conv1",
        maps=4,
        kernel_size=(3, 5),
        stride=(1, 2),
        padding=(2, 1),
        dilation=(2, 1),
    ),
    Relu(name="relu1"),
    AveragePooling(name="pool1", kernel_size=(2, 3), stride=(1, 2)),
    Convolution(name="conv2", maps=3, kernel_size=(2, 2)),
    MaxPooling(name="pool2", kernel_size=(2, 1), stride=(2, 1)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=6),
    Softmax(name="softmax"),
)


@pytest.fixture(scope="module")
def by_hand():
    torch.manual_seed(0)
    modules = nn.Sequential(
        nn.Conv2d(2, 4, (3, 5), stride=(1, 2), padding=(2, 1), dilation=(2, 1)),
        nn.ReLU(),
        nn.AvgPool2d((2, 3), stride=(1, 2)),
        nn.Conv2d(4, 3, 2),
        nn.MaxPool2d((2, 1)),
        nn.Flatten(),
        nn.Linear(3 * 4 * 1, 6),
        nn.Softmax(dim=1),
    )
    return modules.requires_grad_(False)


@pytest.fixture(scope="module")
def network(by_hand):
    header = Header(
        format="cnnviz-network",
        version=1,
        name="all kinds",
        input=Input(shape=(2, 10, 12)),
        labels=tuple("abcdef"),
        layers=LAYERS,
    )
    learned = {"conv1": by_hand[0], "conv2": by_hand[3], "dense1": by_hand[6]}
    tensors = {
        f"{name}.{part}": tensor
        for name, module in learned.items()
        for part, tensor in module.state_dict().items()
    }
    return make_network(header, tensors)


@pytest.fixture
def image():
    return np.random.default_rng(0).random((2, 10, 12), np.float32)


def test_every_output_is_what_plain_torch_modules_give(network, by_hand, image):
    batch = torch.from_numpy(image)[None]
    for layer, module in zip(trace(network, image).layers, by_hand, strict=True):
        batch = module(batch)
        assert layer.output.dtype == np.float32
        np.testing.assert_allclose(layer.output, batch[0].numpy(), atol=1e-6, err_msg=layer.name)


def test_the_layers_have_the_names_and_kinds_of_the_network(network, image):
    traced = trace(network, image)
    described = [(layer.name, layer.kind) for layer in network.layers]
    assert [(layer.name, layer.kind) for layer in traced.layers] == described
    assert [layer.output.shape for layer in traced.layers] == list(network.shapes.values())


def test_each_input_is_the_output_before_it(network, image):
    layers = trace(network, image).layers
    np.testing.assert_array_equal(layers[0].input, image)
    for before, layer in pairwise(layers):
        assert layer.input is before.output


def test_relu_leaves_its_input_as_it_was(network, image):
    traced = trace(network, image)
    assert traced["conv1"].output.min() < 0
    assert traced["relu1"].output.min() == 0


def test_weights_are_kept_where_there_are_any(network, by_hand, image):
    traced = trace(network, image)
    np.testing.assert_array_equal(traced["conv2"].weights, by_hand[3].weight)
    np.testing.assert_array_equal(traced["dense1"].bias, by_hand[6].bias)
    assert traced["relu1"].weights is traced["relu1"].bias is None


def test_one_output_is_the_sum_of_its_products_and_bias(image):
    network = load_network("digits")
    seven = load_mnist("test")[0][0][None].astype(np.float32) / 255
    conv = trace(network, seven)["conv1"]
    window = conv.input[:, 9:14, 4:9]
    assert conv.weights.shape[1:] == window.shape
    expected = (conv.weights[3] * window).sum() + conv.bias[3]
    assert conv.output[3, 9, 4] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("index", range(20))
def test_the_last_output_is_the_prediction(index):
    network = load_network("digits")
    digit = load_mnist("test")[0][index][None].astype(np.float32) / 255
    traced = trace(network, digit)
    assert traced.probabilities is traced.layers[-1].output
    np.testing.assert_allclose(traced.probabilities, network.predict(digit[None])[0], atol=1e-6)


def test_two_traces_share_nothing_that_changes(network, image):
    first = trace(network, image)
    kept = first["conv1"].output.copy()
    trace(network, 1 - image)
    np.testing.assert_array_equal(first["conv1"].output, kept)


def test_an_unknown_layer_is_refused(network, image):
    with pytest.raises(KeyError, match="'conv9' is none of conv1, relu1, pool1, conv2"):
        _ = trace(network, image)["conv9"]


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (np.zeros((10, 12)), r"image must have 3 axes \(C, H, W\), got shape \(10, 12\)"),
        (np.zeros((1, 2, 10, 12)), r"image must have 3 axes \(C, H, W\), got shape"),
        (np.zeros((2, 12, 10)), r"must have shape \(2, 10, 12\), got \(2, 12, 10\)"),
        (np.full((2, 10, 12), np.nan), "must be between 0 and 1, got nan to nan"),
    ],
)
def test_a_wrong_image_is_refused(network, image, sentence):
    with pytest.raises(ValueError, match=sentence):
        trace(network, image)
