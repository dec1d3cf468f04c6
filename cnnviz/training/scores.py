"""How well a network reads: losses, confusions, and how it bears digits that are moved."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.networks.network import Network
from cnnviz.training.choices import LARGEST_SHIFT
from cnnviz.training.events import Score
from cnnviz.training.shifts import Pictures, shift

SMALLEST: Final = 1e-12  # a probability of zero would be an infinite loss
DIRECTIONS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1))

Labels = NDArray[np.int64]


def score(probabilities: NDArray[np.float32], labels: Labels) -> Score:
    """Return the cross-entropy and the share of right answers.

    Parameters
    ----------
    probabilities : (N, classes) float32 in [0, 1]
    labels : (N,) int64

    Examples
    --------
    >>> half = score(np.array([[0.5, 0.5], [1, 0]], np.float32), np.array([1, 0]))
    >>> round(half.loss, 4), half.accuracy
    (0.3466, 0.5)
    """
    wanted = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    return Score(float(-np.log(np.maximum(wanted, SMALLEST)).mean()), float(right.mean()))


def confusion(probabilities: NDArray[np.float32], labels: Labels) -> list[list[int]]:
    """Count what was read as what: rows are the labels, columns the answers.

    Parameters
    ----------
    probabilities : (N, classes) float32 in [0, 1]
    labels : (N,) int64

    Examples
    --------
    >>> confusion(np.array([[0.5, 0.4], [1, 0], [0, 1]], np.float32), np.array([1, 0, 1]))
    [[1, 0], [1, 1]]
    """
    classes = probabilities.shape[1]
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, probabilities.argmax(axis=1)), 1)
    rows: list[list[int]] = counts.tolist()
    return rows


def accuracy_when_shifted(network: Network, pictures: Pictures, labels: Labels) -> list[float]:
    """Return the share of right answers for digits moved by 0, 1, … 6 pixels.

    Each is moved up, down, left and right; the share is that of all four.

    Parameters
    ----------
    network : Network
    pictures : (N, C, H, W) float32 in [0, 1]
    labels : (N,) int64

    Returns
    -------
    list of 7 floats in [0, 1]
    """
    shares = []
    for pixels in range(LARGEST_SHIFT + 1):
        moved = [
            shift(pictures, pixels * rows, pixels * columns)
            for rows, columns in (DIRECTIONS if pixels else DIRECTIONS[:1])
        ]
        right = [network.predict(each).argmax(axis=1) == labels for each in moved]
        shares.append(float(np.mean(right)))
    return shares
