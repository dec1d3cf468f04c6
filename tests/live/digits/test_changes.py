import io
from typing import Any

import numpy as np
import pytest

from cnnviz.images.digits import prepare_steps
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import MessageError
from cnnviz.live.wire.frames import write_frame
from cnnviz.networks.editing import edit_network
from cnnviz.networks.network import Network
from tests.live.asking import ask_bytes, read_bytes, refusal, tell, whole_read


@pytest.fixture
def network(networks: Networks) -> Network:
    return networks.get("digits")


@pytest.fixture
def session(engine: Engine, drawing: np.ndarray) -> Session:
    """A session that has read a drawing."""
    session = Session(engine)
    tell(session, whole_read(1, drawing))
    return session


@pytest.fixture
def picture(drawing: np.ndarray) -> np.ndarray:
    return prepare_steps(drawing).result[None]


def test_a_changed_kernel_reads_on_beside_the_original(
    session: Session, network: Network, picture: np.ndarray
):
    changed = {"conv2.weight": -network.weights["conv2"]}
    answer = tell(session, read_bytes(2, weights=changed, changed=["conv2.weight"]))
    expected = edit_network(network, changed).predict(picture)[0]
    np.testing.assert_array_equal(answer.tensors["softmax"], expected)
    assert answer.tensors["original"].dtype == np.float32
    np.testing.assert_allclose(answer.tensors["original"], network.predict(picture)[0], rtol=1e-5)
    assert np.abs(answer.tensors["original"] - expected).max() > 0.01


def test_changes_stay_while_the_pen_moves_and_the_original_follows(
    session: Session, network: Network, drawing: np.ndarray
):
    changed = {"conv1.bias": network.biases["conv1"] + 0.5}
    tell(session, read_bytes(2, weights=changed, changed=["conv1.bias"]))
    answer = tell(session, read_bytes(3, drawing.T))
    picture = prepare_steps(drawing.T).result[None]
    expected = edit_network(network, changed).predict(picture)[0]
    np.testing.assert_array_equal(answer.tensors["softmax"], expected)
    np.testing.assert_allclose(answer.tensors["original"], network.predict(picture)[0], rtol=1e-5)


def test_dragging_on_replaces_the_kernel(session: Session, network: Network, picture: np.ndarray):
    for id_, factor in enumerate((0.5, 0.0, -2.0), 2):
        changed = {"conv1.weight": factor * network.weights["conv1"]}
        answer = tell(session, read_bytes(id_, weights=changed, changed=["conv1.weight"]))
        expected = edit_network(network, changed).predict(picture)[0]
        np.testing.assert_array_equal(answer.tensors["softmax"], expected)


def test_maps_are_switched_off_in_what_is_sent(session: Session, network: Network):
    answer = tell(session, read_bytes(2, off={"conv1": [3, 5]}, exact=True))
    conv1 = answer.tensors["conv1"]
    assert not conv1[[3, 5]].any()
    assert all(conv1[index].any() for index in set(range(12)) - {3, 5})
    assert "original" in answer.tensors
    other = tell(session, read_bytes(3, off={"conv1": [0]})).tensors["conv1"]
    assert not other[0].any()
    assert other[3].any()


@pytest.mark.parametrize(
    "nothing", [{"changed": [], "off": {}}, {"changed": [], "off": {"conv1": []}}]
)
def test_nothing_changed_is_the_network_as_it_was(
    session: Session, network: Network, picture: np.ndarray, nothing: dict[str, Any]
):
    changed = {"dense2.bias": np.arange(10, dtype=np.float32)}
    tell(session, read_bytes(2, weights=changed, changed=["dense2.bias"], off={"conv1": [0]}))
    answer = tell(session, read_bytes(3, **nothing))
    np.testing.assert_array_equal(answer.tensors["softmax"], network.predict(picture)[0])
    assert "original" not in answer.tensors


def test_the_export_holds_the_network_as_changed(session: Session):
    changed = {"dense2.bias": np.arange(10, dtype=np.float32)}
    reading = tell(session, read_bytes(2, weights=changed, changed=["dense2.bias"]))
    file = tell(session, ask_bytes("export", 3)).tensors["file"]
    arrays = np.load(io.BytesIO(file.tobytes()))
    np.testing.assert_array_equal(arrays["dense2.bias"], changed["dense2.bias"])
    np.testing.assert_array_equal(arrays["softmax.output"], reading.tensors["softmax"])
    np.testing.assert_array_equal(arrays["original"], reading.tensors["original"])


