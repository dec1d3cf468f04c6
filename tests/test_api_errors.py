"""Every public function names the argument that it refuses, by its own parameter's name."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cnnviz
from cnnviz.common.errors import ArgumentError
from cnnviz.networks.network import Network

BLANK: Final = np.zeros((1, 28, 28), np.float32)
IMAGE: Final = np.ones((1, 9, 8), np.float32)

WORDS = st.text(max_size=8).map(lambda text: f"no {text}")
NO_INTEGERS = st.floats() | st.text(max_size=5) | st.booleans() | st.none()


def outside(least: int, most: int) -> st.SearchStrategy[Any]:
    return st.integers(max_value=least - 1) | st.integers(min_value=most + 1) | NO_INTEGERS


def pairs_outside(least: int, most: int) -> st.SearchStrategy[Any]:
    return outside(least, most) | st.tuples(st.just(least), outside(least, most))


def shapes(*refused: tuple[int, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from([np.zeros(shape, np.float32) for shape in refused])


NO_IMAGE = shapes((28, 28), (3, 28, 28), (1, 27, 28), (1, 1, 28, 28)) | st.sampled_from(
    [BLANK.astype(np.int64), BLANK + 2, BLANK * np.float32(np.nan)]
)
NO_MAPS = shapes((9,), (0, 9, 8), (1, 1, 9, 8)) | st.sampled_from(
    [IMAGE * np.float32(np.nan), np.full((3, 3), np.inf), np.zeros((3, 3), complex)]
)
NO_CLASS = outside(0, 9)
NO_UNIT = st.sampled_from([(), (0,), (0, 0, 0, 0)]) | st.tuples(
    st.just(0), st.just(0), outside(0, 23)
)

BAD: Final[Mapping[str, Mapping[str, st.SearchStrategy[Any]]]] = {
    "activate": {"kind": WORDS, "x": st.just(np.zeros(2, complex))},
    "contributions": {
        "image": NO_IMAGE,
        "label": NO_CLASS,
        "against": outside(0, 9).filter(lambda label: label is not None) | st.just(1),
    },
    "convolve": {
        "image": NO_MAPS,
        "kernel": shapes((3,), (2, 3, 3), (1, 2, 3, 3), (0, 3, 3)),
        "stride": pairs_outside(1, 8),
        "padding": pairs_outside(0, 240) | WORDS,
        "dilation": pairs_outside(1, 8) | st.integers(5, 8),
        "bias": st.sampled_from([np.nan, np.inf, [1.0, 2.0]]),
        "border": WORDS | st.none(),
    },
    "convolve_transposed": {
        "image": NO_MAPS,
        "kernel": shapes((3,), (2, 3, 3), (1, 2, 3, 3), (0, 3, 3)),
        "stride": pairs_outside(1, 8),
        "padding": pairs_outside(0, 240) | WORDS,
        "output_padding": pairs_outside(0, 7) | st.integers(1, 7),
        "dilation": pairs_outside(1, 8),
        "bias": st.sampled_from([np.nan, np.inf, [1.0, 2.0]]),
    },
    "edit_network": {
        "tensors": st.sampled_from(
            [
                {"conv9.weight": np.zeros(3, np.float32)},
                {"conv1.bias": np.zeros(3, np.float32)},
                {"conv1.bias": np.zeros(12)},
                {"conv1.bias": np.full(12, np.nan, np.float32)},
            ]
        ),
        "off": st.sampled_from([{"dense1": [0]}, {"conv1": [12]}, {"conv1": [-1]}]),
    },
    "explain_unit": {"name": WORDS, "unit": NO_UNIT},
    "grad_cam": {"image": NO_IMAGE, "label": NO_CLASS, "layer": WORDS | st.just("dense1")},
    "group_probabilities": {"probabilities": shapes((10,), (1, 1000))},
    "input_gradient": {"image": NO_IMAGE, "label": NO_CLASS},
    "integrated_gradients": {
        "image": NO_IMAGE,
        "label": NO_CLASS,
        "baseline": st.floats(1.001) | st.floats(max_value=-0.001) | st.just(np.nan),
        "steps": outside(1, 256),
    },
    "load_network": {"source": WORDS.map(lambda word: word.replace("/", "").replace("\0", ""))},
    "occlusion": {
        "image": NO_IMAGE,
        "label": NO_CLASS,
        "size": outside(1, 28),
        "stride": outside(1, 4),
        "fill": st.floats(1.001) | st.floats(max_value=-0.001) | st.just(np.nan),
    },
    "pool": {
        "x": NO_MAPS,
        "kind": WORDS,
        "size": pairs_outside(1, 16) | st.integers(9, 16),
        "stride": (pairs_outside(1, 16)).filter(lambda stride: stride is not None),
    },
    "prepare_digit": {
        "drawing": shapes((28,), (0, 28), (1, 28, 28)) | st.sampled_from([BLANK[0] + 2, [[3]]])
    },
    "prepare_photo": {
        "image": shapes((28, 28), (2, 28, 28)) | st.sampled_from([BLANK + 2, BLANK.astype(int)])
    },
    "randomized": {"seed": st.integers(max_value=-1) | NO_INTEGERS},
    "rank_maps": {"image": NO_IMAGE, "name": WORDS | st.just("dense1")},
    "reached_units": {"name": WORDS, "unit": NO_UNIT},
    "receptive_field": {"name": WORDS, "unit": NO_UNIT},
    "trace": {"image": NO_IMAGE},
    "winner_path": {"name": WORDS, "unit": NO_UNIT},
    "without_each_map": {"image": NO_IMAGE, "name": WORDS | st.just("dense1")},
}
"""By function and parameter: what is refused there, whatever else is given."""


@pytest.fixture(scope="module")
def good(network: Network) -> dict[str, dict[str, Any]]:
    """Arguments that each function takes."""
    on_layers = {"layers": network.layers, "input_shape": network.input_shape}
    traced = {"network": network, "trace": cnnviz.trace(network, BLANK)}
    unit = {"name": "conv1", "unit": (0, 0, 0)}
    picture = {"network": network, "image": BLANK}
    return {
        "activate": {"x": IMAGE, "kind": "relu"},
        "contributions": picture | {"label": 1},
        "convolve": {"image": IMAGE, "kernel": np.ones((3, 3))},
        "convolve_transposed": {"image": IMAGE, "kernel": np.ones((3, 3))},
        "edit_network": {"network": network, "tensors": {}},
        "explain_unit": traced | unit,
        "grad_cam": picture | {"label": 1},
        "group_probabilities": {},
        "input_gradient": picture | {"label": 1},
        "integrated_gradients": picture | {"label": 1},
        "load_network": {},
        "occlusion": picture | {"label": 1, "size": 4, "stride": 4},
        "pool": {"x": IMAGE},
        "prepare_digit": {},
        "prepare_photo": {},
        "randomized": {"network": network},
        "rank_maps": picture | {"name": "conv1"},
        "reached_units": on_layers | unit,
        "receptive_field": on_layers | unit,
        "trace": picture,
        "winner_path": traced | unit,
        "without_each_map": picture | {"name": "conv1"},
    }


@pytest.fixture(scope="module")
def network() -> Network:
    """The network that comes with the package."""
    return cnnviz.load_network("digits")


def public_functions() -> list[str]:
    return [
        name
        for name in cnnviz.__all__
        if callable(getattr(cnnviz, name)) and not inspect.isclass(getattr(cnnviz, name))
    ]


def test_every_public_function_is_tried_with_all_that_it_may_refuse():
    assert sorted(BAD) == sorted(public_functions())
    taken = {"network", "trace", "layers", "input_shape", "flip"}  # made elsewhere, or any will do
    for name, parameters in BAD.items():
        known = set(inspect.signature(getattr(cnnviz, name)).parameters)
        assert set(parameters) == known - taken, name


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, parameter) for name, parameters in BAD.items() for parameter in parameters],
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_refused_argument_is_named_as_the_parameter_is(
    good: dict[str, dict[str, Any]], name: str, parameter: str, data: st.DataObject
):
    function: Callable[..., Any] = getattr(cnnviz, name)
    bad = data.draw(BAD[name][parameter])
    with pytest.raises(ArgumentError) as caught:
        function(**(good[name] | {parameter: bad}))
    root = caught.value.argument.split(".")[0].split("[")[0]
    assert root == parameter
    assert str(caught.value)
