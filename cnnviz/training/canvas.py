"""Digits as a person leaves them on the pad: anywhere, of any size, turned, thin or fat.

This measures a network; training makes its own drawings (`cnnviz.training.augmentation`).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from cnnviz.images.digits import SIDE, prepare_digit
from cnnviz.networks.network import Network

FACTOR = 10
PAD = SIDE * FACTOR
LARGEST_SHIFT = PAD / 3
SIZES = (0.4, 1.4)
LARGEST_ROTATION = 15.0
EDGES = (-6, 8)
"""How far a stroke's edge moves, in pixels of the pad before scaling; a stroke of an MNIST digit is
20 to 40 of them wide."""
LEAST_KEPT = 0.4
MARGIN = 2


def draw_on_pad(digit: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Enlarge a digit ten times and leave it somewhere on the pad.

    Its strokes get thinner or thicker, it is scaled by 0.4 to 1.4, turned by up to 15° and shifted
    by up to a third of the pad each way. Thinning never takes more than 60 % of the ink, for a pen
    leaves no gaps. All ink is kept on the pad, as a person can't draw beside
    it: a scale that would not fit is lowered, a shift that would leave the pad stops at its edge.

    Parameters
    ----------
    digit : (28, 28) uint8 in 0..255
    random : numpy.random.Generator

    Returns
    -------
    (280, 280) uint8 in 0..255
    """
    enlarged = np.asarray(cv2.resize(digit, (PAD, PAD), interpolation=cv2.INTER_CUBIC), np.uint8)
    large = _brushed(enlarged, int(random.integers(EDGES[0], EDGES[1] + 1)))
    angle = np.deg2rad(random.uniform(-LARGEST_ROTATION, LARGEST_ROTATION))
    cos, sin = np.cos(angle), np.sin(angle)
    points = cv2.findNonZero(large).reshape(-1, 2).astype(float)  # (ink, x and y)
    turned = (points - (PAD - 1) / 2) @ np.array([[cos, sin], [-sin, cos]])
    low, high = turned.min(axis=0), turned.max(axis=0)
    size = min(random.uniform(*SIZES), (PAD - 1 - 2 * MARGIN) / float((high - low).max()))
    shift = random.uniform(-LARGEST_SHIFT, LARGEST_SHIFT, 2)
    room_low = MARGIN - (PAD - 1) / 2 - size * low
    room_high = (PAD - 1) / 2 - MARGIN - size * high
    shift = np.minimum(np.maximum(shift, room_low), room_high)
    linear = size * np.array([[cos, -sin], [sin, cos]])
    offset = (PAD - 1) / 2 + shift - linear @ np.full(2, (PAD - 1) / 2)
    transform = np.concatenate([linear, offset[:, None]], axis=1)
    return np.asarray(cv2.warpAffine(large, transform, (PAD, PAD)), np.uint8)


def canvas_accuracy(
    network: Network,
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    *,
    seed: int = 0,
    side: int = PAD,
) -> float:
    """Measure how many digits are read right when drawn on the pad and prepared.

    Parameters
    ----------
    network : Network
    images : (N, 28, 28) uint8 in 0..255
    labels : (N,) int64
    seed : int
    side : int
        The pad is shrunk to so many pixels first, as the page does with 112.

    Returns
    -------
    float
        Share in [0, 1].
    """
    random = np.random.default_rng(seed)
    prepared = np.empty((len(images), 1, SIDE, SIDE), np.float32)
    for index, image in enumerate(images):
        # With the pad's own side this changes nothing.
        pad = cv2.resize(draw_on_pad(image, random), (side, side), interpolation=cv2.INTER_AREA)
        prepared[index] = prepare_digit(pad)
    return float((network.predict(prepared).argmax(axis=1) == labels).mean())


def _brushed(large: NDArray[np.uint8], edge: int) -> NDArray[np.uint8]:
    """Move the strokes' edges, inwards only as far as enough ink is left."""
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(edge) + 1,) * 2)
    if edge >= 0:
        return np.asarray(cv2.dilate(large, brush), np.uint8)
    thinned = cv2.erode(large, brush)
    if float(thinned.sum()) < LEAST_KEPT * float(large.sum()):
        return _brushed(large, edge + 1)
    return np.asarray(thinned, np.uint8)
