"""Right answers are counted on the first test digits."""

import numpy as np
import pytest

from cnnviz.datasets import load_mnist
from cnnviz.editing import edit_network
from cnnviz.layers import Dense, Flatten, Softmax
from cnnviz.measures import accuracy, read_right
from cnnviz.network import load_network
from tests.stacks import random_network


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


def test_the_digits_network_reads_nearly_all_of_a_thousand(network):
    images, labels = load_mnist("test")
    expected = accuracy(network, images[:1000], labels[:1000])
    assert read_right(network) == round(expected * 1000) >= 990


def test_a_network_that_always_says_3_is_right_about_every_3(network):
    bias = np.eye(10, dtype=np.float32)[3]
    weights = np.zeros_like(network.weights["dense2"])
    stubborn = edit_network(network, {"dense2.weight": weights, "dense2.bias": bias})
    labels = load_mnist("test")[1]
    assert read_right(stubborn) == (labels[:1000] == 3).sum()
    assert read_right(stubborn, digits=50) == (labels[:50] == 3).sum()


@pytest.mark.parametrize("digits", [0, 10_001])
def test_there_are_ten_thousand_digits(network, digits):
    with pytest.raises(ValueError, match=f"digits must be between 1 and 10000, got {digits}"):
        read_right(network, digits)


def test_a_network_for_other_pictures_is_refused():
    layers = (Flatten(name="flatten"), Dense(name="dense1", units=10), Softmax(name="softmax"))
    with pytest.raises(ValueError, match=r"must have shape \(1, 8, 8\), got \(1, 28, 28\)"):
        read_right(random_network(layers, (1, 8, 8)), digits=2)
