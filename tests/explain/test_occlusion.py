"""A patch is laid on the picture, place by place."""

import numpy as np
import pytest
import torch

from cnnviz.explain.occlusion import occlusion
from cnnviz.networks.layers import Dense, Flatten, Softmax
from cnnviz.networks.network import load_network, make_network
from cnnviz.networks.network_file import Header, Input

PICTURE = np.array([[[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]], np.float32)


@pytest.fixture
def network():
    """Class "on" scores the sum of the upper row's first and last pixel, "off" nothing."""
    weights = torch.zeros(2, 6)
    weights[0, [0, 2]] = 1
    header = Header(
        format="cnnviz-network",
        version=1,
        name="tiny",
        input=Input(shape=(1, 2, 3)),
        labels=("on", "off"),
        layers=(Flatten(name="flatten"), Dense(name="dense", units=2), Softmax(name="softmax")),
    )
    return make_network(header, {"dense.weight": weights, "dense.bias": torch.zeros(2)})


def probability(score):
    return 1 / (1 + np.exp(-score))


def test_each_pixel_has_what_is_lost_without_it(network):
    *_, last = occlusion(network, PICTURE, 0, size=1, stride=1, fill=0)
    lost = probability(2) - probability(1)
    assert (last.done, last.total) == (6, 6)
    np.testing.assert_allclose(last.heatmap, [[lost, 0, lost], [0, 0, 0]], atol=1e-6)


def test_a_pixel_under_several_places_has_their_mean(network):
    *_, last = occlusion(network, PICTURE, 0, size=2, stride=1, fill=0)
    lost = probability(2) - probability(1)  # at both places
    np.testing.assert_allclose(last.heatmap, np.full((2, 3), lost), atol=1e-6)
    *_, brighter = occlusion(network, PICTURE * 0.5, 0, size=2, stride=2, fill=1)
    gain = probability(1) - probability(1.5)
    np.testing.assert_allclose(brighter.heatmap, np.full((2, 3), gain), atol=1e-6)


def test_the_result_grows():
    digits = load_network("digits")
    drawing = np.zeros((1, 28, 28), np.float32)
    drawing[0, 4:24, 13:15] = 1
    steps = list(occlusion(digits, drawing, 1, size=4, stride=4))
    assert [(step.done, step.total) for step in steps] == [(done, 49) for done in range(1, 50)]
    for number, step in enumerate(steps[6::7], 1):  # row by row
        assert not step.heatmap[4 * number :].any()
        np.testing.assert_array_equal(step.heatmap[: 4 * number], steps[-1].heatmap[: 4 * number])


def test_the_last_place_ends_at_the_border(network):
    *_, last = occlusion(network, PICTURE, 1, size=2, stride=2)
    assert last.total == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"size": 3, "stride": 1}, "size must be between 1 and 2, got 3"),
        ({"size": 2, "stride": 3}, "stride must be between 1 and 2, got 3"),
        ({"size": 2, "stride": 1, "fill": -1}, "fill must be between 0 and 1, got -1"),
    ],
)
def test_what_does_not_fit_is_refused_at_once(network, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        occlusion(network, PICTURE, 0, **options)
