"""A photograph of a handwritten digit → the drawing a person would have made on the pad.

Dark on light or light on dark, in uneven light: the paper is estimated and taken away, the ink
thresholded by Otsu's method, and the digit's pieces gathered around the largest of them.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from cnnviz.common.errors import ArgumentError
from cnnviz.images.reading import read_image

PAD_SIDE: Final = 112
_DIGIT_SIDE: Final = 80  # 20 of MNIST's 28 pixels, at the pad's 4 pixels to one
_WORK_SIDE: Final = 320  # pixels on the longer side while searching: enough for any pen stroke
_LEAST_CONTRAST: Final = 0.12  # of the full range between paper and ink
_THINNEST_STROKE: Final = 7.0  # pad pixels: 1.75 of MNIST's, whose strokes are mostly 2 to 3

FloatImage = npt.NDArray[np.float32]
Mask = npt.NDArray[np.uint8]
Pieces = npt.NDArray[np.int32]  # (N, 5): left, top, width, height, area, as OpenCV returns them


def find_digit(file: bytes) -> Mask:
    """Find the handwritten digit in a picture file and put it on the pad.

    Parameters
    ----------
    file : bytes
        Any picture that `cnnviz.images.reading.read_image` reads.

    Returns
    -------
    (112, 112) uint8
        White ink (255) on black paper (0), the digit in the middle, its longer side 80 pixels.

    Raises
    ------
    ArgumentError
        With the sentence of `read_image`, or one that says that no digit was found.
    """
    grey = read_image(file, color=False, max_side=_WORK_SIDE, background=1.0)[0]
    ink = _ink(grey)
    digit = np.where(_digit_mask(ink) > 0, ink, np.float32(0.0))
    return _on_pad(digit)


def _ink(grey: FloatImage) -> FloatImage:
    """How much each pixel differs from the paper around it, in [0, 1], ink near 1."""
    height, width = grey.shape
    if min(height, width) < 12:
        raise _refused(f"the picture must be at least 12 × 12 pixels, got {width} × {height}")
    dark_on_light = grey if _is_dark_on_light(grey) else 1.0 - grey
    difference = cv2.GaussianBlur(_paper(dark_on_light) - dark_on_light, (0, 0), 0.8)
    strength = float(np.percentile(difference, 99.9))
    if strength < _LEAST_CONTRAST:
        raise _refused("no digit found: the ink hardly differs from the paper")
    return np.asarray(np.clip(difference / strength, 0.0, 1.0), np.float32)


def _is_dark_on_light(grey: FloatImage) -> bool:
    """Paper is the larger part: a smooth light fitted to it leaves the ink all on one side.

    The light is a second-order polynomial of the position, fitted five times, each time without
    the half of the pixels that fit worst.
    """
    small = np.asarray(cv2.resize(grey, (48, 48), interpolation=cv2.INTER_AREA), np.float64)
    y, x = (axis.ravel() / 24 - 1 for axis in np.mgrid[0:48, 0:48])
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
    values = small.ravel()
    kept = np.abs(values - np.median(values)) <= np.median(np.abs(values - np.median(values)))
    for _ in range(5):
        light = _fitted(terms, values, kept)
        misfit = np.abs(values - light)
        kept = misfit <= np.median(misfit)
    return bool(((values - light) ** 3).sum() <= 0)


def _fitted(
    terms: npt.NDArray[np.float64], values: npt.NDArray[np.float64], kept: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Fit a sum of terms (N, 6) to those values (N,) that are kept, and return it everywhere.

    By the normal equations, which are small: numpy shares out a matrix of a thousand rows to all
    cores, and its threads, waiting for each other, took seven times as long as the work itself.
    """
    some = terms[kept]
    products = np.einsum("ni,nj->ij", some, some)
    sums = np.einsum("ni,n->i", some, values[kept])
    weights = np.linalg.lstsq(products, sums, rcond=None)[0]
    return np.asarray(np.einsum("ni,i->n", terms, weights))


def _paper(grey: FloatImage) -> FloatImage:
    """Estimate the light on the paper under dark ink: a closing wider than any stroke."""
    height, width = grey.shape
    scale = 80 / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (31, 31))
    closed = cv2.morphologyEx(
        cv2.medianBlur(np.asarray(small, np.float32), 3),
        cv2.MORPH_CLOSE,
        disk,
        borderType=cv2.BORDER_REFLECT,
    )
    return np.asarray(
        cv2.resize(cv2.GaussianBlur(closed, (0, 0), 4.0), (width, height)), np.float32
    )


