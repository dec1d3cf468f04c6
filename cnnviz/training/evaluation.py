"""How well a network reads digits: its share of right answers, and the ones it gets wrong."""

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from cnnviz.networks.network import Network
from cnnviz.training.canvas import canvas_accuracy

Digits = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Pictures (N, 28, 28) uint8 in 0..255 and their labels (N,) int64."""


def accuracy(network: Network, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> float:
    """Return the share in [0, 1] of digits (N, 28, 28) uint8 that are read right."""
    return float((_answers(network, images) == labels).mean())


def mistakes(network: Network, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> list[int]:
    """Return the indices of the digits (N, 28, 28) uint8 that are read wrong."""
    return [int(index) for index in np.flatnonzero(_answers(network, images) != labels)]


def with_measures(
    network: Network, settings: dict[str, Any], validation: Digits, test: Digits
) -> Network:
    """Measure a finished network and write the figures and its settings into its header.

    Parameters
    ----------
    network : Network
    settings : dict
        How it was trained, as JSON can hold it.
    validation, test : images (N, 28, 28) uint8 in 0..255, labels (N,) int64
        The held-out digits, and those nobody looked at before.

    Returns
    -------
    Network
        Its `accuracy` has "validation", "test" and "canvas" (the test digits drawn on the pad),
        its `training` has the settings and "mistakes", the indices of the test digits it gets
        wrong.
    """
    shares = {
        "validation": accuracy(network, *validation),
        "test": accuracy(network, *test),
        "canvas": canvas_accuracy(network, *test),
    }
    training = {
        **settings,
        "held_out_digits": len(validation[1]),
        "mistakes": mistakes(network, *test),
    }
    header = msgspec.structs.replace(network.header, accuracy=shares, training=training)
    return Network(header, network.modules)


def _answers(network: Network, images: NDArray[np.uint8]) -> NDArray[np.int64]:
    pictures = images[:, None].astype(np.float32) / 255
    return np.asarray(network.predict(pictures).argmax(axis=1), np.int64)
