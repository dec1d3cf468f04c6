"""Heatmaps by gradients: which pixels made a class's score, its logit before softmax, what it is.

Worked out by torch alone. Captum (https://captum.ai) gives the same, but brings matplotlib along,
takes 20 MB in each process that imports it, and a second. Occlusion, which needs no gradients, is
in `occluding.py`; `randomizing.py` has the control that every heatmap should be held against.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.polynomial.legendre import leggauss
from numpy.typing import NDArray
from torch.autograd import grad
from torch.nn.functional import interpolate

from cnnviz.common.arguments import check_choice, integer_in_range, number_in_range
from cnnviz.common.errors import ArgumentError
from cnnviz.networks.network import Network
from cnnviz.networks.pictures import checked_picture
from cnnviz.networks.units import MAP_AXES

if TYPE_CHECKING:
    from torch import Tensor

Image = NDArray[np.floating[Any]]
Heatmap = NDArray[np.float32]


def grad_cam(network: Network, image: Image, label: int, *, layer: str | None = None) -> Heatmap:
    """Weigh a layer's maps by how much the class's score grows with them, and add them up.

    Selvaraju et al., "Grad-CAM", 2017 (https://arxiv.org/abs/1610.02391).

    Parameters
    ----------
    network : Network
    image : (C, H, W) float32 in [0, 1]
    label : int
        The class's index in ``network.labels``.
    layer : str, optional
        One that gives maps; left out, the last of them that is no pooling.

    Returns
    -------
    (H, W) float32 in [0, 1]
        1 where the maps speak most for the class; all 0 when they nowhere do. It is as coarse as
        the layer's maps, from which it is resized bilinearly.

    Raises
    ------
    ArgumentError
        When there is no such class or layer, or the image doesn't fit.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> stroke = np.zeros((1, 28, 28), np.float32)
    >>> stroke[0, 4:24, 13:15] = 1
    >>> heat = grad_cam(load_network("digits"), stroke, label=1)
    >>> heat.shape, heat.max().item()
    ((28, 28), 1.0)
    """
    layer = _layer_of_maps(network, layer)
    with torch.inference_mode(False):
        pixels, target = _checked(network, image, label)
        maps, earlier = _maps_of(network, pixels, layer)
        (gradients,) = grad(_score(network, network.run(maps, layer, earlier), target), maps)
        weights = gradients.mean((2, 3), keepdim=True)  # (1, maps, 1, 1)
        coarse = (weights * maps.detach()).sum(1, keepdim=True).relu()
        heat = interpolate(coarse, network.input_shape[1:], mode="bilinear")
    raw = _array(heat[0, 0])
    most = float(raw.max())
    return raw / np.float32(most) if most > 0 else raw


def input_gradient(network: Network, image: Image, label: int) -> Heatmap:
    """Return how fast the class's score changes with each pixel, up or down.

    Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional Networks", 2013
    (https://arxiv.org/abs/1312.6034).

    Parameters
    ----------
    network, image, label
        As `grad_cam` takes them.

    Returns
    -------
    (H, W) float32, at least 0
        The largest of the channels' gradients, without its sign: score per full step from 0 to 1.

    Raises
    ------
    ArgumentError
        As `grad_cam` does.
    """
    with torch.inference_mode(False):
        pixels, target = _checked(network, image, label)
        (gradients,) = grad(_score(network, network.run(pixels), target), pixels)
    return _array(gradients[0].abs().amax(0))


def integrated_gradients(
    network: Network, image: Image, label: int, *, baseline: float = 0.0, steps: int = 32
) -> Heatmap:
    """Share out among the pixels what the class's score gains from an even picture to this one.

    Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks", 2017
    (https://arxiv.org/abs/1703.01365).

    Parameters
    ----------
    network, image, label
        As `grad_cam` takes them.
    baseline : float in [0, 1]
        Every pixel of the even picture: 0 is black.
    steps : int, 1 to 256
        Pictures on the way, by Gauss and Legendre's rule; the more, the more exact.

    Returns
    -------
    (H, W) float32, any sign
        The channels' shares added up. All pixels' together are nearly the score of the picture
        less that of the even one.

    Raises
    ------
    ArgumentError
        As `grad_cam` does; or when `baseline` or `steps` is out of its range.
    """
    start = number_in_range("baseline", baseline, 0, 1)
    steps = integer_in_range("steps", steps, 1, 256)
    with torch.inference_mode(False):
        pixels, target = _checked(network, image, label)
        way = pixels.detach() - start
        total = torch.zeros_like(way)
        # One picture at a time: all of a photo's maps are kept for its gradients
        for node, weight in zip(*leggauss(steps), strict=True):  # from −1 to 1
            there = (start + float(1 + node) / 2 * way).requires_grad_()
            (gradients,) = grad(_score(network, network.run(there), target), there)
            total += float(weight) / 2 * gradients
    return _array((total * way)[0].sum(0))


def _score(network: Network, outputs: Iterator[tuple[str, Tensor]], target: int) -> Tensor:
    """Return a class's logit, a tensor without axes."""
    logits = network.layers[-2].name
    return next(output for name, output in outputs if name == logits)[0, target]


def _maps_of(network: Network, pixels: Tensor, layer: str) -> tuple[Tensor, dict[str, Tensor]]:
    """Return a layer's maps with gradients, and the earlier outputs that later sums read."""
    earlier = {}
    added = frozenset(network.second_inputs.values())
    with torch.no_grad():  # nobody asks for gradients before the layer, which take much room
        for name, output in network.run(pixels):
            if name == layer:
                break
            if name in added:
                earlier[name] = output
    return output.clone().requires_grad_(), earlier


def _layer_of_maps(network: Network, name: str | None) -> str:
    pools = {layer.name for layer in network.layers if layer.operation in ("largest", "mean")}
    with_maps = [one for one, shape in network.shapes.items() if len(shape) == MAP_AXES]
    if name is None:
        with_maps = [one for one in with_maps if one not in pools]
        if not with_maps:
            raise ArgumentError("network", "must have a layer that gives maps, got none")
        return with_maps[-1]
    check_choice("layer", name, with_maps)
    return name


def _checked(network: Network, image: Image, label: int) -> tuple[Tensor, int]:
    """Return the picture as a batch of one that gradients can be taken of, and the class."""
    picture = checked_picture(image, network.input_shape)
    target = integer_in_range("label", label, 0, len(network.labels) - 1)
    return torch.from_numpy(picture).clone().unsqueeze(0).requires_grad_(), target


def _array(heat: Tensor) -> Heatmap:
    return np.asarray(heat.detach().numpy(), np.float32)