def _digit_mask(ink: FloatImage) -> Mask:
    """(H, W) uint8, 1 where the digit is: its largest piece and the pieces that go with it."""
    levels = (ink * 255).astype(np.uint8)
    _, binary = cv2.threshold(levels, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if binary.mean() > 0.5:
        raise _refused("no digit found: more of the picture is ink than paper")
    _, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    pieces = np.asarray(stats[1:], np.int32)  # the first is the paper
    # What touches the border is a table's edge or a shadow, unless there is nothing else
    weight = np.where(_inside(pieces, ink.shape), 1.0, 0.005)
    main = int(np.argmax(pieces[:, cv2.CC_STAT_AREA] * weight))
    if pieces[main, cv2.CC_STAT_HEIGHT] < 0.05 * max(ink.shape):
        raise _refused("no digit found: nothing in the picture is as large as a digit")
    together = _goes_with(pieces, main) & (weight >= weight[main])
    areas = pieces[:, cv2.CC_STAT_AREA] * weight
    if areas[together].sum() < 0.3 * areas.sum():
        raise _refused("no digit found: the picture has too many other marks")
    chosen = 1 + np.flatnonzero(together)
    mask = np.isin(labels, chosen).astype(np.uint8)
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)


def _inside(pieces: Pieces, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Whether each piece keeps off the picture's border."""
    left, top, width, height, _ = pieces.T
    return np.asarray(
        (left > 0) & (top > 0) & (left + width < shape[1]) & (top + height < shape[0])
    )


def _goes_with(pieces: Pieces, main: int) -> npt.NDArray[np.bool_]:
    """Whether each piece lies close to the main one and is no speck: the bar of a 5, of a 7."""
    left, top, width, height, area = pieces.T.astype(np.float64)
    margin = 0.2 * max(width[main], height[main])
    near = (
        (left < left[main] + width[main] + margin)
        & (left + width > left[main] - margin)
        & (top < top[main] + height[main] + margin)
        & (top + height > top[main] - margin)
    )
    alike = (area > 0.04 * area[main]) & (height < 2 * height[main]) & (width < 2 * height[main])
    together = near & alike
    together[main] = True
    return np.asarray(together)


def _on_pad(digit: FloatImage) -> Mask:
    """Cut out the ink, scale it to the digit's size on the pad, and thicken a thin pen."""
    rows, columns = np.flatnonzero(digit.any(axis=1)), np.flatnonzero(digit.any(axis=0))
    cut = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = _DIGIT_SIDE / max(cut.shape)
    size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    fitted = np.asarray(cv2.resize(cut, size, interpolation=method), np.float32)
    pad = np.zeros((PAD_SIDE, PAD_SIDE), np.float32)
    top, left = (PAD_SIDE - fitted.shape[0]) // 2, (PAD_SIDE - fitted.shape[1]) // 2
    pad[top : top + fitted.shape[0], left : left + fitted.shape[1]] = fitted
    return (_thickened(pad) * 255).round().astype(np.uint8)


def _thickened(pad: FloatImage) -> FloatImage:
    """Widen strokes that the way to 28×28 would wash out to a faint grey."""
    width = stroke_width(pad)
    if width >= _THINNEST_STROKE:
        return pad
    extra = round(_THINNEST_STROKE - width) + 1
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (extra, extra))
    solid = np.clip(pad / max(float(np.percentile(pad[pad > 0], 90)), 1e-6), 0.0, 1.0)
    return np.asarray(cv2.dilate(solid, disk), np.float32)


def stroke_width(pad: FloatImage) -> float:
    """Width of the pen in pixels: twice the ink's mean distance to the paper, along the middle.

    Across a stroke of w pixels they run 1, 2, … w/2, … 2, 1: their mean is (w + 2) / 4.

    Examples
    --------
    >>> pad = np.zeros((40, 40), np.float32)
    >>> pad[5:35, 16:24] = 1.0
    >>> 7.0 <= stroke_width(pad) <= 9.0
    True
    """
    solid = (pad > 0.5).astype(np.uint8)
    if not solid.any():
        return 0.0
    distances = cv2.distanceTransform(solid, cv2.DIST_L2, 5)[solid > 0]
    return float(4.0 * distances.mean() - 2.0)


def _refused(sentence: str) -> ArgumentError:
    return ArgumentError("file", sentence, subject="")
