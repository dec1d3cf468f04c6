"""Kernels of a formula are OpenCV's and SciPy's of the same settings."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz.filters.convolution import convolve
from cnnviz.kernels import formulas
from cnnviz.kernels.means import box


@given(st.floats(0.3, 3), st.integers(0, 5))
def test_a_gaussian_is_opencvs(sigma, half):
    size = 2 * half + 1  # of an even size, OpenCV's is no bell: it takes the middle two for 1
    column = cv2.getGaussianKernel(size, sigma, cv2.CV_64F)
    np.testing.assert_allclose(formulas.gaussian(sigma, size), column @ column.T, atol=1e-6)


@pytest.mark.parametrize(("sigma", "side"), [(0.3, 3), (1, 7), (1.5, 11), (3, 11)])
def test_a_gaussian_reaches_three_sigma_as_far_as_there_is_room(sigma, side):
    assert formulas.gaussian(sigma).shape == (side, side)


@given(st.floats(0.3, 3))
def test_a_laplacian_of_gaussian_is_scipys_less_its_mean(sigma):
    point = np.zeros((11, 11))
    point[5, 5] = 1
    expected = ndimage.gaussian_laplace(point, sigma, radius=5, mode="constant")
    # Each of scipy's two passes takes the derivative along one axis and blurs along the other.
    np.testing.assert_allclose(
        formulas.laplacian_of_gaussian(sigma, 11), expected - expected.mean(), atol=1e-5
    )


@given(st.floats(-360, 360), st.floats(2, 22), st.floats(0.3, 3), st.integers(0, 5))
def test_gabor_is_opencvs_less_what_answers_to_even_grey(angle, wavelength, sigma, half):
    size = 2 * half + 1  # OpenCV's are odd
    wave = cv2.getGaborKernel((size, size), sigma, -np.radians(angle), wavelength, 1, 0, cv2.CV_64F)
    bell = cv2.getGaussianKernel(size, sigma, cv2.CV_64F)
    bell = bell @ bell.T
    expected = wave - bell * wave.sum()
    np.testing.assert_allclose(formulas.gabor(angle, wavelength, sigma, size), expected, atol=1e-6)


def test_gabor_answers_to_stripes_of_its_own_direction():
    down, across = np.indices((9, 9)) - 4
    upright = np.cos(np.pi / 2 * across)
    falling = np.cos(np.pi / 2 * (across - down) / np.sqrt(2))  # brightness rises up to the right
    for angle, own, other in ((0, upright, upright.T), (45, falling, falling[::-1])):
        kernel = formulas.gabor(angle, wavelength=4)
        assert convolve(own, kernel).item() > 5 > 1 > abs(convolve(other, kernel).item())


def test_a_motion_blur_is_a_line_at_its_angle():
    third = np.float32(1 / 3)
    assert formulas.motion_blur(0, 3).tolist() == [[0] * 3, [third] * 3, [0] * 3]
    assert np.allclose(formulas.motion_blur(90, 3), np.transpose(formulas.motion_blur(0, 3)))
    up = formulas.motion_blur(45, 5)
    assert up[0, 4] > 0 == up[0, 0]
    np.testing.assert_allclose(up, formulas.motion_blur(225, 5), atol=1e-7)
    np.testing.assert_allclose(np.fliplr(up), formulas.motion_blur(135, 5), atol=1e-7)


@given(st.floats(-360, 360), st.integers(1, 11))
def test_a_motion_blur_keeps_the_brightness(angle, length):
    kernel = formulas.motion_blur(angle, length)
    assert kernel.sum() == pytest.approx(1, abs=1e-6)
    assert kernel.min() >= 0


def test_a_seed_always_gives_the_same_numbers():
    assert (formulas.random_kernel(3, 5) == formulas.random_kernel(3, 5)).all()
    assert (formulas.random_kernel(3, 5) != formulas.random_kernel(4, 5)).all()
    assert 0.18 < np.abs(formulas.random_kernel(0, 11)).max() * 2 <= 2 / 11


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: box(12), "size must be between 1 and 11, got 12"),
        (lambda: formulas.gaussian(0.2), "sigma must be between 0.3 and 3, got 0.2"),
        (lambda: formulas.gaussian(float("nan")), "sigma must be between 0.3 and 3, got nan"),
        (lambda: formulas.gaussian(1, 0), "size must be between 1 and 11, got 0"),
        (lambda: formulas.laplacian_of_gaussian(4), "sigma must be between 0.3 and 3, got 4"),
        (lambda: formulas.gabor(400), "angle must be between -360 and 360, got 400"),
        (lambda: formulas.gabor(0, 1), "wavelength must be between 2 and 22, got 1"),
        (lambda: formulas.motion_blur(0, 12), "length must be between 1 and 11, got 12"),
        (lambda: formulas.unsharp(1, 11), "amount must be between 0 and 10, got 11"),
        (lambda: formulas.random_kernel(-1), "seed must be between 0 and 4294967295, got -1"),
    ],
)
def test_a_number_out_of_its_range_is_refused(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()
