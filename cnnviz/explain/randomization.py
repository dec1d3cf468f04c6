"""The control for heatmaps: a network that has learned nothing.

A heatmap that looks the same with random weights explains nothing. Adebayo et al., "Sanity Checks
for Saliency Maps", 2018 (https://arxiv.org/abs/1810.03292).
"""

from math import prod, sqrt
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_in_range
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.network import Network, make_network


def randomized(network: Network, seed: int = 0) -> Network:
    """Return the same network with random weights, which has learned nothing.

    Weights are drawn as before a training (He et al., 2015, https://arxiv.org/abs/1502.01852),
    normally distributed with a variance of 2 / (numbers in a kernel); biases are 0.

    Parameters
    ----------
    network : Network
    seed : int, at least 0
        The same seed gives the same weights.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> other = randomized(load_network("digits"), seed=1)
    >>> other.shapes == load_network("digits").shapes, other.biases["conv1"].any().item()
    (True, False)
    """
    generator = torch.Generator().manual_seed(integer_in_range("seed", seed, 0, None))
    tensors = {}
    for name, tensor in network.tensors().items():
        drawn = torch.randn(tensor.shape, generator=generator)
        layer, _, part = name.partition(".")
        inputs = prod(network.weights[layer].shape[1:])  # of one number of the layer
        tensors[name] = drawn * sqrt(2 / inputs) if part == "weight" else drawn * 0
    training = {"randomized": seed}
    header = msgspec.structs.replace(network.header, accuracy={}, training=training)
    return make_network(header, tensors)


def rank_correlation(
    first: NDArray[np.floating[Any]], second: NDArray[np.floating[Any]]
) -> float | None:
    """Return how alike two heatmaps rank their pixels, by Spearman's rank correlation.

    Equal numbers share the mean of their ranks.

    Parameters
    ----------
    first, second : float arrays of one shape

    Returns
    -------
    float in [-1, 1], or None
        1 for the same order, -1 for the opposite one, about 0 for unrelated ones; None when one of
        them is the same everywhere and has no order.

    Raises
    ------
    ArgumentError
        When their shapes differ.

    Examples
    --------
    >>> rank_correlation(np.array([1.0, 2.0, 9.0]), np.array([0.1, 0.3, 0.2]))
    0.5
    """
    if np.shape(first) != np.shape(second):
        raise ArgumentError(
            "second",
            f"must have the shape of first, {np.shape(first)}, got {np.shape(second)}",
            value=np.shape(second),
            allowed=Allowed(shape=np.shape(first)),
        )
    ranks = [_ranks(np.ravel(one)) for one in (first, second)]
    spread = sqrt(prod(float(one @ one) for one in ranks))
    return float(ranks[0] @ ranks[1]) / spread if spread else None


def _ranks(numbers: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return each number's rank, less the mean of all ranks."""
    _, places, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[places] - (len(numbers) - 1) / 2)
