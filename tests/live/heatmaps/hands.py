"""Heatmaps that are asked for."""

from typing import Any

from cnnviz.explain.saliency import grad_cam, input_gradient, integrated_gradients
from cnnviz.live.session import Session
from tests.live.asking import Answer
from tests.live.looked import ask

METHODS = {
    "grad_cam": grad_cam,
    "input_gradient": input_gradient,
    "integrated_gradients": integrated_gradients,
}
PATCH = {"method": "occlusion", "label": 1, "size": 7, "stride": 7}


def whole(session: Session, **fields: Any) -> list[Answer]:
    """Ask for an occlusion until it is whole; give all answers."""
    answers = [ask(session, "heat", **fields)]
    while answers[-1].message["done"] < answers[-1].message["total"]:
        answers.append(ask(session, "heat", **fields, done=answers[-1].message["done"]))
    return answers
