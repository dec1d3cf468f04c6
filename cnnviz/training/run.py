"""One whole training, from choices to measures, as a stream of events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import Network
from cnnviz.training.checkpoints import EVENLY, checkpoints
from cnnviz.training.choices import Choices
from cnnviz.training.divergence import Diverged
from cnnviz.training.events import Begun, Event, Failed, Finished
from cnnviz.training.loop import train, untrained
from cnnviz.training.reporter import Reporter
from cnnviz.training.scores import Labels, accuracy_when_shifted, confusion, score
from cnnviz.training.shifts import Pictures, as_pictures, shuffle_pixels

MEASURED: Final = 1000
"""Test digits that are read at a checkpoint, and when digits are moved."""
ROOM: Final = 8 << 20
"""Bytes that checkpoints at equal distances may take; of a large network there are fewer, but never
less than four."""
SHUFFLING_SEED: Final = 28


@dataclass(frozen=True, eq=False)
class _Digits:
    """Pictures (N, 1, 28, 28) float32 in [0, 1] and labels (N,) int64."""

    pictures: Pictures
    labels: Labels

    def first(self, count: int) -> _Digits:
        return _Digits(self.pictures[:count], self.labels[:count])


def run(choices: Choices, keep_going: Callable[[], bool] = lambda: True) -> Iterator[Event]:
    """Train a network as a visitor chose, and measure it on the way and at the end.

    Parameters
    ----------
    choices : Choices
    keep_going : function without arguments that returns a bool
        Asked between batches. It may take its time, for a pause; False stops the training, and
        what was learned so far is measured.

    Yields
    ------
    Event
        `Begun`, then `Stepped` and `Kept` in turn; the last one is `Finished`, or `Failed` when
        the loss grew without bound.
    """
    images, labels = load_mnist("train")
    images, labels = images[: choices.digits], labels[: choices.digits]
    test_images, test_labels = load_mnist("test")
    if choices.shuffle_pixels:
        images, test_images = _shuffled(images), _shuffled(test_images)
    digits = _Digits(as_pictures(images), labels), _Digits(as_pictures(test_images), test_labels)
    settings, layers = choices.settings(), choices.layers()
    per_epoch = ceil(len(images) / choices.batch_size)
    reporter = Reporter(choices, steps=per_epoch * choices.epochs)
    yield Begun(steps=reporter.steps, steps_per_epoch=per_epoch)
    network, some = untrained(settings, layers), digits[1].first(MEASURED)
    kept = reporter.measure(network, some.pictures, some.labels)
    kept_steps = checkpoints(reporter.steps, min(EVENLY, max(4, ROOM // len(kept.network))))
    yield kept
    was_stopped = False
    try:
        for progress in train(images, labels, settings, layers):
            reporter.count(progress)
            was_stopped = not reporter.pause(keep_going)
            if was_stopped or reporter.is_time():
                yield reporter.tell()
            if was_stopped or progress.step in kept_steps:
                network = progress.network()
                yield reporter.measure(network, some.pictures, some.labels)
            if was_stopped:
                break
    except Diverged as astray:
        yield Failed(str(astray))
        return
    yield _finished(reporter, was_stopped, network, digits)


def _shuffled(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return shuffle_pixels(images[:, np.newaxis], SHUFFLING_SEED)[:, 0]


def _finished(
    reporter: Reporter, was_stopped: bool, network: Network, digits: tuple[_Digits, _Digits]
) -> Finished:
    seconds, images_per_second = reporter.seconds, reporter.images_per_second
    train_digits, test_digits = digits[0].first(len(digits[1].labels)), digits[1]
    answers = network.predict(test_digits.pictures)
    few = test_digits.first(MEASURED)
    wrong = np.flatnonzero(answers.argmax(axis=1) != test_digits.labels)
    return Finished(
        step=reporter.step,
        was_stopped=was_stopped,
        seconds=seconds,
        images_per_second=images_per_second,
        train=score(network.predict(train_digits.pictures), train_digits.labels),
        test=score(answers, test_digits.labels),
        confusion=confusion(answers, test_digits.labels),
        mistakes=[int(index) for index in wrong],
        shifted=accuracy_when_shifted(network, few.pictures, few.labels),
    )
