"""Digits as pictures: as they are, moved by whole pixels, or with their pixels shuffled."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Pictures = NDArray[np.float32]
Value = TypeVar("Value", np.uint8, np.float32)


def as_pictures(images: NDArray[np.uint8]) -> Pictures:
    """Return digits (N, 28, 28) uint8 in 0..255 as (N, 1, 28, 28) float32 in [0, 1]."""
    pictures = images[:, np.newaxis].astype(np.float32)
    pictures /= 255  # in place: all digits take 188 MB
    return pictures


def shift(pictures: Pictures, rows: int, columns: int) -> Pictures:
    """Move pictures; what comes in is black, what goes out is lost.

    Parameters
    ----------
    pictures : (..., H, W) float32
    rows, columns : int
        Pixels down and to the right; negative for up and to the left.

    Returns
    -------
    (..., H, W) float32

    Examples
    --------
    >>> shift(np.array([[1, 2, 3], [4, 5, 6]], np.float32), 1, -1).tolist()
    [[0.0, 0.0, 0.0], [2.0, 3.0, 0.0]]
    """
    height, width = pictures.shape[-2:]
    moved = np.zeros_like(pictures)
    if abs(rows) >= height or abs(columns) >= width:
        return moved
    moved[..., _to(rows, height), _to(columns, width)] = pictures[
        ..., _to(-rows, height), _to(-columns, width)
    ]
    return moved


def shift_each(pictures: Pictures, most: int, random: np.random.Generator) -> Pictures:
    """Move each picture by up to `most` pixels each way, each differently.

    Parameters
    ----------
    pictures : (N, C, H, W) float32
    most : int
    random : numpy.random.Generator

    Returns
    -------
    (N, C, H, W) float32
    """
    moved = np.empty_like(pictures)
    places = random.integers(-most, most + 1, (len(pictures), 2))
    for rows in range(-most, most + 1):
        for columns in range(-most, most + 1):
            here = (places == (rows, columns)).all(axis=1)
            moved[here] = shift(pictures[here], rows, columns)
    return moved


def shuffle_pixels(pictures: NDArray[Value], seed: int) -> NDArray[Value]:
    """Put the pixels of all pictures in another order, the same for each.

    A dense layer finds the shuffled picture as easy as the picture itself; to a convolution, whose
    kernels look at neighbours, it is noise.

    Parameters
    ----------
    pictures : (N, C, H, W) float32 or uint8
    seed : int
        The order follows from it.

    Returns
    -------
    (N, C, H, W), of the same type

    Examples
    --------
    >>> row = np.arange(4, dtype=np.float32).reshape(1, 1, 1, 4)
    >>> sorted(shuffle_pixels(row, seed=1).ravel().tolist())
    [0.0, 1.0, 2.0, 3.0]
    """
    order = np.random.default_rng(seed).permutation(pictures[0, 0].size)
    flat = pictures.reshape(*pictures.shape[:2], -1)
    return np.ascontiguousarray(flat[..., order]).reshape(pictures.shape)


def _to(offset: int, side: int) -> slice:
    """Where pixels moved by an offset end up."""
    return slice(max(offset, 0), side + min(offset, 0))
