from typing import Any

import numpy as np
import pytest

from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import MessageError
from cnnviz.networks.network import Network
from tests.live.asking import ask_bytes, read_bytes, refusal, tell, whole_read
from tests.live.inspected import UNITS, inspect


@pytest.fixture
def session(engine: Engine, drawing: np.ndarray) -> Session:
    """A session that has read a drawing."""
    session = Session(engine)
    tell(session, whole_read(1, drawing))
    return session


def test_the_network_is_inspected_as_it_is_changed(session: Session, networks: Networks):
    before = inspect(session, "conv1", [3, 4, 5]).message["arithmetic"]
    bias = networks.get("digits").biases["conv1"] + 2
    session.merge(read_request(read_bytes(2, weights={"conv1.bias": bias}, changed=["conv1.bias"])))
    after = inspect(session, "conv1", [3, 4, 5]).message["arithmetic"]
    assert after["bias"] == pytest.approx(before["bias"] + 2)
    assert after["total"] == before["total"]


def test_the_newest_drawing_is_run_once_for_all_that_is_asked(
    engine: Engine, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    runs = []
    outputs = Network.outputs
    monkeypatch.setattr(Network, "outputs", lambda *given: runs.append(given) or outputs(*given))
    session = Session(engine)
    tell(session, whole_read(1, drawing))
    for layer, unit in UNITS.items():
        inspect(session, layer, unit)
    tell(session, read_bytes(2, exact=True, layers=["conv1"]))
    assert len(runs) == 1
    session.merge(read_request(read_bytes(3, drawing.T)))  # not yet read
    assert inspect(session, "input", [0, 14, 6]).message["value"] > 0
    tell(session, read_bytes(4))
    assert len(runs) == 2
    tell(session, read_bytes(5, off={"conv1": [1]}))
    inspect(session, "conv1", [1, 0, 0])
    tell(session, read_bytes(6, steps={"crop": False}))
    assert len(runs) == 4


@pytest.mark.parametrize(
    ("layer", "unit", "sentence"),
    [
        ("conv9", [0, 0, 0], "layer must be one of input, conv1, relu1, "),
        ("conv1", [0, 24, 0], "unit[1] of conv1 must be between 0 and 23, got 24"),
        ("conv1", [12, 0, 0], "unit[0] of conv1 must be between 0 and 11, got 12"),
        ("input", [0, 0, 28], "unit[2] of input must be between 0 and 27, got 28"),
        ("conv1", [0], "unit of conv1 must have 3 indices, got 1"),
        ("dense1", [0, 0, 0], "unit of dense1 must have 1 index, got 3"),
    ],
)
def test_units_that_are_not_there_are_refused(
    session: Session, layer: str, unit: list[int], sentence: str
):
    assert refusal(session, ask_bytes("inspect", 7, layer=layer, unit=unit)).startswith(sentence)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"layer": "conv1"}, "unit is missing, it must be a list of 1 to 3 items"),
        ({"unit": [1]}, "layer is missing, it must be a layer's name"),
        ({"layer": "conv1", "unit": []}, "unit must be a list of 1 to 3 items, got []"),
        ({"layer": "conv1", "unit": [1] * 4}, "unit must be a list of 1 to 3 items, got [1, 1, 1"),
        ({"layer": "conv1", "unit": [-1]}, "unit[0] must be between 0 and 4194303, got -1"),
        ({"layer": "conv1", "unit": [0.5]}, "unit[0] must be a whole number between 0 and 4194303"),
        ({"layer": "Conv 1", "unit": [0]}, "layer must be a layer's name, up to 32 of a-z"),
    ],
)
def test_a_question_that_names_no_unit_is_refused(fields: dict[str, Any], sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(ask_bytes("inspect", 7, **fields))
    assert str(caught.value).startswith(sentence)
    assert caught.value.id == 7


def test_without_a_drawing_there_is_nothing_to_inspect(engine: Engine):
    session = Session(engine)
    ask = ask_bytes("inspect", 7, layer="conv1", unit=[0, 0, 0])
    assert refusal(session, ask).startswith("network is missing, it must come with the first")
    session.merge(read_request(read_bytes(1, network="digits")))
    assert refusal(session, ask).startswith("drawing is missing, it must come with the first")


def test_a_hover_is_quick_once_the_network_is_there(engine: Engine, drawing: np.ndarray):
    request = read_request(ask_bytes("inspect", 7, layer="conv1", unit=[0, 0, 0]))
    for known, quick in ((Engine(), False), (engine, True)):
        session = Session(known)
        session.merge(read_request(whole_read(1, drawing)))
        assert session.is_quick(request) is quick
