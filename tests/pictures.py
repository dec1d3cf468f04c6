"""Picture files made by code for the tests, good and bad ones."""

import io
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Grey = npt.NDArray[np.uint8]


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def photograph(
    digit: Grey, seed: int, *, dark_on_light: bool = True, side: int = 480, noise: float = 0.02
) -> bytes:
    """A JPEG of a digit (28, 28), written somewhere on paper that a lamp lights from one side."""
    rng = np.random.default_rng(seed)
    scale = rng.uniform(5, 11)
    ink = np.zeros((side, side), np.float32)
    written = cv2.resize(digit, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) / 255.0
    height, width = written.shape
    top, left = rng.integers(0, side - height), rng.integers(0, side - width)
    ink[top : top + height, left : left + width] = written.clip(0, 1)
    y, x = np.mgrid[0:side, 0:side] / side - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    light = 0.75 + rng.uniform(0, 0.4) * (np.cos(angle) * x + np.sin(angle) * y)
    paper, pen = (0.95, 0.2) if dark_on_light else (0.25, 0.9)
    scene = light * (paper * (1 - ink) + pen * ink) + rng.normal(0, noise, ink.shape)
    pixels = (scene.clip(0, 1) * 255).astype(np.uint8)
    return encoded(Image.fromarray(pixels), "JPEG", quality=80)
