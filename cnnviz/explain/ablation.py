"""What a network would predict without one of a layer's maps."""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from cnnviz.networks.network import Network
from cnnviz.networks.units import shape_of_maps

NUMBERS_AT_ONCE = 1 << 24
"""In one layer's output for all maps together: 64 MiB of float32."""


@dataclass(frozen=True, eq=False)
class MapRanking:
    """How much a layer's maps matter for the class that the network predicts.

    Attributes
    ----------
    layer : str
    label : int
        The most probable class, by its index.
    before : float in [0, 1]
        Its probability with all maps.
    without : (maps,) float32 in [0, 1]
        Its probability without each of them.
    losses : (maps,) float32
        before − without; negative for a map without which the class is more probable.
    order : (maps,) int
        The maps' indices, greatest loss first.
    """

    layer: str
    label: int
    before: float
    without: NDArray[np.float32]
    losses: NDArray[np.float32]
    order: NDArray[np.intp]


def without_each_map(
    network: Network, image: NDArray[np.floating[Any]], name: str
) -> NDArray[np.float32]:
    """Set each map of a layer to zero, one at a time, and read on from there.

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]
    name : str
        A layer that gives maps.

    Returns
    -------
    (maps, classes) float32 in [0, 1]
        Row m holds the probabilities without map m.

    Raises
    ------
    ArgumentError
        When there is no such layer, it gives no maps, or the image doesn't fit.
    """
    return _without_each(network, network.outputs(image), name)


def rank_maps(network: Network, image: NDArray[np.floating[Any]], name: str) -> MapRanking:
    """Order a layer's maps by how much the most probable class loses without each.

    Parameters
    ----------
    network, image, name
        As `without_each_map` takes them.

    Returns
    -------
    MapRanking

    Raises
    ------
    ArgumentError
        As `without_each_map` does.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> stroke = np.zeros((1, 28, 28), np.float32)
    >>> stroke[0, 4:24, 13:15] = 1
    >>> ranking = rank_maps(load_network("digits"), stroke, "conv1")
    >>> ranking.label, len(ranking.order), (ranking.losses[ranking.order].argmax()).item()
    (1, 12, 0)
    """
    outputs = network.outputs(image)
    probabilities = list(outputs.values())[-1]
    label = int(probabilities.argmax())
    without = _without_each(network, outputs, name)[:, label]
    losses = probabilities[label] - without
    return MapRanking(
        layer=name,
        label=label,
        before=float(probabilities[label]),
        without=without,
        losses=losses,
        order=np.argsort(-losses, kind="stable"),
    )


def _without_each(
    network: Network, outputs: dict[str, NDArray[np.float32]], name: str
) -> NDArray[np.float32]:
    shape = shape_of_maps(network.shapes, name)
    names = list(network.shapes)
    after = names[names.index(name) + 1 :]
    widest = max(prod(network.shapes[one]) for one in (name, *after))
    at_once = max(1, NUMBERS_AT_ONCE // widest)
    before = set(names[: names.index(name)])
    earlier = {
        one: torch.from_numpy(outputs[one]).unsqueeze(0)
        for one in before.intersection(network.second_inputs.values())
    }
    parts = []
    with torch.inference_mode():
        for start in range(0, shape[0], at_once):
            missing = torch.arange(start, min(start + at_once, shape[0]))
            batch = torch.from_numpy(outputs[name]).repeat(len(missing), 1, 1, 1)
            batch[torch.arange(len(missing)), missing] = 0
            for _, output in network.run(batch, name, earlier):
                batch = output
            parts.append(batch)
        return np.asarray(torch.cat(parts).numpy())
