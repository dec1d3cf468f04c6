"""How long `convolve` takes beside OpenCV and SciPy on the same arrays.

One grey picture, one kernel, same size out, zeros around; all three in turn, round by round, so
that other work on the machine slows all alike.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from scipy import ndimage  # type: ignore[import-untyped] # it has no types

from cnnviz.filters.convolution import convolve

SIDES = (64, 128, 256, 512)
KERNEL_SIDES = (3, 5, 7, 9, 11)
ROUNDS = 100
WARM_UP = 5


@dataclass(frozen=True)
class Comparison:
    """Median times for one picture and one kernel, in microseconds.

    Attributes
    ----------
    side, kernel_side : int
        Pixels and cells along each side.
    ours, opencv, scipy : float
        `cnnviz.convolve`, `cv2.filter2D`, `scipy.ndimage.correlate`.
    """

    side: int
    kernel_side: int
    ours: float
    opencv: float
    scipy: float

    @property
    def to_opencv(self) -> float:
        """Our time as a multiple of OpenCV's."""
        return self.ours / self.opencv

    @property
    def to_scipy(self) -> float:
        """Our time as a multiple of SciPy's."""
        return self.ours / self.scipy


def measure_convolve() -> list[Comparison]:
    """Compare on every size of picture and kernel."""
    return [compare(side, kernel_side) for kernel_side in KERNEL_SIDES for side in SIDES]


def compare(side: int, kernel_side: int) -> Comparison:
    """Compare on one size."""
    chance = np.random.default_rng(0)
    image = chance.uniform(0, 255, (side, side)).astype(np.float32)
    kernel = chance.uniform(-1, 1, (kernel_side, kernel_side)).astype(np.float32)
    times = medians(
        lambda: convolve(image, kernel, padding="same"),
        lambda: cv2.filter2D(image, -1, kernel, borderType=cv2.BORDER_CONSTANT),
        lambda: ndimage.correlate(image, kernel, mode="constant"),
    )
    return Comparison(side, kernel_side, *times)


def medians(*functions: Callable[[], object]) -> list[float]:
    """Return each function's median time in microseconds."""
    taken = np.empty((WARM_UP + ROUNDS, len(functions)))
    for times in taken:
        for index, function in enumerate(functions):
            start = time.perf_counter()
            function()
            times[index] = time.perf_counter() - start
    return list(1e6 * np.median(taken[WARM_UP:], axis=0))


def ratios(comparisons: Sequence[Comparison]) -> str:
    """Lay our times as multiples of OpenCV's and SciPy's out as a Markdown table.

    Examples
    --------
    >>> print(ratios([Comparison(64, 3, 6.0, 3.0, 30.0), Comparison(128, 3, 11.0, 8.0, 88.0)]))
    | `convolve` against OpenCV, SciPy | 64×64 | 128×128 |
    |---|--:|--:|
    | 3×3 | 2.00 ×, 0.20 × | 1.38 ×, 0.12 × |
    """
    sides = list(dict.fromkeys(one.side for one in comparisons))
    rows: dict[int, list[str]] = {}
    for one in comparisons:
        cell = f"{one.to_opencv:.2f} ×, {one.to_scipy:.2f} ×"
        rows.setdefault(one.kernel_side, []).append(cell)
    lines = [
        ["`convolve` against OpenCV, SciPy", *(f"{side}×{side}" for side in sides)],
        *([f"{side}×{side}", *cells] for side, cells in rows.items()),
    ]
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, f"|---{'|--:' * len(sides)}|", *body])
