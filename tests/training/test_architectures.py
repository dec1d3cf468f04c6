"""The networks to choose from have the shapes and the parameters they promise."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.networks.layers import Convolution, output_shapes
from cnnviz.networks.network import load_network
from cnnviz.training.architectures import (
    DIGITS_LAYERS,
    INPUT_SHAPE,
    architecture,
    dense_cost,
    parameters,
)
from cnnviz.training.loop import untrained
from cnnviz.training.settings import Settings

choices = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["lenet", "vgg", "perceptron"]),
        "maps": st.integers(1, 6),
        "kernel_size": st.sampled_from([3, 5, 7]),
        "activation": st.sampled_from(["relu", "leaky_relu", "tanh", "sigmoid"]),
        "pooling": st.sampled_from(["max", "average", "none"]),
    }
)


@settings(max_examples=25, deadline=None)
@given(choices)
def test_every_choice_gives_a_network_that_reads_digits(chosen):
    network = untrained(Settings(batch_norm=False), architecture(**chosen))
    answers = network.predict(np.random.default_rng(0).random((2, *INPUT_SHAPE), np.float32))
    assert answers.shape == (2, 10)
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-5)
    assert sum(parameters(network.layers).values()) == network.parameters


def test_lenet_halves_the_picture_twice():
    shapes = output_shapes(architecture("lenet"), INPUT_SHAPE)
    assert shapes["conv1"] == (8, 24, 24)
    assert shapes["pool1"] == (8, 12, 12)
    assert shapes["conv2"] == (16, 8, 8)
    assert shapes["flatten"] == (256,)


def test_vgg_keeps_the_size_between_poolings():
    shapes = output_shapes(architecture("vgg", kernel_size=3), INPUT_SHAPE)
    assert [shapes[f"conv{i}"] for i in (1, 2, 3, 4)] == [
        (8, 28, 28),
        (8, 28, 28),
        (16, 14, 14),
        (16, 14, 14),
    ]


def test_without_pooling_the_dense_layer_pays():
    with_pooling, without = (
        parameters(architecture("lenet", pooling=pooling))["dense1"] for pooling in ("max", "none")
    )
    assert with_pooling == 256 * 64 + 64
    assert without == 16 * 20 * 20 * 64 + 64


@pytest.mark.parametrize("maps", [4, 8, 16])
def test_the_perceptron_has_about_as_many_parameters(maps):
    convolutional = sum(parameters(architecture("lenet", maps=maps)).values())
    perceptron = sum(parameters(architecture("perceptron", maps=maps)).values())
    assert perceptron == pytest.approx(convolutional, rel=0.05)
    assert not any(
        isinstance(layer, Convolution) for layer in architecture("perceptron", maps=maps)
    )


def test_a_dense_layer_in_the_place_of_a_convolution_is_counted_as_torch_counts_it():
    layers = architecture("lenet", maps=2)
    dense = torch.nn.Linear(784, 2 * 24 * 24, device="meta")
    assert dense_cost(layers)["conv1"] == sum(p.numel() for p in dense.parameters())
    assert set(dense_cost(layers)) == {"conv1", "conv2"}


@pytest.mark.parametrize(
    ("activation", "oracle"),
    [
        ("relu", torch.relu),
        ("leaky_relu", torch.nn.functional.leaky_relu),
        ("tanh", torch.tanh),
        ("sigmoid", torch.sigmoid),
    ],
)
def test_the_activation_is_the_chosen_one(activation, oracle):
    network = untrained(Settings(), architecture("perceptron", activation=activation))
    outputs = network.outputs(np.random.default_rng(0).random(INPUT_SHAPE, np.float32))
    expected = oracle(torch.from_numpy(outputs["dense1"])).numpy()
    np.testing.assert_allclose(outputs[network.layers[2].name], expected, atol=1e-6)


def test_the_shipped_network_has_the_layers_that_stand_here():
    assert load_network("digits").layers == DIGITS_LAYERS
