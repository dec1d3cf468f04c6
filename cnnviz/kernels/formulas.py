"""Kernels made by a formula: blurs, the Laplacian of Gaussian, Gabor's stripes, chance.

Angles are in degrees, counterclockwise from the direction to the right. All are float32.
"""

from math import ceil, cos, pi, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_in_range, number_in_range
from cnnviz.kernels.text import LARGEST_SIDE

SMALLEST_SIGMA: Final = 0.3
LARGEST_SIGMA: Final = 3.0
_SEEDS: Final = 2**32 - 1


def gaussian(sigma: float = 1.0, size: int | None = None) -> NDArray[np.float32]:
    """Return e^(−r² / 2σ²), divided by its sum.

    Parameters
    ----------
    sigma : float, 0.3 to 3 pixels
    size : int, 1 to 11
        When not given, odd and reaching out to 3σ, at most 11.

    Returns
    -------
    (size, size) float32, sum 1

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> print(gaussian(0.5, 3).round(3))
    [[0.011 0.084 0.011]
     [0.084 0.619 0.084]
     [0.011 0.084 0.011]]
    >>> gaussian(1.0).shape
    (7, 7)
    """
    return _bell(sigma, _effective_size(sigma, size)).astype(np.float32)


def motion_blur(angle: float = 0.0, length: int = 9) -> NDArray[np.float32]:
    """Return the mean of `length` points on a line through the middle, 1 pixel apart.

    A point between pixels counts for the four around it, the nearer the more.

    Parameters
    ----------
    angle : float, degrees
    length : int, 1 to 11

    Returns
    -------
    (length, length) float32, sum 1

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> motion_blur(90, 4).tolist()[0], motion_blur(0, 1).tolist()
    ([0.0, 0.125, 0.125, 0.0], [[1.0]])
    """
    length = integer_in_range("length", length, 1, LARGEST_SIDE)
    turn = radians(number_in_range("angle", angle, -360, 360))
    middle = (length - 1) / 2
    along = np.arange(length) - middle
    cells = np.arange(length)
    rows = np.maximum(0, 1 - np.abs(cells - (middle - along * sin(turn))[:, np.newaxis]))
    columns = np.maximum(0, 1 - np.abs(cells - (middle + along * cos(turn))[:, np.newaxis]))
    line = rows.T @ columns
    return np.asarray(line / line.sum(), np.float32)


def unsharp(sigma: float = 1.0, amount: float = 1.0) -> NDArray[np.float32]:
    """Return identity + amount × (identity − Gaussian).

    Parameters
    ----------
    sigma : float, 0.3 to 3 pixels
    amount : float, 0 to 10

    Returns
    -------
    (size, size) float32, sum 1
        As large as `gaussian` makes it.

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> unsharp(1.0, 2.0).shape, round(float(unsharp(1.0, 2.0).sum()), 5)
    ((7, 7), 1.0)
    """
    amount = number_in_range("amount", amount, 0, 10)
    kernel = -amount * _bell(sigma, _effective_size(sigma, None))
    kernel[len(kernel) // 2, len(kernel) // 2] += 1 + amount
    return kernel.astype(np.float32)


def laplacian_of_gaussian(sigma: float = 1.4, size: int | None = None) -> NDArray[np.float32]:
    """Return (r² − 2σ²) / σ⁴ × Gaussian, less its mean, so that it sums to 0.

    Parameters
    ----------
    sigma : float, 0.3 to 3 pixels
    size : int, 1 to 11
        When not given, as `gaussian` has it.

    Returns
    -------
    (size, size) float32, sum 0

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> kernel = laplacian_of_gaussian(1.0, 7)
    >>> kernel[3, 3] < 0 < kernel[3, 5], abs(float(kernel.sum())) < 1e-6
    (np.True_, True)
    """
    size = _effective_size(sigma, size)
    x, y = _places(size)
    kernel = (x**2 + y**2 - 2 * sigma**2) / sigma**4 * _bell(sigma, size)
    return np.asarray(kernel - kernel.mean(), np.float32)


def gabor(
    angle: float = 0.0, wavelength: float = 4.0, sigma: float = 2.0, size: int = 9
) -> NDArray[np.float32]:
    """Return a wave under a Gaussian bell: e^(−r² / 2σ²) (cos(2π x' / λ) − c).

    x' runs along the angle; c is what makes the kernel sum to 0, so that even grey comes out black.
    Without it this is `cv2.getGaborKernel` for γ = 1 and ψ = 0.

    Parameters
    ----------
    angle : float, degrees
        The direction across the stripes: at 0 they are upright.
    wavelength : float, 2 to 22 pixels
        From stripe to stripe.
    sigma : float, 0.3 to 3 pixels
    size : int, 1 to 11

    Returns
    -------
    (size, size) float32, sum 0

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> kernel = gabor(0, wavelength=4)
    >>> kernel[4, 4] > 0 > kernel[4, 6], abs(float(kernel.sum())) < 1e-6
    (np.True_, True)
    """
    turn = radians(number_in_range("angle", angle, -360, 360))
    wavelength = number_in_range("wavelength", wavelength, 2, 22)
    sigma = number_in_range("sigma", sigma, SMALLEST_SIGMA, LARGEST_SIGMA)
    x, y = _places(integer_in_range("size", size, 1, LARGEST_SIDE))
    bell = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    wave = np.cos(2 * pi * (x * cos(turn) - y * sin(turn)) / wavelength)
    return np.asarray(bell * (wave - (bell * wave).sum() / bell.sum()), np.float32)


def random_kernel(seed: int = 0, size: int = 3) -> NDArray[np.float32]:
    """Return numbers by chance, the same ones for the same seed, as `torch.nn.Conv2d` starts.

    Parameters
    ----------
    seed : int, 0 to 4,294,967,295
    size : int, 1 to 11

    Returns
    -------
    (size, size) float32, uniform within ±1/size
        ±1/√n for n weights.

    Raises
    ------
    ArgumentError
        When a number is out of its range.

    Examples
    --------
    >>> bool((abs(random_kernel(7, 5)) <= 0.2).all())
    True
    """
    size = integer_in_range("size", size, 1, LARGEST_SIDE)
    chance = np.random.default_rng(integer_in_range("seed", seed, 0, _SEEDS))
    return chance.uniform(-1 / size, 1 / size, (size, size)).astype(np.float32)


def _effective_size(sigma: float, size: int | None) -> int:
    sigma = number_in_range("sigma", sigma, SMALLEST_SIGMA, LARGEST_SIGMA)
    if size is None:
        return min(2 * ceil(3 * sigma) + 1, LARGEST_SIDE)
    return integer_in_range("size", size, 1, LARGEST_SIDE)


def _bell(sigma: float, size: int) -> NDArray[np.float64]:
    x, y = _places(size)
    bell = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    return np.asarray(bell / bell.sum())


def _places(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x to the right as a row and y downwards as a column, from the middle."""
    x = np.arange(size, dtype=np.float64) - (size - 1) / 2
    return x, x[:, np.newaxis]
