"""Train the digits network: ``python -m cnnviz.train`` makes the file that cnnviz ships.

The last 5,000 training digits are held out. Whatever is chosen is chosen by them; the test digits
are read once, at the end.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnnviz.augmentation import Augmentation, redraw_all
from cnnviz.layers import AnyLayer, Convolution, Dense, Flatten, MaxPooling, Relu, Softmax
from cnnviz.learner import Learner
from cnnviz.network import Network, make_network
from cnnviz.network_file import Header, Input

HELD_OUT = 5000
INPUT_SHAPE = (1, 28, 28)
LABELS = tuple("0123456789")
DIGITS_LAYERS: tuple[AnyLayer, ...] = (
    Convolution(name="conv1", maps=12, kernel_size=(5, 5)),
    Relu(name="relu1"),
    MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
    Convolution(name="conv2", maps=16, kernel_size=(5, 5)),
    Relu(name="relu2"),
    MaxPooling(name="pool2", kernel_size=(2, 2), stride=(2, 2)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=128),
    Relu(name="relu3"),
    Dense(name="dense2", units=10),
    Softmax(name="softmax"),
)


@dataclass(frozen=True)
class Settings:
    """Everything that decides how a network turns out; the defaults made the shipped one."""

    seed: int = 0
    epochs: int = 30
    batch_size: int = 128
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    label_smoothing: float = 0.02
    dropout: float = 0.2
    averaging: float = 0.998
    """How much of the running average of the weights stays at each step."""
    augmentation: Augmentation = field(default_factory=Augmentation)


@dataclass(frozen=True, eq=False)
class Progress:
    """How far training has come, after each batch.

    Attributes
    ----------
    epoch, batch : int
        Counted from 1.
    batches : int
        In one epoch.
    loss : float
        Cross-entropy of this batch.
    network : Network or None
        What has been learned so far; only after an epoch's last batch.
    """

    epoch: int
    batch: int
    batches: int
    loss: float
    network: Network | None = None


def train(
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    settings: Settings | None = None,
    layers: tuple[AnyLayer, ...] = DIGITS_LAYERS,
) -> Iterator[Progress]:
    """Train a network, a batch at a time.

    Parameters
    ----------
    images : (N, 28, 28) uint8 in 0..255
        White on black.
    labels : (N,) int64 in 0..9
    settings : Settings or None
        None for the defaults.
    layers : tuple of layers
        The last one a softmax over ten classes.

    Yields
    ------
    Progress
        Stop asking for it, and training has stopped.
    """
    settings = settings or Settings()
    random = np.random.default_rng(settings.seed)
    torch.manual_seed(settings.seed)
    learner = Learner(layers, INPUT_SHAPE, settings.dropout)
    average = copy.deepcopy(learner).requires_grad_(False)
    batches = ceil(len(images) / settings.batch_size)
    optimizer = torch.optim.AdamW(
        learner.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.learning_rate, total_steps=settings.epochs * batches, pct_start=0.25
    )
    loss_of = nn.CrossEntropyLoss(label_smoothing=settings.label_smoothing)
    answers = torch.from_numpy(labels)
    for epoch in range(1, settings.epochs + 1):
        pictures = torch.from_numpy(redraw_all(images, settings.augmentation, random))
        order = torch.from_numpy(random.permutation(len(images)))
        learner.train()
        for batch in range(1, batches + 1):
            chosen = order[(batch - 1) * settings.batch_size : batch * settings.batch_size]
            loss = loss_of(learner(pictures[chosen]), answers[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            _average(average, learner, settings.averaging)
            done = batch == batches
            network = make_network(_header(layers), average.folded()) if done else None
            yield Progress(epoch, batch, batches, loss.item(), network)


def accuracy(network: Network, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> float:
    """Give the share in [0, 1] of digits (N, 28, 28) uint8 that are read right."""
    return float((_answers(network, images) == labels).mean())


def mistakes(network: Network, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> list[int]:
    """Give the indices of the digits (N, 28, 28) uint8 that are read wrong."""
    return [int(index) for index in np.flatnonzero(_answers(network, images) != labels)]


def _answers(network: Network, images: NDArray[np.uint8]) -> NDArray[np.int64]:
    pictures = images[:, None].astype(np.float32) / 255
    return np.asarray(network.predict(pictures).argmax(axis=1), np.int64)


@torch.no_grad()
def _average(average: Learner, learner: Learner, kept: float) -> None:
    ours, theirs = average.state_dict(), learner.state_dict()
    for name, tensor in ours.items():
        if tensor.is_floating_point():
            tensor.lerp_(theirs[name], 1 - kept)


def _header(layers: tuple[AnyLayer, ...]) -> Header:
    return Header(
        format="cnnviz-network",
        version=1,
        name="digits",
        input=Input(shape=INPUT_SHAPE),
        labels=LABELS,
        layers=layers,
    )
