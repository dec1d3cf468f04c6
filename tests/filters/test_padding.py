"""What stands around a picture is what torch puts there, and each pixel's origin is known."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnnviz.filters.padding import pad_maps, source_pixels
from cnnviz.filters.windows import PADDING_MODES, both_axes

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("border", "expected"),
    [
        ("zeros", [0, 0, 0, 1, 2, 3, 4, 0, 0, 0]),
        ("reflect", [4, 3, 2, 1, 2, 3, 4, 3, 2, 1]),
        ("replicate", [1, 1, 1, 1, 2, 3, 4, 4, 4, 4]),
        ("circular", [2, 3, 4, 1, 2, 3, 4, 1, 2, 3]),
    ],
)
def test_a_row_goes_on_as_the_borders_name_says(border, expected):
    row = np.array([[[1, 2, 3, 4]]], np.float32)
    axes = both_axes((1, 4), (1, 1), 1, (0, 3), 1, border)
    assert pad_maps(row, *axes, border).tolist() == [[expected]]
    column = row.transpose(0, 2, 1).copy()
    axes = both_axes((4, 1), (1, 1), 1, (3, 0), 1, border)
    assert pad_maps(column, *axes, border)[0, :, 0].tolist() == expected


def paddings(border, side):
    """Return paddings before and after that the border can fill."""
    return st.integers(0, {"reflect": side - 1, "circular": side}.get(border, 6))


@untimed
@given(
    st.data(),
    st.tuples(st.integers(1, 3), st.integers(1, 8), st.integers(1, 8)),
    st.sampled_from(PADDING_MODES),
)
def test_padding_is_torchs(data, shape, border):
    maps = np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)
    sides = tuple(data.draw(paddings(border, side)) for side in shape[1:])
    axes = both_axes(shape[1:], (1, 1), 1, sides, 1, border)
    mode = "constant" if border == "zeros" else border
    expected = torch.nn.functional.pad(
        torch.from_numpy(maps)[None], (sides[1], sides[1], sides[0], sides[0]), mode=mode
    )
    padded = pad_maps(maps, *axes, border)
    assert padded.dtype == np.float32
    np.testing.assert_array_equal(padded, expected[0].numpy())


@pytest.mark.parametrize("border", PADDING_MODES)
def test_the_odd_pixel_of_same_stands_after_the_picture_on_either_axis(border):
    maps = np.arange(1, 13, dtype=np.float32).reshape(1, 3, 4)
    rows, columns = both_axes((3, 4), (2, 4), 1, "same", 1, border)
    padded = pad_maps(maps, rows, columns, border)
    assert padded.shape == (1, 4, 7)  # none above, one below; one left, two right
    np.testing.assert_array_equal(padded[:, :3, 1:5], maps)


@untimed
@given(st.data(), st.tuples(st.integers(1, 8), st.integers(1, 8)), st.sampled_from(PADDING_MODES))
def test_each_place_holds_the_pixel_that_is_named(data, sides, border):
    maps = np.random.default_rng(1).uniform(1, 2, (2, *sides)).astype(np.float32)
    padding = tuple(data.draw(paddings(border, side)) for side in sides)
    axes = both_axes(sides, (1, 1), 1, padding, 1, border)
    rows, columns = (source_pixels(axis, border) for axis in axes)
    named = maps[:, rows[:, None], columns] * ((rows[:, None] >= 0) & (columns >= 0))
    np.testing.assert_array_equal(named, pad_maps(maps, *axes, border))


@pytest.mark.parametrize(
    ("border", "pixels"),
    [
        ("zeros", [-1, 0, 1, 2, -1, -1]),
        ("reflect", [1, 0, 1, 2, 1, 0]),
        ("replicate", [0, 0, 1, 2, 2, 2]),
        ("circular", [2, 0, 1, 2, 0, 1]),
    ],
)
def test_one_place_before_the_picture_and_two_after_are_named(border, pixels):
    axis, _ = both_axes((3, 3), (4, 4), 1, "same", 1, border)
    assert source_pixels(axis, border).tolist() == pixels


def test_without_padding_the_maps_are_given_back():
    maps = np.ones((2, 3, 3), np.float32)
    assert pad_maps(maps, *both_axes((3, 3), (2, 2), 1, "valid", 1, "reflect"), "reflect") is maps
