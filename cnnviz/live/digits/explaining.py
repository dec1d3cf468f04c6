"""Why the network predicts what it predicts, and what it loses without each map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.live.digits.page import DigitsPage
from cnnviz.live.networks.inspecting import Inspect, inspect_unit
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.frames import check_finite
from cnnviz.live.wire.messages import ClassIndex, LayerName, Message
from cnnviz.live.wire.requests import Request

if TYPE_CHECKING:
    from cnnviz.live.digits.forward import ForwardPass

MAX_RANK_MS: Final = 1000.0
"""So long may a layer's ranking keep a thread busy."""


class Why(Message, frozen=True, tag="why"):
    """Follow a class's score, or its lead over another's, back to the drawing."""

    is_often = True

    label: ClassIndex
    against: ClassIndex | None = None


class Rank(Message, frozen=True, tag="rank"):
    """Return what the most probable class loses without each map of a layer."""

    layer: LayerName


class LayerShare(Struct):
    """What a layer's numbers add to a score together, and what all biases after it do."""

    name: str
    total: float
    bias: float


class StrongUnit(Struct):
    """What one unit adds, and its share in all that its layer adds or takes away."""

    layer: str
    unit: tuple[int, ...]
    contribution: float
    share: float


class Explained(Answer, tag="why"):
    """Answer to `Why`; what each number adds beside it, "why.input", "why.conv1" and so on.

    Each layer's `total` and `bias` sum to the score: a class's, or its lead over another's.
    """

    label: int
    against: int | None
    score: float
    layers: list[LayerShare]
    strongest: list[StrongUnit]  # layer by layer from the input on, the strongest first


class Ranked(Answer, tag="ranked"):
    """Answer to `Rank`: the most probable class's probability before, and without each map.

    `order` names the maps, the one first without which the class loses most.
    """

    layer: str
    label: int
    before: float
    without: list[float]
    order: list[int]


class Explanations(Feature[DigitsPage]):
    """Explains the newest reading, one number of it or all."""

    def is_quick(self, message: Message) -> bool:
        """Tell whether a number's arithmetic is there within a couple of milliseconds."""
        return isinstance(message, Inspect) and self.page.forward.is_quick(self.page.state)

    @answers(Inspect)
    def inspect(self, request: Request[Inspect]) -> Answered:
        """Work out the number of one unit."""
        run = self.page.run()
        return inspect_unit(run.network, run.trace, request.message)

    @answers(Why)
    def why(self, request: Request[Why]) -> Answered:
        """Follow a class's score back to the drawing."""
        return explain_class(self.page.run(), request.message)

    @answers(Rank)
    def rank(self, request: Request[Rank]) -> Answered:
        """Return what is lost without each map of a layer."""
        page = self.page
        return rank_layer(page.run(), page.forward.pace(page.state), request.message)


def explain_class(run: ForwardPass, question: Why) -> Answered:
    """Return what every number of every layer adds to a class's score.

    Raises
    ------
    ValueError
        If there is no such class, or the network is not one that can be taken apart so.
    """
    from cnnviz.explain.contributions import contributions, strongest

    parts = contributions(run.network, run.prepared.result, question.label, question.against)
    tensors = {f"why.{name}": check_finite(array, name) for name, array in parts.layers.items()}
    explained = Explained(
        label=parts.label,
        against=parts.against,
        score=parts.score,
        layers=[
            LayerShare(name, float(array.sum(dtype=float)), parts.biases[name])
            for name, array in parts.layers.items()
        ],
        strongest=[
            StrongUnit(one.layer, one.unit, one.contribution, float(one.share))
            for units in strongest(parts).values()
            for one in units
        ],
    )
    return explained, tensors


def rank_layer(run: ForwardPass, pace: float, question: Rank) -> Answered:
    """Return what the most probable class is without each map of a layer.

    Parameters
    ----------
    run : ForwardPass
    pace : float
        The milliseconds that the network takes for one drawing.
    question : Rank

    Raises
    ------
    ValueError
        If there is no such layer, it gives no maps, or too many for a network of this pace.
    """
    from cnnviz.explain.ablation import rank_maps

    maps = run.network.shapes.get(question.layer, (1,))[0]
    if maps * pace > MAX_RANK_MS:
        raise ArgumentError(
            "layer",
            f"must have at most {MAX_RANK_MS / pace:,.0f} maps to be ranked with this "
            f"network, which takes {pace:.1f} ms for a drawing; {question.layer} has {maps:,}",
            value=maps,
            allowed=Allowed(maximum=int(MAX_RANK_MS / pace)),
        )
    ranking = rank_maps(run.network, run.prepared.result, question.layer)
    ranked = Ranked(
        layer=ranking.layer,
        label=ranking.label,
        before=ranking.before,
        without=ranking.without.tolist(),
        order=ranking.order.tolist(),
    )
    return ranked, {}
