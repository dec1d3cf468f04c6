"""What heatmaps are made of: scores, pictures with a patch, gradients.

Each is asked for with all it needs, so it makes no difference where it is worked out: here, or in
another process, see `cnnviz.live.heatmaps.process`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.heatmaps.messages import Method

if TYPE_CHECKING:
    from cnnviz.live.networks.builtin import Networks
    from cnnviz.networks.network import Network

Floats = NDArray[np.float32]
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Subject:
    """What is explained.

    Attributes
    ----------
    network : Network
    random : bool
        Whether it is the same network with random weights.
    picture : (C, H, W) float32 in [0, 1]
        As the network reads it.
    """

    network: Network
    random: bool
    picture: Floats


class HeatMaker(Protocol):
    """Works out what heatmaps are made of, for all visitors.

    What can't be done raises ValueError with a sentence.
    """

    def prepare(self) -> None:
        """Get ready, as somebody will ask soon."""

    def end(self) -> None:
        """Leave all that is under way, as nobody waits any more."""

    def predict(self, subject: Subject) -> tuple[Floats, Floats]:
        """Return the classes' scores, the logits, and their probabilities."""

    def occluded(
        self, subject: Subject, label: int, places: Places, size: int, seconds: float
    ) -> list[float]:
        """Return a class's probability with a patch on the first places, on one at least.

        Parameters
        ----------
        subject : Subject
        label : int
        places : pairs of int
            The top and the left of each.
        size : int, pixels
            Side of the patch.
        seconds : float
            After which no further place is begun.
        """

    def by_gradients(self, subject: Subject, method: Method, label: int) -> Floats:
        """Return a class's heatmap (H, W) by one of the methods in `cnnviz.explain.saliency`."""


class LocalHeatmaps:
    """Works it out in this process, in the thread that asks.

    Parameters
    ----------
    networks
        They remember the networks with random weights.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks

    def prepare(self) -> None:
        """Get ready: there is nothing to do."""

    def end(self) -> None:
        """Leave all that is under way: nothing is, but in the thread that asks."""

    def predict(self, subject: Subject) -> tuple[Floats, Floats]:
        """Return the classes' scores, the logits, and their probabilities."""
        import torch  # takes two seconds, which the server's start doesn't wait for

        reader = self._reader(subject)  # whose weights, when new, are to have gradients as well
        logits = output = torch.from_numpy(subject.picture).unsqueeze(0)
        with torch.inference_mode():
            for _, following in reader.run(output):
                logits, output = output, following
        return np.asarray(logits[0].numpy()), np.asarray(output[0].numpy())

    def occluded(
        self, subject: Subject, label: int, places: Places, size: int, seconds: float
    ) -> list[float]:
        """Return a class's probability with a patch on the first places, on one at least."""
        from cnnviz.explain.occlusion import occluded_probability

        reader, end = self._reader(subject), time.monotonic() + seconds
        found: list[float] = []
        for place in places:
            if found and time.monotonic() >= end:
                break
            found.append(occluded_probability(reader, subject.picture, label, place, size))
        return found

    def by_gradients(self, subject: Subject, method: Method, label: int) -> Floats:
        """Return a class's heatmap (H, W) by one of the methods in `cnnviz.explain.saliency`."""
        from cnnviz.explain import saliency

        methods = {
            "grad_cam": saliency.grad_cam,
            "input_gradient": saliency.input_gradient,
            "integrated_gradients": saliency.integrated_gradients,
        }
        return methods[method](self._reader(subject), subject.picture, label)

    def _reader(self, subject: Subject) -> Network:
        network = subject.network
        return self._networks.randomized(network) if subject.random else network
