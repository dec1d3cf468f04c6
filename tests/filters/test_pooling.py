"""Pooling keeps one number per window, as torch does, and says which input it was."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from torch.nn import functional

from cnnviz.filters.pooling import pool, pool_winners

ORACLES = {
    "max": functional.max_pool2d,
    "average": functional.avg_pool2d,
    "sum": lambda x, size, stride: functional.avg_pool2d(x, size, stride) * size[0] * size[1],
    "l2": lambda x, size, stride: functional.lp_pool2d(x, 2, size, stride),
}
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
windows = st.tuples(st.integers(1, 5), st.integers(1, 5))
shapes = st.tuples(st.integers(1, 4), st.integers(1, 15), st.integers(1, 15))
FOUR = [[1, 3, 2, 0], [4, 2, 1, 1], [0, 0, -5, -6], [0, 0, -7, -8]]


def random_maps(seed, shape):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype(np.float32)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("max", [[4, 2], [0, -5]]),
        ("average", [[2.5, 1], [0, -6.5]]),
        ("sum", [[10, 4], [0, -26]]),
        ("l2", [[np.sqrt(30), np.sqrt(6)], [0, np.sqrt(174)]]),
        ("none", FOUR),
    ],
)
def test_two_by_two_halves_each_side(kind, expected):
    np.testing.assert_allclose(pool(FOUR, kind), [expected], rtol=1e-6)


@pytest.mark.parametrize("kind", ORACLES)
@untimed
@given(shapes, windows, windows, st.integers(0, 2**32 - 1))
def test_pooling_is_torchs(kind, shape, size, stride, seed):
    assume(size[0] <= shape[1])
    assume(size[1] <= shape[2])
    x = random_maps(seed, shape)
    pooled = pool(x, kind, size=size, stride=stride)
    expected = ORACLES[kind](torch.from_numpy(x), size, stride).numpy()
    assert pooled.dtype == np.float32
    assert pooled.shape == expected.shape
    np.testing.assert_allclose(pooled, expected, atol=1e-5)


def test_windows_lie_side_by_side_unless_a_stride_is_given():
    x = np.arange(16).reshape(4, 4)
    assert pool(x, "max", size=3).tolist() == [[[10]]]
    assert pool(x, "max", size=3, stride=1).tolist() == [[[10, 11], [14, 15]]]
    assert pool(x, "max", size=2, stride=2).tolist() == [[[5, 7], [13, 15]]]
    assert pool(np.arange(6)[None], "max", size=(1, 3)).tolist() == [[[2, 5]]]
    assert pool(np.arange(3)[None], "sum", size=(1, 1)).tolist() == [[[0, 1, 2]]]


def test_twice_pooled_a_quarter_of_each_side_is_left():
    assert pool(pool(np.zeros((3, 28, 28)))).shape == (3, 7, 7)


def test_a_shift_within_a_window_is_forgiven():
    point, shifted = np.zeros((2, 4, 4))
    point[0, 0] = shifted[1, 1] = 1
    assert (pool(point, "max") == pool(shifted, "max")).all()


def test_large_numbers_do_not_overflow_under_l2():
    np.testing.assert_allclose(pool([[3e30, 4e30]], "l2", size=(1, 2)), [[[5e30]]], rtol=1e-6)


@untimed
@given(shapes, windows, windows, st.integers(0, 2**32 - 1))
def test_a_winner_holds_the_number_that_was_kept(shape, size, stride, seed):
    assume(size[0] <= shape[1])
    assume(size[1] <= shape[2])
    x = np.round(random_maps(seed, shape) * 3)  # so that there are equals
    rows, columns = pool_winners(x, size=size, stride=stride)
    kept = pool(x, "max", size=size, stride=stride)
    assert rows.shape == kept.shape
    channels, tops, lefts = np.indices(kept.shape)
    assert (x[channels, rows, columns] == kept).all()
    for index in np.ndindex(kept.shape):
        top, left = tops[index] * stride[0], lefts[index] * stride[1]
        window = x[index[0], top : top + size[0], left : left + size[1]]
        row, column = np.divmod(window.argmax(), window.shape[1])  # the first of equals
        assert (rows[index], columns[index]) == (top + row, left + column)


@pytest.mark.parametrize(
    ("settings_", "sentence"),
    [
        ({"kind": "median"}, "pooling must be one of none, max, average, sum, l2, got 'median'"),
        ({"size": 5}, "size must be at most 4 rows, as many as the map has, got 5"),
        ({"size": (4, 5)}, "size must be at most 4 columns, as many as the map has, got 5"),
        ({"size": 0}, "size must be between 1 and 16, got 0"),
        ({"stride": 17}, "stride must be between 1 and 16, got 17"),
        ({"stride": 1.5}, "stride must be a whole number between 1 and 16, got 1.5"),
    ],
)
def test_what_cannot_be_pooled_is_refused_in_one_sentence(settings_, sentence):
    with pytest.raises(ValueError, match=sentence):
        pool(FOUR, **settings_)


@pytest.mark.parametrize("function", [pool, pool_winners])
def test_what_is_no_map_is_refused_under_its_own_name(function):
    with pytest.raises(ValueError, match=r"^x must hold finite numbers"):
        function([[np.nan]])
    with pytest.raises(ValueError, match=r"^x must have shape \(C, H, W\) or \(H, W\), got \(2,\)"):
        function([1, 2])
