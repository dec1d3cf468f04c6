"""Pictures, kernels and biases as they may be given, checked: finite, float32, of known shape."""

from math import isfinite
from typing import Final

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import finite_number
from cnnviz.common.errors import Allowed, ArgumentError

Maps = NDArray[np.float32]
Biases = tuple[float, ...]

_FLOAT32: Final = np.dtype(np.float32)


def checked_maps(image: ArrayLike, name: str = "image") -> Maps:
    """Return a picture or maps as (C, H, W) float32, contiguous.

    Raises
    ------
    ArgumentError
        When it has neither two nor three axes, no pixels, or values that aren't finite numbers.
    """
    array = _floats(image, name)
    if array.size:
        if array.ndim == 2:
            return array[np.newaxis]
        if array.ndim == 3:
            return array
    message = f"must have shape (C, H, W) or (H, W), got {array.shape}"
    raise ArgumentError(name, message, value=array.shape)


def checked_kernels(kernel: ArrayLike, channels: int) -> Maps:
    """Return kernels as (M, C, h, w) or, when they are the same for all channels, (M, 1, h, w).

    Raises
    ------
    ArgumentError
        When the shape is none that `convolve` takes, or the values aren't finite numbers.
    """
    array = _floats(kernel, "kernel")
    given = array.shape
    if 2 <= array.ndim <= 3:
        array = array[(None,) * (4 - array.ndim)]
    if array.ndim != 4 or not array.size:
        message = f"must have shape (h, w), (C, h, w) or (M, C, h, w), got {given}"
        raise ArgumentError("kernel", message, value=given)
    if array.shape[1] not in (1, channels):
        raise ArgumentError(
            "kernel",
            f"must be {channels} deep like its input, or 1 deep for all channels alike, "
            f"got {array.shape[1]}",
            value=given,
        )
    return array


def checked_bias(bias: float | ArrayLike, maps: int) -> Biases:
    """Return one finite bias per map.

    Raises
    ------
    ArgumentError
        When there is neither one number nor one per map, or one of them isn't finite.
    """
    if isinstance(bias, (float, int)):
        biases = [float(bias)] * maps
    else:
        array = np.asarray(bias, np.float32)
        if array.ndim and array.shape != (maps,):
            raise ArgumentError(
                "bias",
                f"must be one number or {maps}, one per map, got {array.shape}",
                value=array.shape,
                allowed=Allowed(shape=(maps,)),
            )
        biases = np.broadcast_to(array, (maps,)).tolist()
    return tuple(finite_number("bias", value) for value in biases)


def _floats(values: ArrayLike, name: str) -> Maps:
    """Return finite numbers as contiguous float32, at a cost of microseconds."""
    array = np.asarray(values)
    if array.dtype != _FLOAT32:
        if array.dtype.kind not in "fiub":
            raise ArgumentError(name, f"must hold real numbers, got {array.dtype}")
        with np.errstate(over="ignore"):  # what is too large becomes infinite and is refused below
            array = array.astype(np.float32)
    array = np.asarray(array, order="C")
    # The root of their squares' sum, in double precision, is finite when all float32 numbers are.
    if not isfinite(cv2.norm(array)):
        raise ArgumentError(name, "must hold finite numbers, got NaN or infinity")
    return array
