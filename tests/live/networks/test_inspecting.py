from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.explain.pool_switches import winner_path
from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.images.digits import prepare_steps
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session
from cnnviz.networks.layers import AveragePooling, Convolution, MaxPooling, Relu
from cnnviz.networks.network import Network, read_network
from cnnviz.networks.trace import trace
from tests.live.asking import ask_bytes, read_bytes, tell, whole_read
from tests.live.inspected import UNITS, inspect, total
from tests.live.own_files import convolution, network_file

TENSORS = {
    "convolution": {"windows", "kernels", "sums"},
    "max_pooling": {"window"},
    "average_pooling": {"window"},
    "dense": {"inputs", "weights", "contributions"},
    "softmax": {"logits", "shifted", "exponentials"},
}


@pytest.fixture(scope="module")
def session(engine: Engine) -> Session:
    """A session that has read a slanted stroke."""
    drawing = np.zeros((112, 112), np.uint8)
    for row in range(20, 90):
        drawing[row, 80 - row // 2 : 92 - row // 2] = 255
    session = Session(engine)
    tell(session, whole_read(1, drawing))
    return session


@pytest.fixture(scope="module")
def odd_session(engine: Engine, session: Session) -> Session:
    """A session that has read the same stroke by a network of the visitor's own."""
    odd = Session(engine)
    tell(odd, ask_bytes("open_network", 1, ODD))
    tell(odd, read_bytes(2, session.digits.state.drawing, network="own"))
    return odd


@pytest.fixture
def network(networks: Networks) -> Network:
    return networks.get("digits")


def outputs(session: Session, network: Network) -> dict[str, np.ndarray]:
    picture = prepare_steps(session.digits.state.drawing).result
    return {"input": picture} | network.outputs(picture)


@pytest.mark.parametrize(("layer", "unit"), UNITS.items())
def test_the_parts_of_any_unit_add_up_to_its_value(
    session: Session, network: Network, layer: str, unit: list[int]
):
    answer = inspect(session, layer, unit)
    message = answer.message
    kinds = {one.name: one.kind for one in network.layers} | {"input": "input"}
    assert (message["type"], message["id"]) == ("inspected", 7)
    assert (message["layer"], message["unit"], message["kind"]) == (layer, unit, kinds[layer])
    value = outputs(session, network)[layer][tuple(unit)]
    assert message["value"] == message["arithmetic"]["value"] == pytest.approx(value, abs=1e-5)
    added = total(answer)
    if layer == "softmax":
        share = answer.tensors["exponentials"][unit[0]] / message["arithmetic"]["sum"]
        assert share == pytest.approx(value, abs=1e-5)
    else:
        assert added == pytest.approx(value, abs=1e-5)
    numbers = {name for name in answer.tensors if not name.startswith("path.")}
    assert numbers == TENSORS.get(message["kind"], set())
    assert all(answer.tensors[name].dtype == np.float32 for name in numbers)


ODD = network_file(
    Convolution(
        name="wide", maps=3, kernel_size=(3, 5), stride=(2, 3), padding=(4, 2), dilation=(2, 1)
    ),
    AveragePooling(name="mean", kernel_size=(3, 2), stride=(2, 1)),
    Relu(name="bent"),
    convolution("deep", 4, side=2, padding=1),
    MaxPooling(name="most", kernel_size=(3, 3), stride=(2, 2)),
)
ODD_SHAPES = {"input": (1, 28, 28), **read_network(ODD).shapes}


@settings(deadline=None)
@given(st.sampled_from(list(ODD_SHAPES)), st.integers(0, 10_000))
def test_so_they_do_in_a_network_of_strides_gaps_and_padding(
    odd_session: Session, layer: str, index: int
):
    shape = ODD_SHAPES[layer]
    unit = [int(one) for one in np.unravel_index(index % prod(shape), shape)]
    answer = inspect(odd_session, layer, unit)
    value = outputs(odd_session, read_network(ODD))[layer][tuple(unit)]
    assert answer.message["value"] == pytest.approx(value, abs=1e-5)
    if layer != "softmax":
        assert total(answer) == pytest.approx(value, abs=1e-5)


def test_windows_lie_where_the_arithmetic_says(session: Session, network: Network):
    answer = inspect(session, "conv3", [7, 0, 6])
    arithmetic = answer.message["arithmetic"]
    assert (arithmetic["rows"], arithmetic["columns"]) == ([-1, 0, 1], [5, 6, 7])
    given = outputs(session, network)["relu2"]
    assert not answer.tensors["windows"][:, 0].any()  # the padding
    np.testing.assert_array_equal(answer.tensors["windows"][:, 1:], given[:, 0:2, 5:8])
    assert inspect(session, "flatten", [37]).message["arithmetic"]["source"] == [1, 0, 1]
    assert inspect(session, "dense1", [3]).message["arithmetic"]["source_shape"] == [16, 6, 6]
    assert inspect(session, "dense2", [3]).message["arithmetic"]["source_shape"] is None


@pytest.mark.parametrize(("layer", "unit"), UNITS.items())
def test_sources_and_targets_are_those_of_the_core(
    session: Session, network: Network, layer: str, unit: list[int]
):
    message = inspect(session, layer, unit).message
    place = (network.layers, network.input_shape, layer, tuple(unit))
    for name, expected in (
        ("sources", receptive_field(*place)),
        ("targets", reached_units(*place)),
    ):
        assert list(message[name]) == list(expected)
        for behind, region in expected.items():
            shape = {"input": network.input_shape, **network.shapes}[behind]
            sent = message[name][behind]
            for axis, indices in enumerate(region):
                given = list(range(shape[axis])) if sent[axis] is None else sent[axis]
                assert given == indices.tolist()
                assert (sent[axis] is None) == (len(indices) == shape[axis])


@pytest.mark.parametrize(
    ("layer", "unit", "marked"),
    [
        ("relu1", [0, 1, 1], []),
        ("pool1", [3, 4, 5], ["input", "conv1", "relu1"]),
        ("conv3", [7, 6, 6], ["input", "conv1", "relu1"]),
        ("pool2", [7, 2, 3], ["input", "conv1", "relu1", "pool1", "conv2", "relu2", "conv3"]),
        ("dense2", [1], ["input", "conv1", "relu1", "pool1", "conv2", "relu2", "conv3"]),
    ],
)
def test_the_winners_path_reaches_back_from_the_last_max_pooling(
    session: Session, network: Network, layer: str, unit: list[int], marked: list[str]
):
    answer = inspect(session, layer, unit)
    paths = {name: mask for name, mask in answer.tensors.items() if name.startswith("path.")}
    names = [*marked, "relu3"] if "conv3" in marked else marked
    assert set(paths) == {f"path.{name}" for name in names}
    traced = trace(network, prepare_steps(session.digits.state.drawing).result)
    expected = winner_path(network, traced, layer, tuple(unit))
    for name, mask in paths.items():
        assert mask.dtype == np.uint8
        np.testing.assert_array_equal(mask, expected[name.removeprefix("path.")])
