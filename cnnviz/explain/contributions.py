"""Why a network predicts what it predicts: how much each number of a layer adds to a class's score.

A network of convolutions, dense layers, ReLU and pooling is piecewise linear. Around one picture it
is a sum: each number of a layer times the score's gradient there, plus what the biases after the
layer add. That sum is the score itself, exactly, at every layer. (Activation × gradient as an
attribution: Shrikumar, Greenside and Kundaje, 2016, https://arxiv.org/abs/1605.01713; its exactness
with the biases: Srinivas and Fleuret, "Full-Gradient Representation", 2019,
https://arxiv.org/abs/1905.00780.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_in_range
from cnnviz.common.errors import ArgumentError
from cnnviz.networks.units import Unit, with_input

if TYPE_CHECKING:
    import torch

    from cnnviz.networks.network import Network


@dataclass(frozen=True, eq=False)
class Contributions:
    """What every number adds to a score.

    ``layers[name].sum() + biases[name]`` is the score, for every name, but for rounding.

    Attributes
    ----------
    label : int
        The class whose score it is, by its index.
    against : int or None
        The class whose score is subtracted, if any.
    score : float
        The class's logit, or the difference of two.
    layers : dict of float32 arrays by layer name
        From "input" to the logits, in order, each of its layer's shape.
    biases : dict of float by layer name
        What all biases after the layer add.
    """

    label: int
    against: int | None
    score: float
    layers: dict[str, NDArray[np.float32]]
    biases: dict[str, float]


@dataclass(frozen=True, slots=True)
class StrongUnit:
    """One of a layer's strongest contributions.

    Attributes
    ----------
    layer : str
    unit : tuple of int
        Its place there.
    contribution : float
        What it adds to the score; negative when it speaks against the class.
    share : float in [-1, 1]
        Of all that the layer's units add or take away, each counted without its sign.
    """

    layer: str
    unit: Unit
    contribution: float
    share: float


def contributions(
    network: Network,
    image: NDArray[np.floating[Any]],
    label: int,
    against: int | None = None,
) -> Contributions:
    """Take a class's score apart, layer by layer.

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]
    label : int
        The class's index in ``network.labels``.
    against : int, optional
        Another class's: then it is the difference of the two scores that is taken apart.

    Returns
    -------
    Contributions

    Raises
    ------
    ArgumentError
        When there is no such class, the image doesn't fit, or a layer's numbers and the
        biases after it are not all that the score is made of.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> stroke = np.zeros((1, 28, 28), np.float32)
    >>> stroke[0, 4:24, 13:15] = 1
    >>> why = contributions(load_network("digits"), stroke, label=1)
    >>> bool(abs(why.layers["input"].sum() + why.biases["input"] - why.score) < 1e-3)
    True
    >>> why.layers["input"][stroke == 0].any().item()
    False
    """
    last = len(network.labels) - 1
    label = integer_in_range("label", label, 0, last)
    if against is not None and integer_in_range("against", against, 0, last) == label:
        message = f"must be another class than label, got {against} for both"
        raise ArgumentError("against", message, value=against)
    for layer in network.layers[:-1]:
        if not layer.adds_up:
            raise ArgumentError(
                "network",
                "must be one row of weighted sums, ReLU and pooling up to its logits, "
                f"got {layer.kind} in it",
                value=layer.kind,
            )
    names = list(with_input(network.shapes, network.input_shape))[:-1]
    score, outputs, gradients = _score_and_gradients(network, image, label, against)
    pairs = zip(outputs, gradients, strict=True)
    shares = [(output * gradient)[0].numpy() for output, gradient in pairs]
    added = [_added_by_bias(network, name, one) for name, one in zip(names, gradients, strict=True)]
    after = np.cumsum([0.0, *added[:0:-1]])[::-1].tolist()
    return Contributions(
        label=label,
        against=against,
        score=score,
        layers=dict(zip(names, shares, strict=True)),
        biases=dict(zip(names, after, strict=True)),
    )


def strongest(contributions: Contributions, count: int = 5) -> dict[str, tuple[StrongUnit, ...]]:
    """Name the units of every layer that add or take away most.

    Parameters
    ----------
    contributions : Contributions
    count : int, at least 1
        How many of each layer, at most; units that add nothing are left out.

    Returns
    -------
    dict of tuple of StrongUnit by layer name
        The one with the largest contribution, whatever its sign, first; of equals the first in the
        layer.
    """
    count = integer_in_range("count", count, 1, None)
    return {
        name: tuple(_strong_units(name, values, count))
        for name, values in contributions.layers.items()
    }


def _strong_units(name: str, values: NDArray[np.float32], count: int) -> list[StrongUnit]:
    sizes = np.abs(values, dtype=np.float64).ravel()
    total = sizes.sum()
    first = np.argsort(-sizes, kind="stable")[:count]
    units = []
    for flat in first[sizes[first] > 0]:
        unit = tuple(int(index) for index in np.unravel_index(flat, values.shape))
        value = float(values[unit])
        units.append(StrongUnit(name, unit, value, value / total))
    return units


def _score_and_gradients(
    network: Network, image: NDArray[np.floating[Any]], label: int, against: int | None
) -> tuple[float, list[torch.Tensor], tuple[torch.Tensor, ...]]:
    """Return the score, and each layer's outputs and gradients up to the logits, "input" first."""
    import torch  # takes two seconds

    from cnnviz.networks.pictures import checked_picture

    pixels = torch.from_numpy(checked_picture(image, network.input_shape))
    with torch.inference_mode(False):  # gradients are on in it, wherever it is called from
        outputs = [pixels.clone().unsqueeze(0).requires_grad_()]
        for module in list(network.modules.values())[:-1]:
            outputs.append(module(outputs[-1]))
        logits = outputs[-1][0]
        score = logits[label] if against is None else logits[label] - logits[against]
        gradients = torch.autograd.grad(score, outputs)
        return score.item(), [output.detach() for output in outputs], gradients


def _added_by_bias(network: Network, name: str, gradient: torch.Tensor) -> float:
    """Return what a layer's own biases add to the score: each times the gradient of its map."""
    if name not in network.biases:
        return 0.0
    per_unit = gradient[0].flatten(1).sum(1) if gradient.ndim > 2 else gradient[0]
    return float(per_unit.double().numpy() @ network.biases[name])
