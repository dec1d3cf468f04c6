"""Named kernels are those of the books and of other programs."""

import cv2
import numpy as np
import pytest
from scipy import ndimage

from cnnviz.filters.convolution import convolve
from cnnviz.kernels.gallery import KERNELS, gallery

PICTURE = np.random.default_rng(0).uniform(0, 1, (40, 50)).astype(np.float32)

ROUND = np.ones((5, 5))
ROUND[::4, ::4] = 0  # without its corners


def filtered(kernel):
    return convolve(PICTURE, kernel, padding="same", border="reflect")[0]


def derivative(dx, dy, **settings):
    return cv2.Sobel(PICTURE, -1, dx, dy, borderType=cv2.BORDER_REFLECT_101, **settings)


def mirrored(function, *arguments, **settings):
    return function(PICTURE, *arguments, mode="mirror", **settings)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("identity", PICTURE),
        ("box", cv2.blur(PICTURE, (3, 3), borderType=cv2.BORDER_REFLECT_101)),
        ("box", mirrored(ndimage.uniform_filter, 3)),
        ("disk", mirrored(ndimage.correlate, ROUND / 21)),
        ("gaussian", cv2.GaussianBlur(PICTURE, (7, 7), 1, borderType=cv2.BORDER_REFLECT_101)),
        ("gaussian", mirrored(ndimage.gaussian_filter, 1, radius=3)),
        ("unsharp", 2 * PICTURE - mirrored(ndimage.gaussian_filter, 1, radius=3)),
        ("motion_blur", mirrored(ndimage.uniform_filter1d, 9, axis=1)),
        ("sobel_x", derivative(1, 0, ksize=3)),
        ("sobel_y", derivative(0, 1, ksize=3)),
        ("sobel_x", mirrored(ndimage.sobel, axis=1)),
        ("sobel_y", mirrored(ndimage.sobel, axis=0)),
        ("scharr_x", derivative(1, 0, ksize=cv2.FILTER_SCHARR)),
        ("scharr_y", derivative(0, 1, ksize=cv2.FILTER_SCHARR)),
        ("prewitt_x", mirrored(ndimage.prewitt, axis=1)),
        ("prewitt_y", mirrored(ndimage.prewitt, axis=0)),
        ("laplacian_4", mirrored(ndimage.laplace)),
        ("laplacian_4", cv2.Laplacian(PICTURE, -1, borderType=cv2.BORDER_REFLECT_101)),
        ("laplacian_8", 9 * (mirrored(ndimage.uniform_filter, 3) - PICTURE)),
        ("outline", 9 * (PICTURE - mirrored(ndimage.uniform_filter, 3))),
        ("sharpen", PICTURE - mirrored(ndimage.laplace)),
    ],
)
def test_a_named_kernel_does_what_the_filter_of_that_name_does(name, expected):
    np.testing.assert_allclose(filtered(KERNELS[name]), expected, atol=1e-5)


def test_the_textbook_kernels_are_those_of_the_textbooks():
    assert KERNELS["sobel_x"].tolist() == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert KERNELS["sobel_y"].tolist() == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    assert KERNELS["emboss"].tolist() == [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
    assert KERNELS["roberts_down"].tolist() == [[1, 0], [0, -1]]
    assert KERNELS["roberts_up"].tolist() == [[0, 1], [-1, 0]]
    assert KERNELS["edge_enhance"].tolist() == [[0, 0, 0], [-1, 1, 0], [0, 0, 0]]


def test_the_diagonal_sobel_answers_most_to_a_rise_towards_the_bottom_right():
    down, across = np.indices((3, 3))
    answers = {
        "bottom right": convolve(down + across, KERNELS["sobel_diagonal"]).item(),
        "right": convolve(across, KERNELS["sobel_diagonal"]).item(),
        "top right": convolve(across - down, KERNELS["sobel_diagonal"]).item(),
    }
    assert answers == {"bottom right": 12, "right": 6, "top right": 0}


@pytest.mark.parametrize("kernel", gallery(), ids=lambda kernel: kernel.name)
def test_every_kernel_says_what_it_is(kernel):
    assert kernel.finds.endswith(".")
    assert kernel.source
    assert kernel.values.dtype == np.float32
    assert max(kernel.values.shape) <= 11
    with pytest.raises(ValueError, match="read-only"):
        kernel.values[0, 0] = 1
    even = convolve(np.full((11, 11), 0.5), kernel.values)
    keeps_grey = kernel.family in {"identity", "blur", "sharpen"} and kernel.name != "edge_enhance"
    if kernel.family in {"outline", "edges", "stripes"} or kernel.name == "edge_enhance":
        np.testing.assert_allclose(even, 0, atol=1e-6)
    elif keeps_grey or kernel.name == "emboss":
        np.testing.assert_allclose(even, 0.5, atol=1e-6)


def test_names_and_titles_are_each_used_once():
    assert len(KERNELS) == len(gallery()) == len({kernel.title for kernel in gallery()})
    assert {
        "identity",
        "blur",
        "sharpen",
        "relief",
        "outline",
        "edges",
        "stripes",
        "random",
    } == {kernel.family for kernel in gallery()}


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_can_be_convolved_in_both_engines(name):
    image = PICTURE[None].repeat(3, 0)
    np.testing.assert_allclose(
        convolve(image, KERNELS[name], stride=3),
        convolve(image, KERNELS[name])[:, ::3, ::3],
        atol=1e-5,
    )
