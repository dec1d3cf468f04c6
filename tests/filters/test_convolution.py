"""Convolution as the textbooks work it out by hand, and as torch, SciPy and OpenCV compute it."""

import cv2
import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy import ndimage, signal

from cnnviz.filters.convolution import convolve
from cnnviz.filters.windows import PADDING_MODES

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
NDIMAGE_MODES = dict(zip(PADDING_MODES, ("constant", "mirror", "nearest", "wrap"), strict=True))

steps = st.tuples(st.integers(1, 4), st.integers(1, 4))
seeds = st.integers(0, 2**32 - 1)


def random_maps(seed, *shape):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype(np.float32)


def by_torch(image, kernels, bias, stride, padding, dilation, border):
    """Pad by hand, with (top, bottom, left, right), and let torch do the rest."""
    top, bottom, left, right = padding
    mode = "constant" if border == "zeros" else border
    padded = torch.nn.functional.pad(
        torch.from_numpy(image)[None], (left, right, top, bottom), mode=mode
    )
    out = torch.nn.functional.conv2d(
        padded, torch.from_numpy(kernels), torch.tensor(bias), stride, 0, dilation
    )
    return out[0].numpy()


# Values, by hand

SOBEL_X = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


def test_each_pixel_is_the_sum_of_its_products():
    image = np.arange(9).reshape(3, 3)
    # 0·1 + 1·2 + 3·3 + 4·4 = 27, and each place to the right adds 1 + 2 + 3 + 4 = 10
    assert convolve(image, [[1, 2], [3, 4]]).tolist() == [[[27, 37], [57, 67]]]


def test_the_bias_is_added_to_every_pixel_of_its_map():
    kernels = np.ones((2, 1, 1, 1))
    assert convolve([[1, 2]], kernels, bias=[10, -10]).tolist() == [[[11, 12]], [[-9, -8]]]
    assert convolve([[1, 2]], kernels, bias=0.5).tolist() == [[[1.5, 2.5]], [[1.5, 2.5]]]


def test_sobel_x_answers_to_a_rise_and_not_to_an_even_grey():
    step = np.repeat([[0, 0, 0, 1, 1, 1]], 5, axis=0)
    assert convolve(step, SOBEL_X).tolist() == [[[0, 4, 4, 0]] * 3]


def test_a_white_pixel_comes_out_as_the_kernel_turned_around():
    point = np.zeros((5, 5))
    point[2, 2] = 1
    kernel = np.arange(9).reshape(3, 3)
    assert (convolve(point, kernel)[0] == kernel[::-1, ::-1]).all()
    assert (convolve(point, kernel, flip=True)[0] == kernel).all()


def test_a_kernel_for_all_channels_sums_them():
    image = np.stack([np.full((3, 3), value) for value in (1, 10, 100)])
    assert convolve(image, np.ones((2, 2))).tolist() == [[[444, 444], [444, 444]]]


@pytest.mark.parametrize(
    ("border", "expected"),
    [
        ("zeros", [2, 4, 6, 3]),
        ("reflect", [4, 4, 6, 6]),
        ("replicate", [3, 4, 6, 7]),
        ("circular", [6, 4, 6, 4]),
    ],
)
def test_a_border_goes_on_as_its_name_says(border, expected):
    # The neighbors left and right of 1 2 3 4, summed
    out = convolve([[1, 2, 3, 4]], [[1, 0, 1]], padding=(0, 1), border=border)
    assert out.tolist() == [[expected]]


def test_stride_keeps_every_second_pixel_and_dilation_leaves_out_every_second():
    row = [[1, 2, 3, 4, 5, 6, 7]]
    assert convolve(row, [[1, 1]], stride=(1, 2)).tolist() == [[[3, 7, 11]]]
    assert convolve(row, [[1, 1, 1]], dilation=(1, 2)).tolist() == [[[9, 12, 15]]]


def test_same_with_an_even_kernel_puts_the_odd_pixel_after_the_picture():
    assert convolve([[1, 2, 3]], [[1, 1]], padding="same").tolist() == [[[3, 5, 3]]]
    around = convolve([[1, 2, 3]], [[1, 1]], padding="same", border="circular")
    assert around.tolist() == [[[3, 5, 4]]]


# Values, by other programs


