"""How our convolution compares with OpenCV's and SciPy's on the same arrays.

One grey picture, one kernel, same size out, zeros around, one after the other in turn so that a
busy machine slows all alike.
"""

import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage  # type: ignore[import-untyped] # it has no types

from cnnviz.convolution import convolve

SIDES = (64, 128, 256, 512)
KERNEL_SIZES = (3, 5, 7, 9, 11)
_ROUNDS = 40
_SCIPY_ROUNDS = 5


def measure() -> dict[str, Any]:
    """Time all three on every size.

    Returns
    -------
    dict
        "filters": one dict per picture and kernel, with the medians in microseconds ("ours_us",
        "opencv_us", "scipy_us") and ours as parts of theirs ("to_opencv", "to_scipy").
        "worst_to_opencv", "worst_to_scipy": the largest of these; "over_opencv": the sizes at which
        ours takes more than 1.5 times as long as OpenCV's.
    """
    chance = np.random.default_rng(0)
    rows = [
        _compare(
            chance.uniform(0, 1, (side, side)).astype(np.float32),
            chance.uniform(-1, 1, (kernel_size, kernel_size)).astype(np.float32),
        )
        for side in SIDES
        for kernel_size in KERNEL_SIZES
    ]
    return {
        "filters": rows,
        "worst_to_opencv": max(row["to_opencv"] for row in rows),
        "worst_to_scipy": max(row["to_scipy"] for row in rows),
        "over_opencv": [
            f"{row['kernel_size']}×{row['kernel_size']} on {row['side']}"
            for row in rows
            if row["to_opencv"] > 1.5
        ],
    }


def _compare(image: NDArray[np.float32], kernel: NDArray[np.float32]) -> dict[str, Any]:
    ours, opencv = _medians(
        lambda: convolve(image, kernel, padding="same"),
        lambda: cv2.filter2D(image, -1, kernel, borderType=cv2.BORDER_CONSTANT),
        rounds=_ROUNDS,
    )
    (scipy,) = _medians(
        lambda: ndimage.correlate(image, kernel, mode="constant"), rounds=_SCIPY_ROUNDS
    )
    return {
        "side": len(image),
        "kernel_size": len(kernel),
        "ours_us": ours,
        "opencv_us": opencv,
        "scipy_us": scipy,
        "to_opencv": ours / opencv,
        "to_scipy": ours / scipy,
    }


def _medians(*functions: Callable[[], object], rounds: int) -> list[float]:
    """Give each function's median time in microseconds."""
    taken: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds + 2):  # the first two warm up
        for times, function in zip(taken, functions, strict=True):
            start = time.perf_counter()
            function()
            times.append((time.perf_counter() - start) * 1e6)
    return [float(np.median(times[2:])) for times in taken]
