"""A drawing becomes a 28×28 picture the way MNIST's were made."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.images.datasets import load_mnist
from cnnviz.images.digits import prepare_digit, prepare_steps
from cnnviz.networks.network import load_network

PAD = 112
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
sides = st.integers(1, 60)
drawings = st.tuples(sides, sides).flatmap(lambda shape: arrays(np.uint8, shape))


@pytest.fixture(scope="module")
def digits():
    return load_mnist("test")[0][:300]


def pad_with(ink, top, left, side=PAD):
    pad = np.zeros((side, side), np.uint8)
    pad[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return pad


@untimed
@given(drawings)
def test_any_drawing_becomes_28_by_28_between_0_and_1(drawing):
    digit = prepare_digit(drawing)
    assert (digit.shape, digit.dtype) == ((1, 28, 28), np.float32)
    assert digit.min() >= 0  # NaN would fail this
    assert digit.max() <= 1


@untimed
@given(drawings, st.booleans(), st.booleans(), st.booleans())
def test_the_steps_fit_together_whichever_are_on(drawing, crop, fit, center):
    steps = prepare_steps(drawing, crop=crop, fit=fit, center=center)
    if steps.blank:
        assert steps.ink_box is steps.center_of_mass is steps.offset is None
        return
    top, left, bottom, right = steps.ink_box
    np.testing.assert_array_equal(steps.cropped, steps.drawing[top:bottom, left:right])
    (row, column), (height, width) = steps.offset, steps.fitted.shape
    assert max(height, width) <= (20 if fit else 28)
    pasted = steps.result[0, row : row + height, column : column + width]
    np.testing.assert_array_equal(pasted, steps.fitted)
    assert steps.result.sum() == pytest.approx(steps.fitted.sum(), rel=1e-4)


@untimed
@given(arrays(np.uint8, (30, 20)), st.integers(0, 82), st.integers(0, 92), st.floats(0.5, 1))
def test_it_does_not_matter_where_on_the_pad_a_digit_is_drawn(ink, top, left, brightness):
    ink = (ink * brightness).astype(np.uint8)
    here, there = prepare_digit(pad_with(ink, 0, 0)), prepare_digit(pad_with(ink, top, left))
    np.testing.assert_allclose(here, there, atol=1e-6)


@untimed
@given(arrays(np.uint8, (13, 9)), st.integers(2, 6))
def test_it_does_not_matter_how_large_the_pad_is(ink, border):
    small = prepare_digit(np.pad(ink, 1))
    np.testing.assert_allclose(small, prepare_digit(np.pad(ink, border)), atol=1e-6)


@untimed
@given(arrays(np.uint8, (12, 17)))
def test_bytes_and_numbers_between_0_and_1_are_the_same_drawing(ink):
    np.testing.assert_allclose(prepare_digit(ink), prepare_digit(ink / 255), atol=1e-6)


@pytest.mark.parametrize("factor", [1, 2, 4, 10])
def test_an_enlarged_mnist_digit_comes_back_nearly_as_it_was(digits, factor):
    enlarged = np.kron(digits, np.ones((1, factor, factor), np.uint8))
    back = np.stack([prepare_digit(drawing)[0] for drawing in enlarged])
    change = np.abs(back - digits / 255).max(axis=(1, 2))
    # Edges paler than the faintest ink are cut off; a rare digit then lands a pixel aside.
    assert (change < 0.1).mean() > 0.99
    assert np.median(change) < 1e-5


def test_a_smoothly_enlarged_mnist_digit_comes_back_nearly_as_it_was(digits):
    enlarged = [cv2.resize(d, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC) for d in digits]
    back = np.stack([prepare_digit(drawing)[0] for drawing in enlarged])
    others = np.roll(digits, 1, axis=0)
    assert np.abs(back - digits / 255).mean() < 0.25 * np.abs(back - others / 255).mean()


@pytest.mark.parametrize("value", [0, 25])
def test_a_blank_drawing_stays_blank(value):
    steps = prepare_steps(np.full((PAD, PAD), value, np.uint8))
    assert steps.blank
    assert not steps.result.any()


def test_what_an_eraser_leaves_does_not_widen_the_ink_box():
    pad = pad_with(np.full((40, 10), 255, np.uint8), 50, 60)
    pad[2, 3] = 20
    assert prepare_steps(pad).ink_box == (50, 60, 90, 70)


def test_a_bar_is_cropped_fitted_and_centered():
    steps = prepare_steps(pad_with(np.full((80, 8), 255, np.uint8), 10, 90))
    assert steps.ink_box == (10, 90, 90, 98)
    assert steps.cropped.shape == (80, 8)
    assert steps.fitted.shape == (20, 2)
    assert steps.center_of_mass == (10, 1)
    assert steps.offset == (4, 13)
    expected = np.zeros((28, 28))
    expected[4:24, 13:15] = 1
    np.testing.assert_array_equal(steps.result[0], expected)


def test_the_center_of_mass_goes_to_pixel_14_14():
    # Ten rows of a 20-row letter L are one pixel wide, ten are four: the mass is low and left.
    ink = np.zeros((20, 4), np.uint8)
    ink[:, 0], ink[10:] = 255, 255
    steps = prepare_steps(pad_with(ink, 5, 40))
    row = (10 * 5 + 40 * 15) / 50
    column = (10 * 0.5 + 40 * 2) / 50
    assert steps.center_of_mass == pytest.approx((row, column))
    assert steps.offset == (14 - 13, 14 - 1)


def test_a_heavy_end_never_pushes_the_rest_out_of_the_picture():
    ink = np.full((20, 20), 26, np.uint8)
    ink[18:] = 255
    ink[:18, 1:] = 0
    steps = prepare_steps(pad_with(ink, 0, 0))
    assert steps.center_of_mass[0] > 17
    assert steps.offset[0] == 0
    assert steps.result.sum() == pytest.approx(steps.fitted.sum())


def test_without_cropping_the_whole_pad_is_the_box():
    steps = prepare_steps(pad_with(np.full((56, 56), 255, np.uint8), 0, 0), crop=False)
    assert steps.ink_box == (0, 0, 112, 112)
    assert steps.fitted.shape == (20, 20)
    assert steps.fitted[:10, :10].all()
    assert steps.fitted.sum() == pytest.approx(100)


def test_without_fitting_a_small_digit_stays_small():
    steps = prepare_steps(pad_with(np.full((40, 20), 255, np.uint8), 70, 8), fit=False)
    assert steps.fitted.shape == (10, 5)


def test_without_centering_the_middle_of_the_box_is_in_the_middle():
    ink = np.zeros((20, 20), np.uint8)
    ink[0], ink[-1], ink[:, :3] = 255, 255, 255
    assert prepare_steps(pad_with(ink, 0, 0), center=False).offset == (4, 4)
    assert prepare_steps(pad_with(ink, 0, 0)).offset != (4, 4)


def test_with_all_steps_off_the_pad_is_simply_shrunk(digits):
    drawing = pad_with(digits[0], 60, 3)
    steps = prepare_steps(drawing, crop=False, fit=False, center=False)
    shrunk = drawing.reshape(28, 4, 28, 4).mean(axis=(1, 3)) / 255
    np.testing.assert_allclose(steps.result[0], shrunk, atol=1e-6)


def test_a_thin_line_on_a_large_pad_does_not_fade():
    pad = np.zeros((280, 280), np.uint8)
    cv2.rectangle(pad, (20, 10), (260, 270), 255)
    assert prepare_digit(pad).max() == 1


def test_a_hairline_is_still_a_pixel_wide():
    steps = prepare_steps(pad_with(np.full((1, 100), 255, np.uint8), 50, 5))
    assert steps.fitted.shape == (1, 20)
    assert steps.fitted.all()


def test_averaging_over_areas_never_leaves_the_range():
    full = np.full((129, 124), 255, np.uint8)  # OpenCV alone gives 1.0000002
    assert prepare_steps(full, fit=False).result.max() == 1


def test_a_single_dot_of_ink_is_enough():
    assert prepare_digit(pad_with(np.array([[255]], np.uint8), 111, 0)).sum() == 400


def test_the_drawing_given_is_left_as_it_was(digits):
    drawing = (digits[0] / 255).astype(np.float32)
    before = drawing.copy()
    prepare_digit(drawing)
    np.testing.assert_array_equal(drawing, before)


def test_the_steps_keep_their_numbers_when_the_drawing_changes(digits):
    drawing = (digits[0] / 255).astype(np.float32)
    steps = prepare_steps(drawing)
    drawing[:] = 0
    assert steps.drawing.any()
    assert steps.cropped.any()


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        (np.zeros(28), r"drawing must have 2 axes \(H, W\), got shape \(28,\)"),
        (np.zeros((1, 28, 28)), r"drawing must have 2 axes \(H, W\), got shape \(1, 28, 28\)"),
        (np.zeros((0, 5)), r"sides must be between 1 and 4096, got \(0, 5\)"),
        (np.zeros((1, 4097)), r"sides must be between 1 and 4096, got \(1, 4097\)"),
        (np.full((4, 4), np.nan), "values must be between 0 and 1, got nan to nan"),
        (np.full((4, 4), np.inf), "values must be between 0 and 1, got inf to inf"),
        (np.full((4, 4), 255.0), "values must be between 0 and 1, got 255 to 255"),
        (np.full((4, 4), -0.1), "values must be between 0 and 1, got -0.1 to -0.1"),
        (np.zeros((4, 4), int), "drawing must be uint8 or float, got int64"),
        (np.zeros((4, 4), str), "drawing must be uint8 or float, got <U1"),
    ],
)
def test_a_wrong_drawing_is_refused(drawing, sentence):
    with pytest.raises(ValueError, match=sentence):
        prepare_digit(drawing)


@untimed
@given(st.integers(0, 92))
def test_one_nan_among_many_numbers_is_refused(column):
    drawing = np.zeros((93, 93))
    drawing[7, column] = np.nan
    with pytest.raises(ValueError, match="between 0 and 1, got nan"):
        prepare_digit(drawing)


SEVEN = [[(0.0, 0.05), (0.6, 0.0), (0.25, 1.0)]]
FOUR = [[(0.4, 0.0), (0.0, 0.6), (0.7, 0.6)], [(0.5, 0.3), (0.5, 1.0)]]
ZERO = [[(0.35 + 0.35 * np.sin(a), 0.5 - 0.5 * np.cos(a)) for a in np.linspace(0, 6.4, 40)]]


@pytest.mark.parametrize(("label", "strokes"), [(7, SEVEN), (4, FOUR), (0, ZERO)])
@pytest.mark.parametrize(
    ("brush", "height", "corner"),
    [(24, 80, (190, 20)), (3, 240, (20, 20)), (20, 200, (60, 60)), (8, 60, (20, 200))],
    ids=["fat and small", "thin and large", "usual", "small"],
)
def test_a_digit_is_read_with_any_brush_at_any_size(label, strokes, brush, height, corner):
    pad = np.zeros((280, 280), np.uint8)
    for stroke in strokes:
        points = np.round(np.array(stroke) * height + corner).astype(np.int32)
        cv2.polylines(pad, [points], False, 255, brush, cv2.LINE_AA)
    drawing = cv2.resize(pad, (PAD, PAD), interpolation=cv2.INTER_AREA)
    assert load_network("digits").predict(prepare_digit(drawing)[None])[0].argmax() == label
