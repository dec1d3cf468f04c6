"""Train the digits network: ``python -m cnnviz.train`` makes the file that cnnviz ships.

The last 5,000 training digits are held out. Whatever is chosen is chosen by them; the test digits
are read once, at the end.
"""

import argparse
import copy
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from math import ceil, cos, pi
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from tqdm import tqdm

from cnnviz.assets import ASSETS
from cnnviz.augmentation import Augmentation, redraw_all
from cnnviz.datasets import load_mnist
from cnnviz.layers import AnyLayer, Convolution, Dense, Flatten, MaxPooling, Relu, Softmax
from cnnviz.learner import Learner
from cnnviz.measures import Digits, accuracy, with_measures
from cnnviz.network import Network, make_network
from cnnviz.network_file import Header, Input

HELD_OUT = 5000
THREADS = 1
"""Always as many: the order of a sum, and so its last bits, depend on it."""
WARM_UP = 0.25
INPUT_SHAPE = (1, 28, 28)
LABELS = tuple("0123456789")
DIGITS_LAYERS: tuple[AnyLayer, ...] = (
    Convolution(name="conv1", maps=12, kernel_size=(5, 5)),
    Relu(name="relu1"),
    MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
    Convolution(name="conv2", maps=16, kernel_size=(3, 3), padding=(1, 1)),
    Relu(name="relu2"),
    Convolution(name="conv3", maps=16, kernel_size=(3, 3), padding=(1, 1)),
    Relu(name="relu3"),
    MaxPooling(name="pool2", kernel_size=(2, 2), stride=(2, 2)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=80),
    Relu(name="relu4"),
    Dense(name="dense2", units=10),
    Softmax(name="softmax"),
)


@dataclass(frozen=True)
class Settings:
    """Everything that decides how a network turns out; the defaults made the shipped one."""

    seed: int = 0
    epochs: int = 40
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
    learner, average, optimizer = _beginning(settings, layers)
    loss_of = nn.CrossEntropyLoss(label_smoothing=settings.label_smoothing)
    answers = torch.from_numpy(labels)
    batches = ceil(len(images) / settings.batch_size)
    for epoch in range(1, settings.epochs + 1):
        pictures = torch.from_numpy(redraw_all(images, settings.augmentation, random))
        order = torch.from_numpy(random.permutation(len(images)))
        for batch in range(1, batches + 1):
            chosen = order[(batch - 1) * settings.batch_size : batch * settings.batch_size]
            loss = loss_of(learner(pictures[chosen]), answers[chosen])
            step = (epoch - 1) * batches + batch - 1
            rate = settings.learning_rate * pace(step / (settings.epochs * batches))
            _step(optimizer, loss, rate)
            # The average starts short, or the random beginning would stay in it for long.
            _average(average, learner, min(settings.averaging, step / (step + 10)))
            done = batch == batches
            network = make_network(_header(layers), average.folded()) if done else None
            yield Progress(epoch, batch, batches, loss.item(), network)


def _beginning(
    settings: Settings, layers: tuple[AnyLayer, ...]
) -> tuple[Learner, Learner, torch.optim.Optimizer]:
    """Give a network that knows nothing, the average of its weights, and what will change them."""
    torch.manual_seed(settings.seed)
    learner = Learner(layers, INPUT_SHAPE, settings.dropout)
    # A third faster on a CPU.
    learner.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's gap
    average = copy.deepcopy(learner).requires_grad_(False)
    optimizer = torch.optim.AdamW(
        learner.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
    )
    return learner, average, optimizer


def _step(optimizer: torch.optim.Optimizer, loss: torch.Tensor, learning_rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]  # torch's gap
    optimizer.step()


def pace(done: float) -> float:
    """Give the share of the full learning rate after a share of all steps, both in [0, 1].

    It rises for a quarter of the steps and falls for the rest, each along half a cosine wave
    (Smith and Topin, "Super-convergence", 2018).

    Examples
    --------
    >>> [round(pace(done), 2) for done in (0, 0.125, 0.25, 0.625, 1)]
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    wave = done / WARM_UP if done < WARM_UP else 1 + (done - WARM_UP) / (1 - WARM_UP)
    return (1 - cos(pi * wave)) / 2


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


def main(arguments: list[str] | None = None) -> None:
    """Train, measure and save the digits network as the command line asks."""
    parser = argparse.ArgumentParser("python -m cnnviz.train", description=__doc__)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--output", type=Path, default=ASSETS / "networks" / "digits.safetensors")
    parser.add_argument("--digits", type=int, help="use only so many of MNIST's digits")
    asked = parser.parse_args(arguments)
    torch.set_num_threads(THREADS)
    settings = Settings(seed=asked.seed, epochs=asked.epochs)
    images, labels = _first(asked.digits, load_mnist("train"))
    held_out = min(HELD_OUT, len(images) // 2)
    validation = images[-held_out:], labels[-held_out:]
    network = _show(train(images[:-held_out], labels[:-held_out], settings), settings, validation)
    test = _first(asked.digits, load_mnist("test"))
    network = with_measures(network, asdict(settings), validation, test)
    network.save(asked.output)
    shares = ", ".join(f"{name} {share:.2%}" for name, share in network.accuracy.items())
    print(f"{asked.output}: {network.parameters:,} parameters; right: {shares}")


def _first(count: int | None, digits: Digits) -> Digits:
    images, labels = digits
    return images[:count], labels[:count]


def _show(progress: Iterator[Progress], settings: Settings, validation: Digits) -> Network:
    """Follow the training on the terminal and give the network of the last epoch."""
    network = None
    with tqdm(unit=" batches") as bar:
        for step in progress:
            bar.total = settings.epochs * step.batches
            bar.set_description(f"epoch {step.epoch}/{settings.epochs}", refresh=False)
            bar.update()
            if step.network is not None:
                network = step.network
                right = accuracy(network, *validation)
                bar.write(f"epoch {step.epoch}: loss {step.loss:.3f}, held out {right:.2%} right")
    if network is None:
        raise ValueError("epochs must be at least 1, got 0")
    return network


if __name__ == "__main__":
    main()
