"""Training digits drawn again: turned, slanted, stretched, thinner or thicker, then prepared.

Each new picture goes through `prepare_digit` like a visitor's drawing, so that the network learns
from just the kind of picture that it will be shown.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cnnviz.images.digits import SIDE, prepare_digit

PAD_SIDE = 100
PAD_SCALE = 3
LEAST_KEPT = 0.35
"""A digit that would lose more of its ink by thinning is left as it is: its strokes would break."""


@dataclass(frozen=True)
class Augmentation:
    """How far a digit may be changed.

    Attributes
    ----------
    rotation : degrees either way
    stretch : the width against the height, 0.2 for a factor between 1/1.2 and 1.2
    slant : columns per row either way
    size : smallest and largest scale; how finely a digit was drawn, as all end up the same size
    thinning, thickening : how much a stroke's edge may move, in thirds of an MNIST pixel
    same_brush : share of digits that keep the thickness of their strokes
    crisp : share of digits drawn without grey edges
    shift : pixels either way, after the digit was prepared
    """

    rotation: float = 15.0
    stretch: float = 0.15
    slant: float = 0.15
    size: tuple[float, float] = (0.6, 1.2)
    thinning: int = 2
    thickening: int = 3
    same_brush: float = 0.5
    crisp: float = 0.3
    shift: int = 1


def redraw_all(
    images: NDArray[np.uint8], augmentation: Augmentation, random: np.random.Generator
) -> NDArray[np.float32]:
    """Draw each digit again, each a little differently.

    Parameters
    ----------
    images : (N, 28, 28) uint8 in 0..255
    augmentation : Augmentation
    random : numpy.random.Generator

    Returns
    -------
    (N, 1, 28, 28) float32 in [0, 1]
    """
    count = len(images)
    transforms = _transforms(count, augmentation, random)
    edges = _edges(count, augmentation, random)
    crisp = random.random(count) < augmentation.crisp
    shifts = random.integers(-augmentation.shift, augmentation.shift + 1, (count, 2))
    redrawn = np.empty((count, 1, SIDE, SIDE), np.float32)
    for index, image in enumerate(images):
        pad = cv2.warpAffine(image, transforms[index], (PAD_SIDE, PAD_SIDE))
        if crisp[index]:
            pad = cv2.threshold(pad, 127, 255, cv2.THRESH_BINARY)[1]
        digit = prepare_digit(change_brush(pad, int(edges[index])))
        redrawn[index, 0] = np.roll(digit[0], tuple(shifts[index]), axis=(0, 1))
    return redrawn


def change_brush(pad: NDArray[np.uint8], edge: int) -> NDArray[np.uint8]:
    """Move every stroke's edge by whole pixels: outwards when positive, inwards when negative.

    A digit whose strokes would break is given back as it was.

    Parameters
    ----------
    pad : (H, W) uint8 in 0..255
    edge : int
        Pixels.

    Examples
    --------
    >>> pad = np.zeros((9, 9), np.uint8)
    >>> pad[4, 4] = 255
    >>> int((change_brush(pad, 1) > 0).sum()), int((change_brush(pad, -1) > 0).sum())
    (5, 1)
    """
    if edge == 0:
        return pad
    side = 2 * abs(edge) + 1
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    if edge > 0:
        return np.asarray(cv2.dilate(pad, brush), np.uint8)
    thinned = cv2.erode(pad, brush)
    kept = float(thinned.sum()) >= LEAST_KEPT * float(pad.sum())
    return np.asarray(thinned, np.uint8) if kept else pad


def _transforms(
    count: int, augmentation: Augmentation, random: np.random.Generator
) -> NDArray[np.float64]:
    """Return (count, 2, 3) matrices that take an MNIST picture's middle to the pad's."""
    angle = np.deg2rad(random.uniform(-1, 1, count) * augmentation.rotation)
    slant = random.uniform(-1, 1, count) * augmentation.slant
    size = random.uniform(*augmentation.size, count) * PAD_SCALE
    stretch = (1 + augmentation.stretch) ** random.uniform(-0.5, 0.5, count)
    cos, sin = np.cos(angle), np.sin(angle)
    rotation = np.stack([np.stack([cos, -sin], -1), np.stack([sin, cos], -1)], -2)
    zero = np.zeros(count)
    shape = np.stack(
        [np.stack([size * stretch, size * slant], -1), np.stack([zero, size / stretch], -1)], -2
    )
    linear = rotation @ shape
    middle = np.full(2, (SIDE - 1) / 2)
    translation = (PAD_SIDE - 1) / 2 - linear @ middle
    return np.concatenate([linear, translation[..., None]], -1)


def _edges(
    count: int, augmentation: Augmentation, random: np.random.Generator
) -> NDArray[np.int64]:
    edges = random.integers(-augmentation.thinning, augmentation.thickening + 1, count)
    return np.where(random.random(count) < augmentation.same_brush, 0, edges)
