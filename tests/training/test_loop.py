"""Training learns, step by step, the same each time."""

from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
import torch

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.layers import Convolution, Dense, Flatten, MaxPooling, Softmax
from cnnviz.training import loop
from cnnviz.training.evaluation import accuracy
from cnnviz.training.loop import pace, train, untrained
from cnnviz.training.settings import Settings

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


def test_training_tells_of_every_batch(digits):
    steps = list(train(*digits, QUICK, SMALL))
    assert [(step.epoch, step.batch) for step in steps] == [
        (epoch, batch) for epoch in (1, 2) for batch in range(1, 14)
    ]
    assert {step.batches for step in steps} == {13}


def test_the_network_learned_so_far_can_be_asked_for_at_any_step(digits):
    networks = [step.network() for step in train(*digits, QUICK, SMALL)]
    assert networks[0].layers == SMALL
    weights = [network.weights["conv1"] for network in networks]
    assert all(np.abs(b - a).max() > 0 for a, b in pairwise(weights))


def test_a_step_knows_whether_it_ends_its_epoch(digits):
    steps = list(train(*digits, QUICK, SMALL))
    assert [step.ends_epoch for step in steps] == ([False] * 12 + [True]) * 2
    assert [step.step for step in steps] == list(range(1, 27))


def test_training_learns(digits):
    settings = Settings(epochs=8, batch_size=32, learning_rate=0.02)
    *steps, last = train(*digits, settings, SMALL)
    assert np.mean([s.loss for s in steps[-13:]]) < 0.5 * np.mean([s.loss for s in steps[:13]])
    assert accuracy(last.network(), *digits) > 0.7


def weights_after(digits, settings):
    *_, last = train(*digits, settings, SMALL)
    return last.network().tensors()


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
    assert pace(loop.WARM_UP) == pytest.approx(1)
    assert pace(1) == pytest.approx(0)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam", "adamw"])
def test_every_optimizer_learns(digits, optimizer):
    rate = {"sgd": 0.3, "momentum": 0.03}.get(optimizer, 0.01)
    settings = Settings(
        epochs=6,
        batch_size=32,
        optimizer=optimizer,
        learning_rate=rate,
        schedule="constant",
        batch_norm=False,
        averaging=0,
        augmentation=None,
        dropout=0,
    )
    losses = [step.loss for step in train(*digits, settings, SMALL)]
    assert np.mean(losses[-13:]) < 0.6 * np.mean(losses[:13])


def test_plain_sgd_without_extras_is_the_loop_everybody_knows(digits):
    images, labels = digits
    settings = Settings(
        epochs=1,
        batch_size=100,
        optimizer="sgd",
        learning_rate=0.1,
        schedule="constant",
        weight_decay=0,
        batch_norm=False,
        label_smoothing=0,
        dropout=0,
        averaging=0,
        augmentation=None,
    )
    *_, last = train(images, labels, settings, SMALL)
    random = np.random.default_rng(settings.seed)
    order = random.permutation(len(images))
    torch.manual_seed(settings.seed)
    plain = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 5, 2), torch.nn.MaxPool2d(2), torch.nn.Flatten(),
        torch.nn.Linear(4 * 6 * 6, 10),
    )  # fmt: skip
    optimizer = torch.optim.SGD(plain.parameters(), 0.1)
    for start in range(0, len(images), 100):
        chosen = order[start : start + 100]
        pictures = torch.from_numpy(images[chosen][:, None] / np.float32(255))
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(plain(pictures), torch.from_numpy(labels[chosen]))
        loss.backward()
        optimizer.step()
    np.testing.assert_allclose(
        last.network().weights["dense1"], plain[3].weight.detach().numpy(), atol=1e-5
    )


def test_shifting_and_dropout_change_what_is_learned(digits):
    for change in ({"shift": 2}, {"dropout": 0.5}):
        plain, changed = (weights_after(digits, replace(QUICK, **c)) for c in ({}, change))
        assert not torch.equal(plain["conv1.weight"], changed["conv1.weight"]), change


def test_a_network_before_its_first_step_is_random_but_the_same_for_the_same_seed():
    one, same, other = (
        untrained(Settings(seed=seed), SMALL).weights["conv1"] for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(one, same)
    assert np.abs(one - other).max() > 0
