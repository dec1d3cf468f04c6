"""From strokes on a pad to 28×28, the way MNIST was made, each step kept.

LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition" (1998),
section III.A: the digit is cropped, fitted into 20×20 with its aspect ratio kept and its edges
anti-aliased, and laid into 28×28 so that its center of mass is in the middle. In the published
files the center of mass always lies in pixel (14, 14), so the picture moves by whole pixels only.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import Allowed, ArgumentError

SIDE = 28
FITTED_SIDE = 20
CENTER = SIDE // 2
LARGEST_SIDE = 4096
FAINTEST_INK = 0.1
"""Paler pixels don't widen the ink box: what an eraser leaves behind is no ink. All but one of the
10,000 MNIST test digits keep the box they have when every pixel above zero counts."""


@dataclass(frozen=True, eq=False)
class DigitSteps:
    """How a drawing became a 28×28 picture.

    Attributes
    ----------
    drawing : (H, W) float32 in [0, 1]
        The pad, white on black.
    ink_box : (top, left, bottom, right) or None
        The rows and columns that hold ink, bottom and right exclusive; None when blank.
    cropped : (h, w) float32 in [0, 1]
        What lies in the box.
    fitted : (h2, w2) float32 in [0, 1]
        That, scaled.
    center_of_mass : (row, column) or None
        Within `fitted`, in pixels from its top left corner; the middle of the first pixel is 0.5.
    offset : (row, column) or None
        Where the top left corner of `fitted` lies in the result.
    result : (1, 28, 28) float32 in [0, 1]
        What the network reads.
    blank : bool
        True when there is no ink; the result is then all zero.
    """

    drawing: NDArray[np.float32]
    ink_box: tuple[int, int, int, int] | None
    cropped: NDArray[np.float32]
    fitted: NDArray[np.float32]
    center_of_mass: tuple[float, float] | None
    offset: tuple[int, int] | None
    result: NDArray[np.float32]
    blank: bool


def prepare_digit(drawing: NDArray[np.generic]) -> NDArray[np.float32]:
    """Turn a drawing into a picture as MNIST has them.

    Parameters
    ----------
    drawing : (H, W) uint8 in 0..255 or float in [0, 1]
        White on black, sides between 1 and 4096.

    Returns
    -------
    (1, 28, 28) float32 in [0, 1]
        All zero for a blank drawing.

    Raises
    ------
    ArgumentError
        When the drawing's type, shape or values are none of these.

    Examples
    --------
    A square of ink, wherever it is, becomes 20×20 pixels around the middle:

    >>> drawing = np.zeros((112, 112), np.uint8)
    >>> drawing[3:43, 60:100] = 255
    >>> digit = prepare_digit(drawing)
    >>> digit.shape, float(digit.sum()), digit[0, 4:24, 4:24].all().item()
    ((1, 28, 28), 400.0, True)
    """
    return prepare_steps(drawing).result


def prepare_steps(
    drawing: NDArray[np.generic], *, crop: bool = True, fit: bool = True, center: bool = True
) -> DigitSteps:
    """Do what `prepare_digit` does, and keep each step; any of the three can be switched off.

    Parameters
    ----------
    drawing : (H, W) uint8 in 0..255 or float in [0, 1]
        White on black, sides between 1 and 4096.
    crop : bool
        Cut to the ink. Off: the whole pad counts as the box.
    fit : bool
        Scale the longer side to 20. Off: the pad's longer side to 28. Fitting keeps the brightest
        pixel as bright as it was, so that a thin line on a large pad doesn't fade away.
    center : bool
        Put the center of mass in pixel (14, 14). Off: put the box's middle in the middle.

    Returns
    -------
    DigitSteps

    Raises
    ------
    ArgumentError
        When the drawing's type, shape or values are not as above.
    """
    pad = _checked(drawing)
    ink_box = _ink_box(pad)
    if ink_box is None:
        nothing = np.zeros((1, SIDE, SIDE), np.float32)
        return DigitSteps(pad, None, pad, _scaled(pad, fit, pad), None, None, nothing, True)
    if not crop:
        ink_box = (0, 0, *pad.shape)
    top, left, bottom, right = ink_box
    cropped = pad[top:bottom, left:right]
    fitted = _scaled(cropped, fit, pad)
    center_of_mass = _center_of_mass(fitted)
    offset = _offset(fitted.shape, center_of_mass if center else None)
    result = np.zeros((1, SIDE, SIDE), np.float32)
    (row, column), (height, width) = offset, fitted.shape
    result[0, row : row + height, column : column + width] = fitted
    return DigitSteps(pad, ink_box, cropped, fitted, center_of_mass, offset, result, False)


def _checked(drawing: NDArray[np.generic]) -> NDArray[np.float32]:
    drawing = np.asarray(drawing)
    if drawing.ndim != 2:
        message = f"must have 2 axes (H, W), got shape {drawing.shape}"
        raise ArgumentError("drawing", message, value=drawing.shape)
    if not all(1 <= side <= LARGEST_SIDE for side in drawing.shape):
        raise ArgumentError(
            "drawing",
            f"must be between 1 and {LARGEST_SIDE}, got {drawing.shape}",
            value=drawing.shape,
            allowed=Allowed(minimum=1, maximum=LARGEST_SIDE),
            subject="drawing's sides",
        )
    if drawing.dtype == np.uint8:
        return drawing.astype(np.float32) * np.float32(1 / 255)
    if not np.issubdtype(drawing.dtype, np.floating):
        raise ArgumentError(
            "drawing",
            f"must be uint8 or float, got {drawing.dtype}",
            value=str(drawing.dtype),
            allowed=Allowed(dtypes=("uint8", "float16", "float32", "float64")),
        )
    low, high = float(drawing.min()), float(drawing.max())
    if not (low >= 0 and high <= 1):  # written so that NaN fails it, too
        raise ArgumentError(
            "drawing",
            f"must be between 0 and 1, got {low:g} to {high:g}",
            value=(low, high),
            allowed=Allowed(minimum=0, maximum=1),
            subject="drawing's values",
        )
    return drawing.astype(np.float32)


def _ink_box(pad: NDArray[np.float32]) -> tuple[int, int, int, int] | None:
    ink = (pad >= FAINTEST_INK).view(np.uint8)
    # OpenCV's boundingRect takes 2 microseconds where numpy's any and argmax take 20.
    left, top, width, height = cv2.boundingRect(ink)
    return (top, left, top + height, left + width) if width else None


def _scaled(
    picture: NDArray[np.float32], fit: bool, pad: NDArray[np.float32]
) -> NDArray[np.float32]:
    scale = FITTED_SIDE / max(picture.shape) if fit else SIDE / max(pad.shape)
    height, width = (max(1, round(side * scale)) for side in picture.shape)
    # Averaging over areas is the anti-aliasing; it has no meaning when pixels become larger.
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scaled = cv2.resize(picture, (width, height), interpolation=interpolation)
    if fit and (brightest := scaled.max()) > 0:
        scaled *= picture.max() / brightest
    return np.asarray(np.clip(scaled, 0, 1), np.float32)


def _center_of_mass(picture: NDArray[np.float32]) -> tuple[float, float]:
    height, width = picture.shape
    mass = float(picture.sum())
    row = float(picture.sum(axis=1) @ (np.arange(height) + 0.5)) / mass
    column = float(picture.sum(axis=0) @ (np.arange(width) + 0.5)) / mass
    return row, column


def _offset(shape: tuple[int, ...], center_of_mass: tuple[float, float] | None) -> tuple[int, int]:
    """Return the place of the top left corner; the whole picture always stays within 28×28."""
    height, width = shape
    if center_of_mass is None:
        return (SIDE - height) // 2, (SIDE - width) // 2
    # Sums in float32 may fall a hair short of a whole number that is meant.
    row, column = (CENTER - int(np.floor(middle + 1e-4)) for middle in center_of_mass)
    return min(max(row, 0), SIDE - height), min(max(column, 0), SIDE - width)
