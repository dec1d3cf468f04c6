"""Right answers are counted, and the wrong ones named."""

import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.editing import edit_network
from cnnviz.networks.layers import Dense, Flatten, Softmax
from cnnviz.networks.network import load_network
from cnnviz.training.evaluation import accuracy, mistakes
from tests.stacks import random_network


@pytest.fixture(scope="module")
def digits():
    images, labels = load_mnist("test")
    return images[:1000], labels[:1000]


def always_says(label):
    network = load_network("digits")
    scores = np.eye(10, dtype=np.float32)[label]
    weights = np.zeros_like(network.weights["dense2"])
    return edit_network(network, {"dense2.weight": weights, "dense2.bias": scores})


def test_the_digits_network_reads_nearly_all_of_a_thousand(digits):
    network = load_network("digits")
    wrong = mistakes(network, *digits)
    assert accuracy(network, *digits) == 1 - len(wrong) / 1000 >= 0.99
    assert wrong == [index for index in network.training["mistakes"] if index < 1000]


def test_a_network_that_always_says_3_is_right_about_every_3(digits):
    images, labels = digits
    network = always_says(3)
    assert accuracy(network, images, labels) == (labels == 3).mean()
    assert mistakes(network, images, labels) == np.flatnonzero(labels != 3).tolist()


def test_white_is_read_as_1():
    layers = (Flatten(name="flatten"), Dense(name="dense1", units=2), Softmax(name="softmax"))
    weights = np.zeros((2, 784), np.float32)
    weights[0, 0] = 1  # the first class's score is the first pixel, the other's 0.998
    tensors = {"dense1.weight": weights, "dense1.bias": np.array([0, 0.998], np.float32)}
    network = edit_network(random_network(layers, (1, 28, 28)), tensors)
    images = np.array([255, 254], np.uint8)[:, None, None].repeat(28, 1).repeat(28, 2)
    assert accuracy(network, images, np.array([0, 1])) == 1


def test_a_network_for_other_pictures_is_refused(digits):
    layers = (Flatten(name="flatten"), Dense(name="dense1", units=10), Softmax(name="softmax"))
    with pytest.raises(ValueError, match=r"must have shape \(1, 8, 8\), got \(1, 28, 28\)"):
        accuracy(random_network(layers, (1, 8, 8)), *digits)
