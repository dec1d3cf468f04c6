"""One visitor's heatmaps over a photo or a drawing, and what is remembered of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.live.heatmaps.making import Floats, HeatMaker, LocalHeatmaps, Subject
from cnnviz.live.heatmaps.messages import MAX_PLACES, Heat, Heated
from cnnviz.live.memo import Memo
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.wire.features import Answered, Feature, answers
from cnnviz.live.wire.frames import check_finite
from cnnviz.live.wire.requests import Request

if TYPE_CHECKING:
    from cnnviz.explain.occlusion import Losses, OcclusionProgress
    from cnnviz.networks.network import Network

SECONDS_AT_ONCE: Final = 0.1
"""So long is an occlusion worked at before it is the others' turn."""
MAX_LEARNED: Final = 8  # of a photo 200 KB each

What = tuple[object, ...]


@dataclass(eq=False)
class _Heatmaps:
    """The heatmaps of one picture and one network: finished ones, and those under way.

    An occlusion with random weights goes on beside that of the trained network. What either network
    predicts is worked out once, not with every piece.
    """

    predictions: dict[bool, tuple[Floats, Floats]] = field(default_factory=dict)
    learned: dict[What, Floats] = field(default_factory=dict)
    occlusions: dict[bool, tuple[What, Losses]] = field(default_factory=dict)


class HeatmapCache:
    """Makes one visitor's heatmaps; those that take long in one thread at a time.

    Parameters
    ----------
    networks
        They remember the networks with random weights.
    heat_maker
        Works out what takes long.
    seconds
        How long an occlusion is worked at for one answer; at least one place is done.
    """

    def __init__(
        self, networks: Networks, heat_maker: HeatMaker, seconds: float = SECONDS_AT_ONCE
    ) -> None:
        self._here, self._slow_one = LocalHeatmaps(networks), heat_maker
        self._is_prepared = False
        self._seconds = seconds
        self._newest: Memo[_Heatmaps] | None = None

    def answer(self, network: Network, picture: Floats, question: Heat) -> Answered:
        """Return the heatmap of a picture (C, H, W) as the network reads it.

        Raises
        ------
        ValueError
            If there is no such class, the network or the patch can't be taken for this method, or
            the work broke off.
        """
        heatmaps, maker = self._heatmaps(network, picture), self._maker(question)
        subject = Subject(network, question.random, picture)
        what: What = (question.method, question.label)
        done = total = 1
        if question.method == "occlusion":
            what = (*what, question.size, question.stride)
            progress = self._occlude(heatmaps, subject, question, what)
            heat, done, total = progress.heatmap, progress.done, progress.total
        else:
            heat = maker.by_gradients(subject, question.method, question.label)
        check_finite(heat, "heat")
        likeness = None
        if done == total:
            likeness = _compare(heatmaps.learned, what, heat, question)
        logits, probabilities = _predictions(heatmaps, maker, subject)
        baseline = None
        if question.method == "integrated_gradients":
            black = Subject(network, question.random, np.zeros_like(picture))
            baseline = float(maker.predict(black)[0][question.label])
        heated = Heated(
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
        return heated, {"heat": heat}

    def _maker(self, question: Heat) -> HeatMaker:
        """Choose who works it out. Whoever asks for any heatmap may soon ask for a slow one."""
        if question.is_slow:
            return self._slow_one
        if not self._is_prepared:
            self._is_prepared = True
            self._slow_one.prepare()
        return self._here

    def _heatmaps(self, network: Network, picture: Floats) -> _Heatmaps:
        key = (network, picture)
        if self._newest is None or not self._newest.is_for(key):
            self._newest = Memo(key, _Heatmaps())
        return self._newest.value

    def _occlude(
        self, heatmaps: _Heatmaps, subject: Subject, question: Heat, what: What
    ) -> OcclusionProgress:
        """Go on where the last answer ended, or begin anew; none may take all of the thread."""
        under_way, losses = heatmaps.occlusions.get(subject.random, (None, None))
        if losses is None or under_way != what:
            losses = _losses(subject.network, question)
            heatmaps.occlusions[subject.random] = what, losses
        progress = losses.progress
        if progress is None or (progress.done <= question.done and losses.left):
            progress = self._go_on(losses, heatmaps, subject, question)
        return progress

    def _go_on(
        self, losses: Losses, heatmaps: _Heatmaps, subject: Subject, question: Heat
    ) -> OcclusionProgress:
        whole_one = float(_predictions(heatmaps, self._slow_one, subject)[1][question.label])
        first, *others = (
            whole_one - occluded
            for occluded in self._slow_one.occluded(
                subject, question.label, losses.left, question.size, self._seconds
            )
        )
        progress = losses.add(first)
        for loss in others:
            progress = losses.add(loss)
        return progress


def _losses(network: Network, question: Heat) -> Losses:
    from cnnviz.explain.occlusion import Losses, checked_patch

    checked_patch(network, question.label, question.size, question.stride)
    height, width = network.input_shape[1:]
    losses = Losses(height, width, question.size, question.stride)
    if len(losses.left) > MAX_PLACES:
        raise ArgumentError(
            "stride",
            f"must make at most {MAX_PLACES:,} places, got {len(losses.left):,}: "
            "a larger stride makes fewer",
            value=len(losses.left),
            allowed=Allowed(maximum=MAX_PLACES),
            subject="size and stride",
        )
    return losses


def _predictions(heatmaps: _Heatmaps, maker: HeatMaker, subject: Subject) -> tuple[Floats, Floats]:
    """Return the classes' scores and probabilities, worked out once for each network."""
    if subject.random not in heatmaps.predictions:
        heatmaps.predictions[subject.random] = maker.predict(subject)
    return heatmaps.predictions[subject.random]


def _compare(learned: dict[What, Floats], what: What, heat: Floats, question: Heat) -> float | None:
    """Remember a trained network's heatmap, and compare one by random weights with it."""
    if not question.random:
        learned.pop(what, None)
        learned[what] = heat
        if len(learned) > MAX_LEARNED:
            del learned[next(iter(learned))]
        return None
    from cnnviz.explain.randomization import rank_correlation

    return rank_correlation(heat, learned[what]) if what in learned else None


class HasHeatmaps(Protocol):
    """A page whose picture heatmaps are asked of."""

    heatmaps: HeatmapCache

    def pictured(self) -> tuple[Network, Floats]:
        """Return the network at work, and the picture (C, H, W) as it reads it."""


class Heatmaps(Feature[HasHeatmaps]):
    """Makes heatmaps of the page's picture."""

    @answers(Heat)
    def heat(self, request: Request[Heat]) -> Answered:
        """Make a class's heatmap, or a further bit of it."""
        network, picture = self.page.pictured()
        return self.page.heatmaps.answer(network, picture, request.message)
