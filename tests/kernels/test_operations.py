"""Editing kernels does what it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.kernels import operations as kernels
from cnnviz.kernels.operations import KERNELS

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
