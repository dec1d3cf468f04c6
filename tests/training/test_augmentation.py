"""Digits drawn again stay the digits they were, a little changed."""

import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import load_network
from cnnviz.training.augmentation import Augmentation, change_brush, redraw_all

NONE = Augmentation(
    rotation=0, stretch=0, slant=0, size=(1.0, 1.0), same_brush=1.0, crisp=0.0, shift=0
)


@pytest.fixture(scope="module")
def digits():
    images, labels = load_mnist("test")
    return images[:300], labels[:300]


def redrawn(images, augmentation, seed=0):
    return redraw_all(images, augmentation, np.random.default_rng(seed))


def test_redrawn_digits_are_pictures_for_the_network(digits):
    pictures = redrawn(digits[0], Augmentation())
    assert (pictures.shape, pictures.dtype) == ((300, 1, 28, 28), np.float32)
    assert pictures.min() == 0
    assert pictures.max() == 1


def test_without_any_change_a_digit_comes_back_nearly_as_it_was(digits):
    same, other = digits[0] / 255, np.roll(digits[0], 1, axis=0) / 255
    pictures = redrawn(digits[0], NONE)[:, 0]
    assert np.abs(pictures - same).mean() < 0.3 * np.abs(pictures - other).mean()


def test_a_redrawn_digit_is_still_the_same_digit(digits):
    images, labels = digits
    answers = load_network("digits").predict(redrawn(images, Augmentation())).argmax(axis=1)
    assert (answers == labels).mean() > 0.95


def test_each_digit_is_changed_in_its_own_way(digits):
    pictures = redrawn(np.repeat(digits[0][:1], 50, axis=0), Augmentation())
    assert len(np.unique(pictures.reshape(50, -1), axis=0)) > 45


def test_the_same_seed_draws_the_same(digits):
    first, second = (redrawn(digits[0][:20], Augmentation(), seed=3) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_thicker_strokes_have_more_ink_and_thinner_ones_less():
    pad = np.zeros((100, 100), np.uint8)
    pad[20:80, 40:60] = 255
    assert (change_brush(pad, 3) > 0).sum() == pytest.approx(66 * 26, abs=40)
    assert (change_brush(pad, -3) > 0).sum() == pytest.approx(54 * 14, abs=40)


def test_a_stroke_too_thin_to_be_thinned_stays():
    pad = np.zeros((100, 100), np.uint8)
    pad[20:80, 40:43] = 255
    np.testing.assert_array_equal(change_brush(pad, -3), pad)
