"""Activations are torch's, number by number."""

import numpy as np
import pytest
import torch

from cnnviz.filters.activation import ACTIVATIONS, activate

ORACLES = {
    "none": torch.nn.Identity(),
    "relu": torch.nn.ReLU(),
    "leaky_relu": torch.nn.LeakyReLU(),
    "elu": torch.nn.ELU(),
    "tanh": torch.nn.Tanh(),
    "sigmoid": torch.nn.Sigmoid(),
    "absolute": torch.abs,
}


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_an_activation_is_torchs(kind):
    x = np.linspace(-30, 30, 2 * 5 * 7, dtype=np.float32).reshape(2, 5, 7)
    result = activate(x, kind)
    assert result.shape == x.shape
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, ORACLES[kind](torch.from_numpy(x)).numpy(), atol=1e-6)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", [-1, 0, 2]),
        ("relu", [0, 0, 2]),
        ("leaky_relu", [-0.01, 0, 2]),
        ("elu", [np.exp(-1) - 1, 0, 2]),
        ("tanh", [-np.tanh(1), 0, np.tanh(2)]),
        ("sigmoid", [1 / (1 + np.e), 0.5, 1 / (1 + np.exp(-2))]),
        ("absolute", [1, 0, 2]),
    ],
)
def test_an_activation_keeps_to_its_formula(kind, expected):
    np.testing.assert_allclose(activate([-1, 0, 2], kind), expected, atol=1e-6)


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_the_numbers_before_are_left_as_they_were(kind):
    x = np.array([-1, 0, 2], np.float32)
    x.flags.writeable = False
    activate(x, kind)
    assert x.tolist() == [-1, 0, 2]


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int64, np.float64])
def test_any_real_numbers_are_taken(dtype):
    result = activate(np.array([0, 1], dtype), "absolute")
    assert result.dtype == np.float32
    assert result.tolist() == [0, 1]


def test_an_unknown_activation_is_refused_by_name():
    with pytest.raises(ValueError, match=r"activation must be one of none, relu, .* got 'swish'"):
        activate([1.0], "swish")


def test_text_is_refused():
    with pytest.raises(ValueError, match="x must hold real numbers, got <U1"):
        activate(["a"], "relu")
