"""The training loop: digits in, progress out, a batch at a time. No page, no terminal, no files."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, cos, pi

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from cnnviz.networks.layers import AnyLayer
from cnnviz.networks.network import Network, make_network
from cnnviz.networks.network_file import Header, Input
from cnnviz.training.augmentation import redraw_all
from cnnviz.training.divergence import DivergenceWatch
from cnnviz.training.learner import Learner
from cnnviz.training.settings import Settings
from cnnviz.training.shifts import as_pictures, shift_each

WARM_UP = 0.25
MOMENTUM = 0.9
INPUT_SHAPE = (1, 28, 28)
LABELS = tuple("0123456789")


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
    right : float
        Share in [0, 1] of this batch's digits that were read right, before the step.
    network : function without arguments that returns a Network
        What has been learned so far; ask before the next `Progress`, for learning goes on.
    """

    epoch: int
    batch: int
    batches: int
    loss: float
    right: float
    network: Callable[[], Network]

    @property
    def ends_epoch(self) -> bool:
        """Whether this was the last batch of its epoch."""
        return self.batch == self.batches

    @property
    def step(self) -> int:
        """Batches so far, in all epochs."""
        return (self.epoch - 1) * self.batches + self.batch


def train(
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    settings: Settings,
    layers: tuple[AnyLayer, ...],
) -> Iterator[Progress]:
    """Train a network, a batch at a time.

    Parameters
    ----------
    images : (N, 28, 28) uint8 in 0..255
        White on black.
    labels : (N,) int64 in 0..9
    settings : Settings
    layers : tuple of layers
        The last one a softmax over ten classes.

    Yields
    ------
    Progress
        Stop asking for it, and training has stopped.

    Raises
    ------
    Diverged
        When the loss grows without bound.
    """
    random = np.random.default_rng(settings.seed)
    learner, average, optimizer = _beginning(settings, layers)
    loss_of = nn.CrossEntropyLoss(label_smoothing=settings.label_smoothing)
    watch = DivergenceWatch(len(LABELS), settings.learning_rate)
    answers = torch.from_numpy(labels)
    batches = ceil(len(images) / settings.batch_size)
    pictures = torch.empty(0)
    for epoch in range(1, settings.epochs + 1):
        if epoch == 1 or settings.changes_digits:
            pictures = torch.from_numpy(_pictures(images, settings, random))
        order = torch.from_numpy(random.permutation(len(images)))
        for batch in range(1, batches + 1):
            chosen = order[(batch - 1) * settings.batch_size : batch * settings.batch_size]
            scores, wanted = learner(pictures[chosen]), answers[chosen]
            loss = loss_of(scores, wanted)
            loss_value = loss.item()
            watch.see(loss_value, epoch, batch)
            step = (epoch - 1) * batches + batch - 1
            _step(optimizer, loss, _rate(settings, step / (settings.epochs * batches)))
            if average is not None:
                # It starts short, or the random beginning would stay in it for long.
                _average(average, learner, min(settings.averaging, step / (step + 10)))
            right = int((scores.argmax(dim=1) == wanted).sum()) / len(wanted)
            kept = learner if average is None else average

            def network(kept: Learner = kept) -> Network:
                return make_network(_header(layers), kept.folded())

            yield Progress(epoch, batch, batches, loss_value, right, network)


def untrained(settings: Settings, layers: tuple[AnyLayer, ...]) -> Network:
    """Return the network as it is before the first step: random.

    Torch's own random numbers go on as if nothing had been drawn; call it in one thread at a time.
    """
    with torch.random.fork_rng(devices=[]):
        return make_network(_header(layers), _random_learner(settings, layers).folded())


def pace(done: float) -> float:
    """Return the share of the full learning rate after a share of all steps, both in [0, 1].

    It rises for a quarter of the steps and falls for the rest, each along half a cosine wave
    (Smith and Topin, "Super-convergence", 2018).

    Examples
    --------
    >>> [round(pace(done), 2) for done in (0, 0.125, 0.25, 0.625, 1)]
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    wave = done / WARM_UP if done < WARM_UP else 1 + (done - WARM_UP) / (1 - WARM_UP)
    return (1 - cos(pi * wave)) / 2


def _pictures(
    images: NDArray[np.uint8], settings: Settings, random: np.random.Generator
) -> NDArray[np.float32]:
    """Return the digits of one epoch, (N, 1, 28, 28) in [0, 1]."""
    if settings.augmentation is None:
        pictures = as_pictures(images)
    else:
        pictures = redraw_all(images, settings.augmentation, random)
    return shift_each(pictures, settings.shift, random) if settings.shift else pictures


def _beginning(
    settings: Settings, layers: tuple[AnyLayer, ...]
) -> tuple[Learner, Learner | None, torch.optim.Optimizer]:
    """Return a random network, the moving average of its weights, and its optimizer."""
    learner = _random_learner(settings, layers)
    average = copy.deepcopy(learner).requires_grad_(False) if settings.averaging else None
    return learner, average, _optimizer(learner, settings)


def _random_learner(settings: Settings, layers: tuple[AnyLayer, ...]) -> Learner:
    torch.manual_seed(settings.seed)
    learner = Learner(layers, INPUT_SHAPE, settings.dropout, batch_norm=settings.batch_norm)
    # A third faster on a CPU.
    learner.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's gap
    return learner


def _optimizer(learner: Learner, settings: Settings) -> torch.optim.Optimizer:
    rate, decay = settings.learning_rate, settings.weight_decay
    match settings.optimizer:
        case "sgd":
            return torch.optim.SGD(learner.parameters(), rate, weight_decay=decay)
        case "momentum":
            return torch.optim.SGD(learner.parameters(), rate, MOMENTUM, weight_decay=decay)
        case "adam":
            return torch.optim.Adam(learner.parameters(), rate, weight_decay=decay)
        case "adamw":
            return torch.optim.AdamW(learner.parameters(), rate, weight_decay=decay)


def _rate(settings: Settings, done: float) -> float:
    return settings.learning_rate * (pace(done) if settings.schedule == "one cycle" else 1)


def _step(optimizer: torch.optim.Optimizer, loss: torch.Tensor, learning_rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]  # torch's gap
    optimizer.step()


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
