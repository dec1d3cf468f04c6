"""With random weights a network says something else, and its heatmaps show something else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import spearmanr

from cnnviz.explain.randomization import randomized, rank_correlation
from cnnviz.explain.saliency import grad_cam, input_gradient
from cnnviz.images.photos import prepare_photo
from cnnviz.images.samples import load_sample
from cnnviz.networks.network import load_network


def test_the_same_seed_gives_the_same_network_and_another_another():
    network = load_network("digits")
    first, again, other = (randomized(network, seed) for seed in (1, 1, 2))
    for name in network.weights:
        np.testing.assert_array_equal(first.weights[name], again.weights[name])
        assert not np.allclose(first.weights[name], other.weights[name])
        assert not np.allclose(first.weights[name], network.weights[name])
    assert first.accuracy == {}


def test_weights_have_the_variance_of_a_network_before_training():
    weights = randomized(load_network("photos")).weights
    for name, fan_in in {"head": 320, "block4_depthwise": 25}.items():
        assert weights[name].std() == pytest.approx((2 / fan_in) ** 0.5, rel=0.05)


@pytest.mark.parametrize("method", [grad_cam, input_gradient])
def test_the_heatmaps_of_a_photo_differ(method):
    network = load_network("photos")
    photo = prepare_photo(load_sample("cat", color=True).astype(np.float32) / 255)
    learned, random = (method(one, photo, 285) for one in (network, randomized(network)))
    assert np.isfinite(random).all()
    assert np.corrcoef(learned.ravel(), random.ravel())[0, 1] < 0.5


numbers = st.sampled_from([0.0, 1.0, 2.0]) | st.floats(-9, 9, width=32)
pairs = arrays(
    np.float32, st.tuples(st.just(2), st.integers(2, 6), st.integers(1, 6)), elements=numbers
)


@given(pairs)
def test_alike_is_what_scipy_says(pair):
    first, second = pair
    likeness = rank_correlation(first, second)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        assert likeness is None
    else:
        expected = spearmanr(first.ravel(), second.ravel()).statistic
        assert likeness == pytest.approx(expected, abs=1e-9)


def test_only_the_order_counts():
    heat = np.random.default_rng(0).random((9, 9))
    assert rank_correlation(heat, np.exp(5 * heat)) == pytest.approx(1)
    assert rank_correlation(heat, -heat) == pytest.approx(-1)


def test_two_shapes_are_not_compared():
    with pytest.raises(
        ValueError, match=r"second must have the shape of first, \(2, 3\), got \(6,\)"
    ):
        rank_correlation(np.ones((2, 3)), np.ones(6))
