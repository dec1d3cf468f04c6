from typing import Any

import numpy as np
import pytest

from cnnviz.explain.ablation import without_each_map
from cnnviz.explain.contributions import contributions, strongest
from cnnviz.images.digits import prepare_steps
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import MessageError
from cnnviz.networks.editing import edit_network
from cnnviz.networks.network import Network
from tests.live.asking import ask_bytes, read_bytes, refusal, tell, whole_read
from tests.live.own_files import convolution, network_file

OFF = {"conv1": [0, 7]}


@pytest.fixture
def session(engine: Engine, drawing: np.ndarray) -> Session:
    """A session that has read a drawing with two maps switched off."""
    session = Session(engine)
    tell(session, whole_read(1, drawing, off=OFF))
    return session


@pytest.fixture
def network(networks: Networks) -> Network:
    """The network as the session has changed it."""
    return edit_network(networks.get("digits"), {}, OFF)


@pytest.fixture
def picture(drawing: np.ndarray) -> np.ndarray:
    return prepare_steps(drawing).result


@pytest.mark.parametrize("against", [None, 7])
def test_every_layer_adds_up_to_the_score(
    session: Session, network: Network, picture: np.ndarray, against: int | None
):
    answer = tell(session, ask_bytes("why", 3, label=1, against=against))
    message = answer.message
    assert (message["type"], message["id"]) == ("why", 3)
    assert (message["label"], message["against"]) == (1, against)
    logits = network.outputs(picture)["dense2"]
    score = logits[1] - (0 if against is None else logits[against])
    assert message["score"] == pytest.approx(score, rel=1e-5)
    assert [layer["name"] for layer in message["layers"]] == ["input", *network.shapes][:-1]
    assert set(answer.tensors) == {f"why.{layer['name']}" for layer in message["layers"]}
    for layer in message["layers"]:
        assert layer["total"] + layer["bias"] == pytest.approx(score, rel=1e-4)
        sent = answer.tensors[f"why.{layer['name']}"]
        assert (sent.dtype, sent.sum(dtype=float)) == (np.float32, pytest.approx(layer["total"]))


def test_the_strongest_units_come_layer_by_layer(
    session: Session, network: Network, picture: np.ndarray
):
    expected = strongest(contributions(network, picture, 1, 7))
    answer = tell(session, ask_bytes("why", 3, label=1, against=7))
    sent = answer.message["strongest"]
    assert [(one["layer"], tuple(one["unit"])) for one in sent] == [
        (one.layer, one.unit) for units in expected.values() for one in units
    ]
    for one in sent:
        array = answer.tensors[f"why.{one['layer']}"]
        assert array[tuple(one["unit"])] == pytest.approx(one["contribution"])
        assert one["share"] == pytest.approx(one["contribution"] / np.abs(array).sum(), rel=1e-4)


@pytest.mark.parametrize("layer", ["conv1", "relu2", "pool2"])
def test_a_layers_maps_are_ranked_by_what_the_answer_loses(
    session: Session, network: Network, picture: np.ndarray, layer: str
):
    message = tell(session, ask_bytes("rank", 4, layer=layer)).message
    probabilities = network.predict(picture[None])[0]
    label = int(probabilities.argmax())
    assert (message["type"], message["id"], message["layer"]) == ("ranked", 4, layer)
    assert message["label"] == label
    assert message["before"] == pytest.approx(probabilities[label])
    expected = without_each_map(network, picture, layer)[:, label]
    assert message["without"] == pytest.approx(expected.tolist())
    assert message["order"] == np.argsort(expected, kind="stable").tolist()


def test_a_slow_network_of_ones_own_is_ranked_in_layers_of_few_maps(
    engine: Engine, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("cnnviz.live.networks.user_networks._pace", lambda _network: 8.0)
    session = Session(engine)
    file = network_file(convolution("conv1", 2), convolution("conv2", 126))
    tell(session, ask_bytes("open_network", 1, file))
    tell(session, read_bytes(2, drawing, network="own", layers=[]))
    assert tell(session, ask_bytes("rank", 3, layer="conv1")).message["layer"] == "conv1"
    assert refusal(session, ask_bytes("rank", 4, layer="conv2")) == (
        "layer must have at most 125 maps to be ranked with this network, which takes 8.0 ms for a "
        "drawing; conv2 has 126"
    )


@pytest.mark.parametrize(
    ("type_", "fields", "sentence"),
    [
        ("why", {"label": 10}, "label must be between 0 and 9, got 10"),
        ("why", {"label": 1, "against": 10}, "against must be between 0 and 9, got 10"),
        ("why", {"label": 1, "against": 1}, "against must be another class than label, got 1"),
        ("rank", {"layer": "conv9"}, "layer must be one of conv1, relu1, "),
        ("rank", {"layer": "dense1"}, "layer must give maps, got dense1 of shape (80,)"),
    ],
)
def test_what_is_not_there_is_refused(
    session: Session, type_: str, fields: dict[str, Any], sentence: str
):
    assert refusal(session, ask_bytes(type_, 5, **fields)).startswith(sentence)


@pytest.mark.parametrize(
    ("type_", "fields", "sentence"),
    [
        ("why", {}, "label is missing, it must be a whole number between 0 and 4095"),
        ("why", {"label": -1}, "label must be between 0 and 4095, got -1"),
        ("why", {"label": 1, "against": 4096}, "against must be "),
        ("why", {"label": "1"}, "label must be a whole number between 0 and 4095, got '1'"),
        ("rank", {}, "layer is missing, it must be a layer's name"),
        ("rank", {"layer": 1}, "layer must be a layer's name, up to 32 of a-z, 0-9 and _, got 1"),
        ("check", {"digits": 5}, "digits is not a known field, known are type, id"),
        ("save_network", {"name": "x"}, "name is not a known field, known are type, id"),
    ],
)
def test_a_question_with_wrong_fields_is_refused(type_: str, fields: dict[str, Any], sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(ask_bytes(type_, 5, **fields))
    assert str(caught.value).startswith(sentence)
    assert caught.value.id == 5


@pytest.mark.parametrize(("type_", "fields"), [("why", {"label": 1}), ("rank", {"layer": "conv1"})])
def test_without_a_drawing_there_is_nothing_to_explain(
    engine: Engine, type_: str, fields: dict[str, Any]
):
    session = Session(engine)
    session.merge(read_request(read_bytes(1, network="digits")))
    sentence = refusal(session, ask_bytes(type_, 5, **fields))
    assert sentence.startswith("drawing is missing, it must come with the first message")


def test_numbers_beyond_what_a_computer_holds_are_refused(engine: Engine, drawing: np.ndarray):
    layers = [convolution(f"conv{index}", 1, side=1) for index in range(1, 9)]
    session = Session(engine)
    tell(session, ask_bytes("open_network", 1, network_file(*layers)))
    weights = {f"{one.name}.weight": np.full((1, 1, 1, 1), 1e6, np.float32) for one in layers}
    weights["conv1.weight"][:] = 0  # so that the reading itself stays within what it holds
    weights |= {f"{one.name}.bias": np.zeros(1, np.float32) for one in layers}
    tell(session, read_bytes(2, drawing, weights, network="own", changed=list(weights)))
    sentence = refusal(session, ask_bytes("why", 3, label=1))
    assert sentence.endswith("must hold finite numbers, got NaN or infinity")