@untimed
@given(
    st.data(),
    st.tuples(st.integers(1, 4), st.integers(1, 14), st.integers(1, 14)),
    st.tuples(st.integers(1, 5), st.integers(1, 6), st.integers(1, 6)),
    st.sampled_from(PADDING_MODES),
    seeds,
)
def test_all_is_as_torch_computes_it(data, shape, kernel_shape, border, seed):
    channels, *sides = shape
    maps, *kernel_size = kernel_shape
    stride, dilation = data.draw(steps), data.draw(steps)
    padding = data.draw(
        st.sampled_from(["valid", "same", "full"]) | st.tuples(st.integers(0, 6), st.integers(0, 6))
    )
    depth = data.draw(st.sampled_from([1, channels]))
    pads = []
    for axis, side in enumerate(sides):
        reach = dilation[axis] * (kernel_size[axis] - 1)
        if padding == "same":
            total = max((-(-side // stride[axis]) - 1) * stride[axis] + reach + 1 - side, 0)
            before, after = total // 2, total - total // 2
        else:
            before = after = (
                {"valid": 0, "full": reach}.get(padding)
                if isinstance(padding, str)
                else padding[axis]
            )
        assume(side + before + after > reach)
        assume(max(before, after) <= {"reflect": side - 1, "circular": side}.get(border, 99))
        pads += [before, after]
    image = random_maps(seed, *shape)
    kernels = random_maps(seed + 1, maps, depth, *kernel_size)
    bias = random_maps(seed + 2, maps)
    out = convolve(
        image,
        kernels,
        stride=stride,
        padding=padding,
        dilation=dilation,
        bias=bias,
        border=border,
    )
    deep = np.broadcast_to(kernels, (maps, channels, *kernel_size)).copy()
    expected = by_torch(image, deep, bias, stride, pads, dilation, border)
    assert out.shape == expected.shape
    assert out.dtype == np.float32
    np.testing.assert_allclose(out, expected, atol=1e-5, rtol=1e-5)


@untimed
@given(
    st.tuples(st.integers(6, 20), st.integers(6, 20)),
    st.tuples(st.sampled_from([1, 3, 5]), st.sampled_from([1, 3, 5])),
    st.sampled_from(PADDING_MODES),
    seeds,
)
def test_same_and_full_are_as_scipy_computes_them(sides, kernel_size, border, seed):
    image, kernel = random_maps(seed, *sides), random_maps(seed + 1, *kernel_size)
    correlated = ndimage.correlate(image, kernel, mode=NDIMAGE_MODES[border])
    convolved = ndimage.convolve(image, kernel, mode=NDIMAGE_MODES[border])
    same = convolve(image, kernel, padding="same", border=border)
    np.testing.assert_allclose(same[0], correlated, atol=1e-5)
    same = convolve(image, kernel, padding="same", border=border, flip=True)
    np.testing.assert_allclose(same[0], convolved, atol=1e-5)
    full = convolve(image, kernel, padding="full")[0]
    np.testing.assert_allclose(full, signal.correlate2d(image, kernel, "full"), atol=1e-5)
    full = convolve(image, kernel, padding="full", flip=True)[0]
    np.testing.assert_allclose(full, signal.convolve2d(image, kernel, "full"), atol=1e-5)


@pytest.mark.parametrize("size", [3, 5, 7, 9, 11])
@pytest.mark.parametrize("border", ["zeros", "reflect", "replicate"])
def test_a_large_picture_is_as_opencv_filters_it(size, border):
    image, kernel = random_maps(0, 300, 200), random_maps(1, size, size)
    kinds = {"zeros": cv2.BORDER_CONSTANT, "reflect": cv2.BORDER_REFLECT_101}
    kind = kinds.get(border, cv2.BORDER_REPLICATE)
    out = convolve(image, kernel, padding="same", border=border)
    np.testing.assert_allclose(out[0], cv2.filter2D(image, -1, kernel, borderType=kind), atol=1e-5)


@pytest.mark.parametrize("padding", ["valid", "same", "full"])
@pytest.mark.parametrize("size", [(11, 11), (8, 10), (9, 30)])
def test_a_kernel_that_is_an_outer_product_gives_the_same_in_two_passes(padding, size):
    image = random_maps(2, 300, 260)
    column, row = random_maps(3, size[0], 1), random_maps(4, 1, size[1])
    out = convolve(image, column * row, padding=padding, border="replicate")
    by_two = convolve(
        convolve(image, column, padding=padding, border="replicate"),
        row,
        padding=padding,
        border="replicate",
    )
    np.testing.assert_allclose(out, by_two, atol=1e-4)
    if padding == "valid":
        expected = signal.correlate(image.astype(float), (column * row).astype(float), "valid")
        np.testing.assert_allclose(out[0], expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("maps", "size"), [(1, 3), (4, 5), (5, 5), (8, 11), (1, 31)])
def test_however_many_and_large_the_kernels_they_give_what_torch_gives(maps, size):
    image, kernels = random_maps(5, 3, 96, 80), random_maps(6, maps, 3, size, size)
    bias = np.zeros(maps, np.float32)
    expected = by_torch(image, kernels, bias, 1, (size - 1,) * 4, 1, "zeros")
    out = convolve(image, kernels, padding="full")
    np.testing.assert_allclose(out, expected, atol=1e-5 * np.sqrt(kernels[0].size))


def test_the_picture_is_left_as_it_was():
    image, kernel = random_maps(7, 3, 8, 8), random_maps(8, 3, 3)
    before = image.copy(), kernel.copy()
    convolve(image, kernel, padding="full", border="circular", flip=True)[:] = 7
    convolve(image[:1], [[1.0]])[:] = 7
    assert (image == before[0]).all()
    assert (kernel == before[1]).all()
