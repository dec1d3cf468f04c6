"""A pixel's arithmetic adds up to the pixel, and names the pixels it came from."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cnnviz.filters.arithmetic import explain_pixel
from cnnviz.filters.convolution import convolve
from cnnviz.filters.windows import PADDING_MODES

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
steps = st.tuples(st.integers(1, 3), st.integers(1, 3))


def random_maps(seed, *shape):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype(np.float32)


def test_a_pixel_is_explained_by_hand():
    image = [[[1, 2], [3, 4]], [[10, 20], [30, 40]]]
    kernel = [[[1, 0], [0, -1]], [[0.5, 0], [0, 0]]]
    pixel = explain_pixel(image, kernel, 0, 0, bias=7)
    assert pixel.windows.tolist() == image
    assert pixel.products.tolist() == [[[1, 0], [0, -4]], [[5, 0], [0, 0]]]
    assert pixel.sums.tolist() == [-3, 5]
    assert (pixel.total, pixel.bias, pixel.value) == (2, 7, 9)


@pytest.mark.parametrize(
    ("border", "pixels", "source"),
    [
        ("zeros", [0, 0, 1], [-1, -1, 0]),
        ("reflect", [3, 2, 1], [2, 1, 0]),
        ("replicate", [1, 1, 1], [0, 0, 0]),
        ("circular", [3, 4, 1], [2, 3, 0]),
    ],
)
def test_a_window_in_the_border_says_which_pixels_stand_there(border, pixels, source):
    pixel = explain_pixel([[1, 2, 3, 4]], [[1, 1, 1]], 0, 0, padding=(0, 2), border=border)
    assert pixel.windows[0, 0].tolist() == pixels
    assert pixel.columns.tolist() == [-2, -1, 0]
    assert pixel.source_columns.tolist() == source
    assert pixel.rows.tolist() == pixel.source_rows.tolist() == [0]


def test_above_and_left_of_the_picture_the_places_are_negative():
    pixel = explain_pixel(np.zeros((5, 6)), np.ones((2, 3)), 0, 4, padding=(1, 2))
    assert pixel.rows.tolist() == [-1, 0]
    assert pixel.columns.tolist() == [2, 3, 4]
    pixel = explain_pixel(np.zeros((5, 6)), np.ones((2, 3)), 5, 7, padding=(1, 2))
    assert pixel.rows.tolist() == [4, 5]
    assert pixel.columns.tolist() == [5, 6, 7]


def test_the_arithmetic_is_in_double_precision():
    image, kernel = np.array([[0.1, 1e8]], np.float32), np.array([[0.3, 1]], np.float32)
    pixel = explain_pixel(image, kernel, 0, 0)
    assert pixel.windows.dtype == pixel.kernels.dtype == np.float64
    assert pixel.products[0, 0, 0] == float(image[0, 0]) * float(kernel[0, 0])
    assert pixel.total == pixel.products[0, 0, 0] + 1e8


def test_stride_and_dilation_place_the_window():
    pixel = explain_pixel(np.zeros((20, 20)), np.ones((3, 2)), 2, 3, stride=(2, 3), dilation=(4, 5))
    assert pixel.rows.tolist() == [4, 8, 12]
    assert pixel.columns.tolist() == [9, 14]


def test_a_flipped_kernel_is_shown_as_it_is_laid_on():
    pixel = explain_pixel(np.ones((2, 2)), [[1, 2], [3, 4]], 0, 0, flip=True)
    assert pixel.kernels.tolist() == [[[4, 3], [2, 1]]]


@untimed
@given(
    st.data(),
    st.tuples(st.integers(1, 3), st.integers(3, 10), st.integers(3, 10)),
    st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4)),
    st.sampled_from(PADDING_MODES),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_the_value_is_the_pixels(data, shape, kernel_shape, border, flip, seed):
    image = random_maps(seed, *shape)
    depth = data.draw(st.sampled_from([1, shape[0]]))
    kernels = random_maps(seed + 1, kernel_shape[0], depth, *kernel_shape[1:])
    settings_ = {
        "stride": data.draw(steps),
        "dilation": data.draw(steps),
        "padding": data.draw(st.sampled_from(["valid", "same", "full", 1, (2, 1)])),
        "bias": random_maps(seed + 2, kernel_shape[0]),
        "border": border,
        "flip": flip,
    }
    try:
        out = convolve(image, kernels, **settings_)
    except ValueError:
        assume(False)
    index, row, column = (data.draw(st.integers(0, side - 1)) for side in out.shape)
    pixel = explain_pixel(image, kernels, row, column, map_index=index, **settings_)
    assert pixel.value == pytest.approx(out[index, row, column], abs=1e-5)
    assert pixel.products.sum() == pytest.approx(pixel.total)
    assert pixel.sums.sum() + pixel.bias == pytest.approx(pixel.value)
    # What the picture holds at the named pixels is what the window shows
    rows, columns = pixel.source_rows, pixel.source_columns
    named = image[:, rows[:, None], columns] * ((rows[:, None] >= 0) & (columns >= 0))
    np.testing.assert_array_equal(named, pixel.windows)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ({"row": 4, "column": 0}, "row must be between 0 and 3, got 4"),
        ({"row": 0, "column": -1}, "column must be between 0 and 2, got -1"),
        ({"row": 0, "column": 0, "map_index": 1}, "map_index must be between 0 and 0, got 1"),
    ],
)
def test_there_is_no_pixel_outside_the_map(place, sentence):
    with pytest.raises(ValueError, match=sentence):
        explain_pixel(np.zeros((5, 4)), np.ones((2, 2)), **place)
