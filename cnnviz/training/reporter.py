"""How far a training is, how fast, and what its network is worth on the way."""

import time
from collections.abc import Callable
from math import ceil
from typing import Final

import numpy as np

from cnnviz.networks.network import Network
from cnnviz.networks.network_file import write_network_file
from cnnviz.training.checkpoints import must_measure
from cnnviz.training.choices import Choices
from cnnviz.training.events import Kept, Stepped
from cnnviz.training.loop import Progress
from cnnviz.training.scores import Labels, score
from cnnviz.training.shifts import Pictures

MEASURING: Final = 0.01
"""Share of all seconds that measuring may have taken for one measure more than there must be."""
TOLD_EACH: Final = 0.1  # seconds


class Reporter:
    """Counts steps and seconds, those of pauses left out, and tells how far a training is.

    Parameters
    ----------
    choices : Choices
    steps : int
        In the whole training.
    """

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

    def measure(self, network: Network, pictures: Pictures, labels: Labels) -> Kept:
        """Keep the network, measured if it must be or there is time."""
        test = None
        is_due = must_measure(self.step, self._measured, self.steps)
        if is_due or self._measuring < MEASURING * self.seconds:
            begun = time.perf_counter()
            test = score(network.predict(pictures), labels)
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
