"""Units of a photo: the same arithmetic as of a drawing, from one layer alone."""

from typing import Any

import numpy as np
import pytest

from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.images.photos import prepare_photo
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.network import Network
from cnnviz.networks.trace import Trace, trace
from tests.live.asking import ask_bytes, read_bytes, refusal, tell
from tests.live.inspected import inspect, total
from tests.live.looked import cat, look_bytes, looking

UNITS = {
    "input": [2, 100, 50],
    "normalize": [0, 0, 223],
    "stem": [7, 0, 111],
    "stem_relu": [7, 5, 50],
    "block1_depthwise": [31, 111, 0],
    "block2_depthwise": [95, 20, 20],
    "block3_project": [23, 10, 11],
    "block3_sum": [23, 10, 11],
    "block13_depthwise": [1151, 6, 6],
    "head": [1279, 3, 3],
    "mean": [1279],
    "dense": [281],
    "softmax": [281],
}


@pytest.fixture(scope="module")
def session(engine: Engine) -> Session:
    return looking(engine)


@pytest.fixture(scope="module")
def traced(networks: Networks) -> Trace:
    return trace(networks.get("photos"), prepare_photo(cat().astype(np.float32) / 255))


@pytest.fixture(scope="module")
def network(networks: Networks) -> Network:
    return networks.get("photos")


def regions(shapes: dict[str, tuple[int, ...]], listed: dict[str, Any]) -> dict[str, list[Any]]:
    """Write the lists of an answer out, null as all of an axis."""
    return {
        name: [
            list(range(side)) if axis is None else axis
            for axis, side in zip(axes, shapes[name], strict=True)
        ]
        for name, axes in listed.items()
    }


@pytest.mark.parametrize("layer", UNITS)
def test_every_unit_adds_up_to_torchs_value(session: Session, traced: Trace, layer: str):
    unit = UNITS[layer]
    answer = inspect(session, layer, unit)
    arithmetic = answer.message["arithmetic"]
    values = traced.layers[0].input if layer == "input" else traced[layer].output
    expected = pytest.approx(float(values[tuple(unit)]), rel=1e-4, abs=1e-4)
    assert answer.message["value"] == expected
    match answer.message["kind"]:
        case "sum":
            assert arithmetic["input"] + arithmetic["other"] == expected
        case "global_average_pooling":
            assert answer.tensors["window"].mean() == expected
        case "relu6":
            assert min(max(arithmetic["input"], 0), 6) == expected
        case "normalize":
            assert (arithmetic["input"] * 255 - 127) / 128 == expected
        case "depthwise_convolution":
            products = answer.tensors["windows"] * answer.tensors["kernels"]
            assert products.sum() + arithmetic["bias"] == expected
        case "softmax":
            share = answer.tensors["exponentials"][unit[0]] / arithmetic["sum"]
            assert share == expected
        case _:
            assert total(answer) == expected


@pytest.mark.parametrize("layer", UNITS)
def test_it_knows_its_neighbors_and_the_picture(session: Session, network: Network, layer: str):
    message = inspect(session, layer, UNITS[layer]).message
    names = ["input", *network.shapes]
    at = names.index(layer)
    near = {"input", *names[at - 1 : at]} if at else set()
    near |= {"block2_project"} if layer == "block3_sum" else set()
    assert set(message["sources"]) == near
    assert set(message["targets"]) == set(names[at + 1 : at + 2])
    shapes = {"input": network.input_shape} | network.shapes
    place = (network.layers, network.input_shape, layer, tuple(UNITS[layer]))
    for side, of in (("sources", receptive_field), ("targets", reached_units)):
        expected = {name: [axis.tolist() for axis in axes] for name, axes in of(*place).items()}
        for name, axes in regions(shapes, message[side]).items():
            assert axes == expected[name]


def test_inputs_that_are_means_of_maps_lie_nowhere(session: Session):
    assert inspect(session, "dense", [3]).message["arithmetic"]["source_shape"] is None


@pytest.mark.parametrize(
    ("layer", "unit", "sentence"),
    [
        ("conv1", [0, 0, 0], "layer must be one of input, normalize, stem, …, dense, softmax, got"),
        ("stem", [32, 0, 0], "unit[0] of stem must be between 0 and 31, got 32"),
        ("stem", [0, 0], "unit of stem must have 3 indices, got 2"),
        ("input", [3, 0, 0], "unit[0] of input must be between 0 and 2, got 3"),
        ("dense", [1000], "unit[0] of dense must be between 0 and 999, got 1000"),
    ],
)
def test_what_is_not_there_is_refused(session: Session, layer: str, unit: list[int], sentence: str):
    data = ask_bytes("inspect", 2, layer=layer, unit=unit)
    assert refusal(session, data).startswith(sentence)


def test_the_newest_decides_whether_it_is_a_unit_of_a_photo_or_of_a_drawing(
    engine: Engine, drawing: np.ndarray
):
    session = looking(engine)
    question = read_request(ask_bytes("inspect", 2, layer="input", unit=[0, 5, 5]))
    assert not session.is_quick(question)
    tell(session, read_bytes(2, drawing, network="digits"))
    assert session.is_quick(question)
    assert set(inspect(session, "input", [0, 5, 5]).message["targets"]) >= {"conv1", "softmax"}
    tell(session, look_bytes(3))
    assert not session.is_quick(question)
    assert set(inspect(session, "input", [0, 5, 5]).message["targets"]) == {"normalize"}


def test_no_unit_is_inspected_before_there_is_a_photo(engine: Engine):
    session = Session(engine)
    session.merge(read_request(look_bytes(1, exact=True)))
    sentence = refusal(session, ask_bytes("inspect", 2, layer="stem", unit=[0, 0, 0]))
    assert sentence == "picture is missing, it must come with the first message of type 'look'"
