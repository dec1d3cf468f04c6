"""The control for heatmaps: a network that has learned nothing.

A heatmap that looks the same with random weights explains nothing. Adebayo et al., "Sanity Checks
for Saliency Maps", 2018 (https://arxiv.org/abs/1810.03292).
"""

from math import prod, sqrt

import msgspec
import torch

from cnnviz.network import Network, make_network
from cnnviz.windows import whole


def randomized(network: Network, seed: int = 0) -> Network:
    """Give the same network with random weights, which has learned nothing.

    Weights are drawn as before a training (He et al., 2015, https://arxiv.org/abs/1502.01852),
    normally distributed with a variance of 2 / (numbers in a kernel); biases are 0.

    Parameters
    ----------
    network : Network
    seed : int, at least 0
        The same seed gives the same weights.

    Examples
    --------
    >>> from cnnviz.network import load_network
    >>> other = randomized(load_network("digits"), seed=1)
    >>> other.shapes == load_network("digits").shapes, other.biases["conv1"].any().item()
    (True, False)
    """
    generator = torch.Generator().manual_seed(whole("seed", seed, 0, None))
    tensors = {}
    for name, tensor in network.tensors().items():
        deviation = sqrt(2 / prod(tensor.shape[1:])) if tensor.ndim > 1 else 0.0
        tensors[name] = torch.randn(tensor.shape, generator=generator) * deviation
    training = {"randomized": seed}
    header = msgspec.structs.replace(network.header, accuracy={}, training=training)
    return make_network(header, tensors)
