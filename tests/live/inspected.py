"""What is asked of units, and how a person at the screen adds up the answers."""

from typing import Any

import numpy as np
import pytest

from cnnviz.live.session import Session
from tests.live.asking import Answer, ask_bytes, tell

UNITS = {
    "input": [0, 12, 14],
    "conv1": [3, 0, 23],
    "relu1": [3, 10, 12],
    "pool1": [11, 5, 6],
    "conv2": [15, 0, 11],
    "conv3": [7, 6, 6],
    "pool2": [2, 3, 3],
    "flatten": [575],
    "dense1": [79],
    "dense2": [9],
    "softmax": [1],
}


def inspect(session: Session, layer: str, unit: Any) -> Answer:
    return tell(session, ask_bytes("inspect", 7, layer=layer, unit=list(unit)))


def total(answer: Answer) -> float:
    """Add up a unit's parts as a person at the screen would."""
    arithmetic = answer.message["arithmetic"]
    tensors = {name: array.astype(float) for name, array in answer.tensors.items()}
    match answer.message["kind"]:
        case "convolution":
            products = tensors["windows"] * tensors["kernels"]
            np.testing.assert_allclose(products.sum(axis=(1, 2)), tensors["sums"], atol=1e-5)
            assert tensors["sums"].sum() == pytest.approx(arithmetic["total"], abs=1e-5)
            return products.sum() + arithmetic["bias"]
        case "max_pooling":
            return tensors["window"][tuple(arithmetic["winner"])]
        case "average_pooling":
            return tensors["window"].mean()
        case "dense":
            products = tensors["inputs"] * tensors["weights"]
            np.testing.assert_allclose(products, tensors["contributions"], atol=1e-5)
            return products.sum() + arithmetic["bias"]
        case "softmax":
            assert tensors["exponentials"].sum() == pytest.approx(arithmetic["sum"])
            np.testing.assert_allclose(
                np.exp(tensors["shifted"]), tensors["exponentials"], rtol=1e-5
            )
            return np.nan
        case "relu":
            return max(arithmetic["input"], 0)
    return arithmetic["value"]
