"""Heatmaps over a photo or a drawing, laid out as the frames that the view paints."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.frames import check_finite, write_frame
from cnnviz.live.kept import Kept
from cnnviz.live.networks import Networks
from cnnviz.live.photo_answers import Heated
from cnnviz.live.photo_questions import MAX_PLACES, Heat

if TYPE_CHECKING:
    from cnnviz.network import Network
    from cnnviz.occluding import OcclusionProgress

SECONDS_AT_ONCE: Final = 0.1
"""So long is an occlusion worked at before it is the others' turn."""
MAX_LEARNED: Final = 8  # of a photo 200 KB each

Floats = NDArray[np.float32]
What = tuple[object, ...]


@dataclass(eq=False)
class _Occlusion:
    """An occlusion under way, and how far it is."""

    what: What
    steps: Iterator[OcclusionProgress]
    progress: OcclusionProgress | None = None

    def go_on(self, seconds: float) -> OcclusionProgress:
        """Lay the patch on some more places, on one at least."""
        end = time.monotonic() + seconds
        progress = self.progress
        while progress is None or progress.done < progress.total:
            progress = next(self.steps)
            if time.monotonic() >= end:
                break
        self.progress = progress
        return progress


@dataclass(eq=False)
class _Heatmaps:
    """What has been made of one picture by one network: whole ones, and those under way.

    An occlusion with random weights goes on beside that of the trained network. What either network
    says of the picture is worked out once, not with every piece.
    """

    said: dict[bool, tuple[Floats, Floats]] = field(default_factory=dict)
    learned: dict[What, Floats] = field(default_factory=dict)
    occlusions: dict[bool, _Occlusion] = field(default_factory=dict)


class Heats:
    """Makes one visitor's heatmaps; occlusions in one thread at a time.

    Parameters
    ----------
    networks
        They remember the networks with random weights.
    seconds
        How long an occlusion is worked at for one answer; at least one place is done.
    """

    def __init__(self, networks: Networks, seconds: float = SECONDS_AT_ONCE) -> None:
        self._networks = networks
        self._seconds = seconds
        self._kept: Kept[_Heatmaps] | None = None

    def answer(self, network: Network, picture: Floats, question: Heat) -> bytes:
        """Give the "heat" frame for a picture (C, H, W) as the network reads it.

        Raises
        ------
        ValueError
            If there is no such class, or the network or the patch can't be taken for this method.
        """
        heatmaps = self._heatmaps(network, picture)
        what: What = (question.method, question.label)
        reader = self._networks.randomized(network) if question.random else network
        done = total = 1
        if question.method == "occlusion":
            what = (*what, question.size, question.stride)
            progress = self._occlude(heatmaps, reader, picture, question, what)
            heat, done, total = progress.heatmap, progress.done, progress.total
        else:
            heat = _slopes(reader, picture, question)
        check_finite(heat, "heat")
        likeness = None
        if done == total:
            likeness = _compare(heatmaps.learned, what, heat, question)
        if question.random not in heatmaps.said:
            heatmaps.said[question.random] = _said(reader, picture)
        logits, probabilities = heatmaps.said[question.random]
        baseline = None
        if question.method == "integrated_gradients":
            baseline = float(_said(reader, np.zeros_like(picture))[0][question.label])
        heated = Heated(
            id=question.id,
            method=question.method,
            label=question.label,
            random=question.random,
            done=done,
            total=total,
            probability=float(probabilities[question.label]),
            score=float(logits[question.label]),
            baseline_score=baseline,
            likeness=likeness,
        )
        return write_frame(heated, {"heat": heat})

    def _heatmaps(self, network: Network, picture: Floats) -> _Heatmaps:
        key = (network, picture)
        if self._kept is None or not self._kept.is_for(key):
            self._kept = Kept(key, _Heatmaps())
        return self._kept.value

    def _occlude(
        self, heatmaps: _Heatmaps, network: Network, picture: Floats, question: Heat, what: What
    ) -> OcclusionProgress:
        """Go on where the last answer ended, or begin anew; none may take all of the thread."""
        occlusion = heatmaps.occlusions.get(question.random)
        if occlusion is None or occlusion.what != what:
            occlusion = _Occlusion(what, _steps(network, picture, question))
            heatmaps.occlusions[question.random] = occlusion
        progress = occlusion.progress
        if progress is None or progress.done <= question.done:
            progress = occlusion.go_on(self._seconds)
        return progress


def _steps(network: Network, picture: Floats, question: Heat) -> Iterator[OcclusionProgress]:
    from cnnviz.occluding import occlusion, patch_places

    size, stride = question.size, question.stride
    steps = occlusion(network, picture, question.label, size=size, stride=stride)
    height, width = picture.shape[1:]
    places = len(patch_places(height, width, size, stride))
    if places > MAX_PLACES:
        raise ValueError(
            f"size and stride must make at most {MAX_PLACES:,} places, got {places:,}: "
            "a larger stride makes fewer"
        )
    return steps


def _slopes(network: Network, picture: Floats, question: Heat) -> Floats:
    from cnnviz import explain  # brings Captum, which takes a second to import

    method = {
        "grad_cam": explain.grad_cam,
        "input_gradient": explain.input_gradient,
        "integrated_gradients": explain.integrated_gradients,
    }[question.method]
    return method(network, picture, question.label)


def _compare(learned: dict[What, Floats], what: What, heat: Floats, question: Heat) -> float | None:
    """Remember a trained network's heatmap, and compare one by random weights with it."""
    if not question.random:
        learned.pop(what, None)
        learned[what] = heat
        if len(learned) > MAX_LEARNED:
            del learned[next(iter(learned))]
        return None
    from cnnviz.randomizing import rank_correlation

    return rank_correlation(heat, learned[what]) if what in learned else None


def _said(network: Network, picture: Floats) -> tuple[Floats, Floats]:
    """Give the classes' scores, the logits, and their probabilities."""
    import torch

    logits = output = torch.from_numpy(picture).unsqueeze(0)
    with torch.inference_mode():
        for _, following in network.run(output):
            logits, output = output, following
    return np.asarray(logits[0].numpy()), np.asarray(output[0].numpy())
