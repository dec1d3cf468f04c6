"""One whole training, from choices to measures, as a stream of events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.datasets import load_mnist
from cnnviz.network import Network
from cnnviz.network_file import write_network_file
from cnnviz.training.choices import Choices
from cnnviz.training.divergence import Diverged
from cnnviz.training.events import Begun, Event, Failed, Finished, Kept, Stepped
from cnnviz.training.loop import Progress, train, untrained
from cnnviz.training.scores import (
    Labels,
    accuracy_when_shifted,
    confusion,
    score,
)
from cnnviz.training.shifts import Pictures, as_pictures, shuffle_pixels

MEASURED: Final = 1000
"""Test digits that are read at a checkpoint, and when digits are moved."""
MEASURING: Final = 0.01
"""Share of all seconds that measuring may have taken for one measure more than there must be."""
PARTS: Final = 8
"""In each of so many equal parts of a training it is measured, however long that takes,"""
FURTHER: Final = 4
"""and before, each time when it is so many times as far as it was then."""
EVENLY: Final = 20
"""Checkpoints at equal distances; before the first of them they come at 1, 2, 4, 8, … steps."""
ROOM: Final = 8 << 20
"""Bytes that those may take; of a large network there are fewer, but never less than four."""
TOLD_EACH: Final = 0.1  # seconds
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
    keep_going : function without arguments that gives a bool
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
    clock = _Clock(choices, steps=per_epoch * choices.epochs)
    yield Begun(steps=clock.steps, steps_per_epoch=per_epoch)
    network = untrained(settings, layers)
    kept = clock.measure(network, digits[1].first(MEASURED))
    kept_steps = checkpoints(clock.steps, min(EVENLY, max(4, ROOM // len(kept.network))))
    yield kept
    was_stopped = False
    try:
        for progress in train(images, labels, settings, layers):
            clock.count(progress)
            was_stopped = not clock.pause(keep_going)
            if was_stopped or clock.is_time():
                yield clock.tell()
            if was_stopped or progress.step in kept_steps:
                network = progress.network()
                yield clock.measure(network, digits[1].first(MEASURED))
            if was_stopped:
                break
    except Diverged as astray:
        yield Failed(str(astray))
        return
    yield _finished(clock, was_stopped, network, digits)


def checkpoints(steps: int, evenly: int = EVENLY) -> frozenset[int]:
    """Choose the steps after which the network is kept: close together at first, when most happens.

    Parameters
    ----------
    steps : int
        In the whole training.
    evenly : int
        How many there are at equal distances.

    Examples
    --------
    >>> sorted(checkpoints(10)), len(checkpoints(3000))
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 28)
    """
    even = {round(steps * part / evenly) for part in range(1, evenly + 1)} - {0}
    return frozenset(even | {2**power for power in range(30) if 2**power < min(even)})


def must_measure(step: int, measured: int, steps: int) -> bool:
    """Tell whether a network is measured, for the curve to have its shape on any machine.

    Parameters
    ----------
    step : int
        At which it is.
    measured : int
        At which one was measured before, -1 for none.
    steps : int
        In the whole training.

    Examples
    --------
    >>> must_measure(0, -1, 800), must_measure(8, 0, 800), must_measure(16, 0, 800)
    (True, False, True)
    >>> must_measure(199, 100, 800), must_measure(200, 100, 800), must_measure(800, 799, 800)
    (False, True, True)
    """
    is_in_another_part = step * PARTS // steps > measured * PARTS // steps
    return is_in_another_part or step >= FURTHER * max(measured, FURTHER)


class _Clock:
    """Counts steps and seconds; pauses are left out."""

    def __init__(self, choices: Choices, steps: int) -> None:
        self.steps = steps
        self.step = 0
        self._digits = choices.digits
        self._per_epoch = ceil(choices.digits / choices.batch_size)
        self._batches: list[tuple[float, float]] = []
        self._measuring = 0.0  # seconds
        self._measured = -1  # the step
        self._start = self._told = time.perf_counter()

    def count(self, progress: Progress) -> None:
        """Take note of one batch."""
        self.step = progress.step
        self._batches.append((progress.loss, progress.right))

    @property
    def seconds(self) -> float:
        """Since the beginning, without pauses."""
        return time.perf_counter() - self._start

    @property
    def images_per_second(self) -> float:
        """All digits seen so far, each as often as it was seen, over the seconds."""
        return self.step / self._per_epoch * self._digits / self.seconds

    def is_time(self) -> bool:
        """Whether a while has passed since it was last told how far it is, or it is the end."""
        return self.step == self.steps or time.perf_counter() - self._told >= TOLD_EACH

    def tell(self) -> Stepped:
        """Say how far it is, with the means of the batches since the last time."""
        self._told = time.perf_counter()
        batches, self._batches = self._batches, []
        loss, right = np.mean(batches, axis=0).tolist()
        return Stepped(
            step=self.step,
            loss=loss,
            accuracy=right,
            images_per_second=self.images_per_second,
            seconds_left=self.seconds / self.step * (self.steps - self.step),
        )

    def measure(self, network: Network, digits: _Digits) -> Kept:
        """Keep the network, measured if it must be or there is time."""
        test = None
        is_due = must_measure(self.step, self._measured, self.steps)
        if is_due or self._measuring < MEASURING * self.seconds:
            begun = time.perf_counter()
            test = score(network.predict(digits.pictures), digits.labels)
            self._measuring += time.perf_counter() - begun
            self._measured = self.step
        return Kept(self.step, write_network_file(network.header, network.tensors()), test)

    def pause(self, keep_going: Callable[[], bool]) -> bool:
        """Ask whether to go on, however long the answer takes."""
        begun = time.perf_counter()
        goes_on = keep_going()
        paused = time.perf_counter() - begun
        self._start += paused
        self._told += paused
        return goes_on


def _shuffled(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return shuffle_pixels(images[:, np.newaxis], SHUFFLING_SEED)[:, 0]


def _finished(
    clock: _Clock, was_stopped: bool, network: Network, digits: tuple[_Digits, _Digits]
) -> Finished:
    seconds, images_per_second = clock.seconds, clock.images_per_second
    train_digits, test_digits = digits[0].first(len(digits[1].labels)), digits[1]
    answers = network.predict(test_digits.pictures)
    few = test_digits.first(MEASURED)
    wrong = np.flatnonzero(answers.argmax(axis=1) != test_digits.labels)
    return Finished(
        step=clock.step,
        was_stopped=was_stopped,
        seconds=seconds,
        images_per_second=images_per_second,
        train=score(network.predict(train_digits.pictures), train_digits.labels),
        test=score(answers, test_digits.labels),
        confusion=confusion(answers, test_digits.labels),
        mistakes=[int(index) for index in wrong],
        shifted=accuracy_when_shifted(network, few.pictures, few.labels),
    )
