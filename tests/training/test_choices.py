"""What may be chosen is checked where it comes in; each choice reaches the loop."""

import msgspec
import pytest

from cnnviz.common.validation import decode
from cnnviz.training.architectures import architecture
from cnnviz.training.choices import Choices


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"epochs": 0}', "epochs must be between 1 and 50, got 0"),
        ('{"digits": 7}', "digits must be one of 100, 1000, 10000, 60000, got 7"),
        ('{"learning_rate": -1}', "learning_rate must be between 1e-05 and 100, got -1"),
        ('{"dropout": 1}', "dropout must be between 0 and 0.9, got 1"),
        ('{"kernel_size": 4}', "kernel_size must be one of 3, 5, 7, got 4"),
        ('{"shift": 7}', "shift must be between 0 and 6, got 7"),
        (
            '{"network": "resnet"}',
            "network must be one of 'lenet', 'perceptron', 'vgg', got 'resnet'",
        ),
    ],
)
def test_a_choice_out_of_its_range_is_refused_with_the_range(text, sentence):
    with pytest.raises(ValueError, match=r"must be") as refused:
        decode(text, Choices)
    assert str(refused.value) == sentence


def test_choices_survive_the_way_through_an_address():
    chosen = Choices(network="vgg", maps=3, learning_rate=0.5, shuffle_pixels=True)
    assert decode(msgspec.json.encode(chosen), Choices) == chosen


def test_every_choice_reaches_the_loop():
    chosen = Choices(
        network="vgg",
        maps=3,
        kernel_size=7,
        activation="tanh",
        pooling="average",
        optimizer="momentum",
        learning_rate=0.5,
        batch_size=7,
        epochs=9,
        dropout=0.3,
        shift=2,
        seed=5,
    )
    assert chosen.layers() == architecture(
        "vgg", maps=3, kernel_size=7, activation="tanh", pooling="average"
    )
    for name in ("optimizer", "learning_rate", "batch_size", "epochs", "dropout", "shift", "seed"):
        assert getattr(chosen.settings(), name) == getattr(chosen, name), name


def test_a_network_too_large_to_keep_many_of_is_refused():
    Choices(pooling="none").check()
    with pytest.raises(ValueError, match=r"at most 500,000 parameters, got .* fewer maps"):
        Choices(pooling="none", maps=32).check()
