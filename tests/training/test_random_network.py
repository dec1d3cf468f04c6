"""The random network shown before a training is the one that the training begins with."""

import pytest
import torch

from cnnviz.training.choices import Choices
from cnnviz.training.events import Kept
from cnnviz.training.random_network import (
    is_random_network,
    random_network_file,
    random_network_name,
)
from cnnviz.training.run import run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"network": "vgg", "maps": 3, "kernel_size": 3, "activation": "leaky_relu", "seed": 9},
        {"network": "perceptron", "activation": "tanh", "dropout": 0.5},
    ],
    ids=["default", "vgg", "perceptron"],
)
def test_it_is_what_the_training_keeps_first(chosen: dict[str, object]):
    choices = Choices(digits=100, epochs=1, **chosen)
    first = next(event for event in run(choices) if isinstance(event, Kept))
    assert random_network_file(random_network_name(choices)) == first.network


def test_only_a_random_network_is_named_like_one():
    assert is_random_network(random_network_name(Choices()))
    assert not is_random_network("Gx3vY0untrained-a_bcd")


def test_nobody_else_s_random_numbers_change():
    torch.manual_seed(3)
    wanted = torch.rand(2)
    torch.manual_seed(3)
    random_network_file.cache_clear()
    random_network_file(random_network_name(Choices(seed=5)))
    torch.testing.assert_close(torch.rand(2), wanted, rtol=0, atol=0)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "untrained-lenet-99-5-relu-max-0",
            r"maps must be between 1 and 32, got 99",
        ),
        ("untrained-lenet-8-4-relu-max-0", r"kernel_size must be .*, got 4"),
        ("untrained-big-8-5-relu-max-0", r"network must be .*, got 'big'"),
        ("untrained-lenet-8-5-relu-max-lots", r"seed must be .*, got 'lots'"),
        (
            "untrained-lenet-32-7-relu-none-0",
            r"the network must have at most 500,000 parameters, got [\d,]+: choose fewer",
        ),
        (
            "untrained-lenet",
            "run must be like untrained-lenet-8-5-relu-max-0, got 1 choices",
        ),
    ],
)
def test_what_nobody_may_choose_is_refused(name: str, sentence: str):
    with pytest.raises(ValueError, match=f"^{sentence}"):
        random_network_file(name)