def test_a_description_is_that_of_the_network_unchanged(session: Session, network: Network):
    tell(
        session,
        read_bytes(2, weights={"conv1.bias": np.zeros(12, np.float32)}, changed=["conv1.bias"]),
    )
    description = tell(session, ask_bytes("describe", 3, network="digits"))
    np.testing.assert_array_equal(description.tensors["conv1.bias"], network.biases["conv1"])


@pytest.mark.parametrize(
    ("name", "tensor", "sentence"),
    [
        ("conv1.bias", np.zeros(3, np.float32), "conv1.bias must have shape (12,), got (3,)"),
        (
            "conv1.weight",
            np.zeros((12, 5, 5), np.float32),
            "conv1.weight must have shape (12, 1, 5, 5), got (12, 5, 5)",
        ),
        ("conv9.bias", np.zeros(3, np.float32), "tensor must be one of conv1.weight, conv1.bias, "),
        ("pool1.weight", np.zeros(3, np.float32), "tensor must be one of conv1.weight, "),
    ],
)
def test_weights_that_do_not_fit_the_network_are_refused(
    session: Session, name: str, tensor: np.ndarray, sentence: str
):
    said = refusal(session, read_bytes(2, weights={name: tensor}, changed=[name]))
    assert said.startswith(sentence)
    assert "original" not in tell(session, read_bytes(3, changed=[])).tensors


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        ({"conv9": [0]}, "off must name one of conv1, conv2, conv3, got 'conv9'"),
        ({"relu1": [0]}, "off must name one of conv1, conv2, conv3, got 'relu1'"),
        ({"conv1": [0, 12]}, "off['conv1'] must be between 0 and 11, got 12"),
        ({"conv1": [-1]}, "off['conv1'] must be between 0 and 11, got -1"),
        ({"conv1": [10**30]}, f"off['conv1'] must be between 0 and 11, got {10**30}"),
    ],
)
def test_maps_that_are_not_there_are_not_switched_off(
    session: Session, off: dict[str, list[int]], sentence: str
):
    assert refusal(session, read_bytes(2, off=off)) == sentence


@pytest.mark.parametrize(
    ("tensor", "sentence"),
    [
        (np.zeros(12, np.uint8), "conv1.bias must be F32, got uint8 with shape [12]"),
        (np.full(12, np.nan, np.float32), "got nan to nan"),
        (np.array([0, np.inf], np.float32), "got 0 to inf"),
        (np.array([-2e6, 3], np.float32), "got -2e+06 to 3"),
    ],
)
def test_weights_are_numbers_of_at_most_a_million(tensor: np.ndarray, sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(read_bytes(4, weights={"conv1.bias": tensor}, changed=["conv1.bias"]))
    assert str(caught.value).endswith(sentence)
    assert str(caught.value).startswith("conv1.bias must ")
    assert caught.value.id == 4


def test_the_largest_number_is_taken():
    tensor = np.array([-1e6, 1e6], np.float32)
    request = read_request(read_bytes(4, weights={"conv1.bias": tensor}, changed=["conv1.bias"]))
    np.testing.assert_array_equal(request.weights["conv1.bias"], tensor)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"changed": ["conv1"]},
            "changed[0] must be a layer's name with .weight or .bias, such as",
        ),
        ({"changed": ["conv1.bias"] * 65}, "changed must be a list of at most 64 items"),
        ({"off": {"Conv": [1]}}, "the names in off must be a layer's name, up to 32 of"),
        ({"off": {"conv1": ["all"]}}, "off[...][0] must be a whole number"),
        (
            {"off": {"conv1": list(range(1024)) * 2}},
            "off[...] must be a list of at most 1024 items",
        ),
        ({"off": {f"c{n}": [] for n in range(129)}}, "off must be lists of maps for at most 128"),
        ({"off": [3]}, "off must be lists of maps for at most 128 layers, got [3]"),
    ],
)
def test_changes_beyond_their_limits_are_refused(fields: dict[str, Any], sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(read_bytes(4, **fields))
    assert str(caught.value).startswith(sentence)


def test_only_readings_bring_weights():
    data = ask_bytes("ping", 4)
    assert read_request(data).weights == {}
    with pytest.raises(MessageError) as caught:
        read_request(write_frame({"type": "ping", "id": 4}, {"a.bias": np.zeros(1, np.float32)}))
    assert str(caught.value) == "a message of type 'ping' carries no tensor, got 'a.bias'"
