"""Why the network says what it says, laid out as the frames that the view paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cnnviz.live.answers import Explained, LayerShare, Ranked, StrongUnit
from cnnviz.live.digits.questions import Rank, Why
from cnnviz.live.wire.frames import check_finite, write_frame

if TYPE_CHECKING:
    from cnnviz.live.digits.forward import Run

MAX_RANK_MS: Final = 1000.0
"""So long may a layer's ranking keep a thread busy."""


def explain_class(run: Run, question: Why) -> bytes:
    """Return the "why" frame: what every number of every layer adds to a class's score.

    Raises
    ------
    ValueError
        If there is no such class, or the network is not one that can be taken apart so.
    """
    from cnnviz.explain.contributions import contributions, strongest

    parts = contributions(run.network, run.prepared.result, question.label, question.against)
    tensors = {f"why.{name}": check_finite(array, name) for name, array in parts.layers.items()}
    explained = Explained(
        id=question.id,
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
    return write_frame(explained, tensors)


def rank_layer(run: Run, pace: float, question: Rank) -> bytes:
    """Return the "ranked" frame: what the most probable class is without each map of a layer.

    Parameters
    ----------
    run : Run
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
        raise ValueError(
            f"layer must have at most {MAX_RANK_MS / pace:,.0f} maps to be ranked with this "
            f"network, which takes {pace:.1f} ms for a drawing; {question.layer} has {maps:,}"
        )
    ranking = rank_maps(run.network, run.prepared.result, question.layer)
    ranked = Ranked(
        id=question.id,
        layer=ranking.layer,
        label=ranking.label,
        before=ranking.before,
        without=ranking.without.tolist(),
        order=ranking.order.tolist(),
    )
    return write_frame(ranked)
