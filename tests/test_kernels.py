"""Named kernels are those of the books and of other programs; editing them does what it says."""

import subprocess
import sys

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz import kernel_formulas as formulas
from cnnviz import kernels
from cnnviz.assets import ASSETS
from cnnviz.convolution import convolve
from cnnviz.kernel_means import box
from cnnviz.kernels import KERNELS, gallery, learned_kernels
from cnnviz.network import load_network

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
    assert len(KERNELS) == len(gallery()) == len({kernel.title for kernel in gallery()}) == 24
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


# Formulas


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


# Learned


def test_learned_kernels_are_the_first_layers():
    network = load_network("digits")
    first = next(layer.name for layer in network.layers if layer.kind == "convolution")
    learned = learned_kernels("digits")
    assert len(learned) == len(network.weights[first])
    for kernel, weights in zip(learned, network.weights[first], strict=True):
        assert (kernel.values == weights[0]).all()
        assert kernel.family == "learned"


def test_learned_kernels_of_no_network_are_refused():
    with pytest.raises(ValueError, match=r"network must be .*digits.*, got '\.\./digits'"):
        learned_kernels("../digits")


def test_the_gallery_needs_no_torch():
    script = (
        "import sys; from cnnviz.kernel_learned import learned_kernels; learned_kernels();"
        "sys.exit('torch' in sys.modules)"
    )
    # Our own line, nothing of a visitor's
    done = subprocess.run([sys.executable, "-c", script], cwd=ASSETS.parent, check=False)  # noqa: S603
    assert done.returncode == 0


# Editing

COUNT = np.arange(1, 7, dtype=np.float32).reshape(2, 3)


def test_masks_are_square_cross_and_disk():
    five = np.ones((5, 5))
    assert kernels.mask(five, "square").sum() == 25
    assert kernels.mask(five, "cross").sum(axis=1).tolist() == [1, 1, 5, 1, 1]
    assert kernels.mask(five, "disk").sum(axis=1).tolist() == [3, 5, 5, 5, 3]
    assert kernels.mask(np.ones((4, 4)), "cross").sum(axis=1).tolist() == [2, 4, 4, 2]
    assert kernels.mask(np.ones((7, 3)), "disk").sum(axis=1).tolist() == [1, 3, 3, 3, 3, 3, 1]
    assert kernels.mask(np.ones((3, 5, 5)), "disk").sum() == 3 * 21


@given(st.integers(0, 1000), st.sampled_from([0, 1]), st.sampled_from([(3, 3), (3, 5, 5)]))
def test_a_normalized_kernel_sums_to_what_was_asked(seed, total, shape):
    kernel = np.random.default_rng(seed).uniform(0.1, 1, shape)
    assert kernels.normalize(kernel, total).sum() == pytest.approx(total, abs=1e-5)


def test_what_sums_to_nothing_cannot_sum_to_one():
    for values in (KERNELS["sobel_x"], KERNELS["gabor"], [[0.1, 0.2, -0.3]], [[0.0]]):
        with pytest.raises(ValueError, match="kernel must not sum to 0 where it is to sum to 1"):
            kernels.normalize(values, 1)
    assert kernels.normalize([[0.1, -0.2]], 1).tolist() == [[-1, 2]]


def test_turns_and_flips_by_hand():
    assert kernels.flip(COUNT).tolist() == [[6, 5, 4], [3, 2, 1]]
    assert kernels.flip(COUNT, "rows").tolist() == [[4, 5, 6], [1, 2, 3]]
    assert kernels.flip(COUNT, "columns").tolist() == [[3, 2, 1], [6, 5, 4]]
    assert kernels.rotate(COUNT).tolist() == [[3, 6], [2, 5], [1, 4]]
    assert kernels.rotate(COUNT, 2).tolist() == kernels.flip(COUNT).tolist()
    assert kernels.rotate(COUNT, -1).tolist() == [[4, 1], [5, 2], [6, 3]]
    assert kernels.transpose(COUNT).tolist() == [[1, 4], [2, 5], [3, 6]]
    assert kernels.negate(COUNT).tolist() == [[-1, -2, -3], [-4, -5, -6]]
    assert not np.signbit(kernels.negate([[0.0]])).any()
    assert kernels.scale(COUNT, -2).tolist() == [[-2, -4, -6], [-8, -10, -12]]


def test_of_a_deep_kernel_every_slice_is_turned():
    deep = np.stack([COUNT, 10 * COUNT])
    for edit in (kernels.flip, kernels.rotate, kernels.transpose):
        assert (edit(deep)[1] == 10 * edit(COUNT)).all()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            lambda: kernels.mask(COUNT, "star"),
            "mask must be one of square, cross, disk, got 'star'",
        ),
        (lambda: kernels.normalize(COUNT, 2), "total must be 0 or 1, got 2"),
        (lambda: kernels.flip(COUNT, "depth"), "axis must be one of both, rows, columns, got"),
        (lambda: kernels.scale(COUNT, np.inf), "factor must be a finite number, got inf"),
        (lambda: kernels.negate([1, 2]), r"kernel must have shape \(h, w\) or \(C, h, w\), got"),
        (lambda: kernels.negate([[np.nan]]), "kernel must hold finite numbers, got NaN or inf"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(edit, sentence):
    with pytest.raises(ValueError, match=sentence):
        edit()
