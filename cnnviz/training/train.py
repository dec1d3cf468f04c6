"""The command ``cnnviz train``: it makes the digits network that cnnviz ships.

The last 5,000 training digits are held out. Whatever is chosen is chosen by them; the test digits
are read once, at the end. The loop is the one that visitors use: `cnnviz.training.loop`.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tqdm import tqdm

from cnnviz.common.errors import ArgumentError
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import Network
from cnnviz.training.architectures import DIGITS_LAYERS
from cnnviz.training.evaluation import Digits, accuracy, with_measures
from cnnviz.training.loop import Progress, train
from cnnviz.training.settings import Settings

HELD_OUT = 5000
OUTPUT = Path("digits.safetensors")
THREADS = 1
"""Always as many: the order of a sum, and so its last bits, depend on it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure and save the digits network as the command line asks."""
    parser = argparse.ArgumentParser("cnnviz train", description=__doc__)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--output", type=Path, default=OUTPUT, help=f"{OUTPUT} unless told")
    parser.add_argument("--digits", type=int, help="use only so many of MNIST's digits")
    asked = parser.parse_args(arguments)
    if not asked.output.parent.is_dir():  # told now, not after the training
        parser.error(f"--output must be in a folder that is there, got {asked.output}")
    torch.set_num_threads(THREADS)
    settings = Settings(seed=asked.seed, epochs=asked.epochs)
    images, labels = _first(asked.digits, load_mnist("train"))
    held_out = min(HELD_OUT, len(images) // 2)
    validation = images[-held_out:], labels[-held_out:]
    steps = train(images[:-held_out], labels[:-held_out], settings, DIGITS_LAYERS)
    network = _show(steps, settings, validation)
    test = _first(asked.digits, load_mnist("test"))
    network = with_measures(network, asdict(settings), validation, test)
    network.save(asked.output)
    shares = ", ".join(f"{name} {share:.2%}" for name, share in network.accuracy.items())
    print(f"{asked.output}: {network.parameters:,} parameters; right: {shares}")


def _first(count: int | None, digits: Digits) -> Digits:
    images, labels = digits
    return images[:count], labels[:count]


def _show(progress: Iterator[Progress], settings: Settings, validation: Digits) -> Network:
    """Follow the training on the terminal and return the network of the last epoch."""
    network = None
    with tqdm(unit=" batches") as bar:
        for step in progress:
            bar.total = settings.epochs * step.batches
            bar.set_description(f"epoch {step.epoch}/{settings.epochs}", refresh=False)
            bar.update()
            if step.ends_epoch:
                network = step.network()
                right = accuracy(network, *validation)
                bar.write(f"epoch {step.epoch}: loss {step.loss:.3f}, held out {right:.2%} right")
    if network is None:
        raise ArgumentError("epochs", "must be at least 1, got 0", value=0)
    return network
