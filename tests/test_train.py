"""Training learns, step by step, the same each time; the shipped network is what it says."""

from itertools import islice

import msgspec
import numpy as np
import pytest
import safetensors.torch
import torch

from cnnviz import train as train_module
from cnnviz.augmentation import Augmentation
from cnnviz.datasets import load_mnist
from cnnviz.layers import Convolution, Dense, Flatten, MaxPooling, Softmax
from cnnviz.measures import accuracy
from cnnviz.network import load_network
from cnnviz.train import DIGITS_LAYERS, Settings, main, pace, train

SMALL = (
    Convolution(name="conv1", maps=4, kernel_size=(5, 5), stride=(2, 2)),
    MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=10),
    Softmax(name="softmax"),
)
QUICK = Settings(epochs=2, batch_size=32, learning_rate=0.02, dropout=0)


@pytest.fixture(scope="module")
def digits():
    images, labels = load_mnist("train")
    return images[:400], labels[:400]


@pytest.fixture(scope="module")
def shipped():
    return load_network("digits")


def test_training_tells_of_every_batch(digits):
    steps = list(train(*digits, QUICK, SMALL))
    assert [(step.epoch, step.batch) for step in steps] == [
        (epoch, batch) for epoch in (1, 2) for batch in range(1, 14)
    ]
    assert {step.batches for step in steps} == {13}


def test_a_network_comes_after_each_epoch(digits):
    steps = list(train(*digits, QUICK, SMALL))
    assert [step.network is not None for step in steps] == ([False] * 12 + [True]) * 2
    first, last = steps[12].network, steps[-1].network
    assert last.layers == SMALL
    assert np.abs(first.weights["conv1"] - last.weights["conv1"]).max() > 0


def test_training_learns(digits):
    steps = list(train(*digits, Settings(epochs=8, batch_size=32, learning_rate=0.02), SMALL))
    assert np.mean([s.loss for s in steps[-13:]]) < 0.5 * np.mean([s.loss for s in steps[:13]])
    assert accuracy(steps[-1].network, *digits) > 0.7


def weights_after(digits, settings):
    *_, last = train(*digits, settings, SMALL)
    return last.network.tensors()


def test_the_same_seed_gives_the_same_network(digits):
    first, second = weights_after(digits, QUICK), weights_after(digits, QUICK)
    for name, tensor in first.items():
        assert torch.equal(tensor, second[name]), name


def test_another_seed_gives_another_network(digits):
    other = Settings(seed=1, epochs=2, batch_size=32)
    first, second = weights_after(digits, QUICK), weights_after(digits, other)
    assert not torch.equal(first["conv1.weight"], second["conv1.weight"])


def test_training_can_be_left_at_any_time(digits):
    assert len(list(islice(train(*digits, Settings(epochs=1000), SMALL), 3))) == 3


def test_the_pace_rises_and_falls():
    assert pace(0) == 0
    assert pace(train_module.WARM_UP) == pytest.approx(1)
    assert pace(1) == pytest.approx(0)


def test_the_command_line_writes_a_network_that_says_how_it_was_made(tmp_path, capsys):
    path = tmp_path / "small.safetensors"
    main(["--epochs", "1", "--seed", "7", "--digits", "200", "--output", str(path)])
    network = load_network(path)
    assert network.layers == DIGITS_LAYERS
    assert network.training["seed"] == 7
    assert network.training["epochs"] == 1
    assert network.training["held_out_digits"] == 100
    assert network.training["augmentation"]["rotation"] == Augmentation().rotation
    assert set(network.accuracy) == {"validation", "test", "canvas"}
    assert f"{path}: {network.parameters:,} parameters" in capsys.readouterr().out


def test_no_epochs_give_no_network(tmp_path):
    with pytest.raises(ValueError, match="epochs must be at least 1, got 0"):
        main(["--epochs", "0", "--digits", "20", "--output", str(tmp_path / "none")])


def test_the_shipped_network_was_made_with_the_settings_that_stand_here(shipped):
    settings = msgspec.json.decode(msgspec.json.encode(Settings()))
    assert {name: shipped.training[name] for name in settings} == settings
    assert shipped.layers == DIGITS_LAYERS


def test_the_shipped_network_reads_the_test_digits_as_well_as_it_says(shipped):
    images, labels = load_mnist("test")
    assert accuracy(shipped, images, labels) == pytest.approx(shipped.accuracy["test"], abs=2e-4)
    assert shipped.accuracy["test"] >= 0.995
    assert shipped.accuracy["canvas"] >= 0.985


def test_its_mistakes_are_really_mistakes(shipped):
    images, labels = load_mnist("test")
    wrong = shipped.training["mistakes"]
    pictures = images[wrong][:, None].astype(np.float32) / 255
    assert len(wrong) == round((1 - shipped.accuracy["test"]) * len(labels))
    assert (shipped.predict(pictures).argmax(axis=1) != labels[wrong]).all()


def test_a_network_file_holds_no_trace_of_batch_norm(shipped, tmp_path):
    shipped.save(tmp_path / "copy.safetensors")
    names = set(safetensors.torch.load_file(tmp_path / "copy.safetensors"))
    kinds = {"convolution", "dense"}
    with_weights = [layer.name for layer in shipped.layers if layer.kind in kinds]
    assert names == {f"{name}.{part}" for name in with_weights for part in ("weight", "bias")}
