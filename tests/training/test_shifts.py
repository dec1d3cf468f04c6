"""Moved and shuffled digits: nothing comes round the corner, nothing is lost by shuffling."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz.training.shifts import as_pictures, shift, shift_each, shuffle_pixels


def pictures(count=5, side=7):
    return np.random.default_rng(0).random((count, 1, side, side), np.float32)


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_shifting_is_what_scipy_does_with_zeros_outside(rows, columns):
    expected = ndimage.shift(pictures()[0, 0], (rows, columns), order=0, cval=0)
    np.testing.assert_array_equal(shift(pictures(), rows, columns)[0, 0], expected)


def test_each_picture_is_moved_on_its_own_and_no_further_than_asked():
    dots = np.zeros((200, 1, 9, 9), np.float32)
    dots[:, 0, 4, 4] = 1
    moved = shift_each(dots, 2, np.random.default_rng(1))
    places = np.argwhere(moved[:, 0])[:, 1:] - 4
    assert len(places) == 200
    assert {tuple(place) for place in places.tolist()} == {
        (row, column) for row in range(-2, 3) for column in range(-2, 3)
    }


def test_shuffling_puts_the_same_pixel_of_every_picture_in_the_same_place():
    shuffled = shuffle_pixels(pictures(), seed=3)
    flat, before = shuffled.reshape(5, -1), pictures().reshape(5, -1)
    came_from = [int(np.flatnonzero(before[0] == value)[0]) for value in flat[0]]
    assert sorted(came_from) == list(range(49))
    assert came_from != list(range(49))
    np.testing.assert_array_equal(flat, before[:, came_from])
    np.testing.assert_array_equal(shuffled, shuffle_pixels(pictures(), seed=3))


def test_digits_become_pictures_between_zero_and_one():
    digit = np.array([[[0, 255]]], np.uint8)
    np.testing.assert_array_equal(as_pictures(digit), np.array([[[[0, 1]]]], np.float32))
