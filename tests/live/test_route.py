"""The route: every message is answered, the newest state first, and nobody waits for another."""

from typing import Any

import numpy as np
import pytest

from tests.live.asking import ask_bytes, filter_bytes, read_bytes, stage_of, whole_read
from tests.live.gate import Gate
from tests.live.visitor import Connect, answer_of, ping


def test_a_ping_is_answered(visit: Connect):
    socket = visit()
    assert ping(socket, 5).message == {"type": "pong", "id": 5}


def test_a_drawing_is_read(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(whole_read(2, drawing))
    answer = answer_of(socket)
    assert (answer.message["type"], answer.message["id"]) == ("reading", 2)
    assert answer.tensors["softmax"].sum() == pytest.approx(1)


def test_other_requests_are_answered_beside_the_readings(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(whole_read(2, drawing))
    socket.send(ask_bytes("describe", 3, network="digits"))
    socket.send(ask_bytes("export", 4))
    answers = {a["id"]: a["type"] for a in (answer_of(socket).message for _ in range(3))}
    assert answers == {2: "reading", 3: "network", 4: "file"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a message must be at least 8 bytes, got 0"),
        (b"\x00\xff" * 500, "the header's length must be at most"),
        (whole_read(2, np.zeros((28, 28), np.uint8))[:-1], "tensor drawing: data_offsets must"),
        (ask_bytes("paint", 2), "type must be one of"),
        (bytes(2**23 + 300_000), "a message must be at most 8650760 bytes, got 8688608"),
        ("hello", "a message must be binary, got text"),
    ],
)
def test_bad_messages_are_answered_and_the_connection_lives_on(
    visit: Connect, data: bytes | str, sentence: str
):
    socket = visit()
    socket.send(data)
    error = answer_of(socket).message
    assert error["type"] == "error"
    assert error["message"].startswith(sentence)
    assert ping(socket, 3).message["type"] == "pong"


def test_a_picture_is_filtered_beside_readings(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(filter_bytes(2, drawing[None], stages=[stage_of()]))
    socket.send(whole_read(3, drawing))
    answers = {a["id"]: a["type"] for a in (answer_of(socket).message for _ in range(2))}
    assert answers == {2: "filtered", 3: "reading"}


def test_of_many_filters_the_newest_is_answered_last(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(filter_bytes(2, drawing[None], stages=[stage_of()]))
    for id_ in range(3, 40):
        socket.send(filter_bytes(id_, stages=[stage_of(stride=[1 + id_ % 3, 1])]))
    ids = [answer_of(socket).message["id"]]
    while ids[-1] < 39:
        ids.append(answer_of(socket).message["id"])
    assert ids == sorted(ids)
    assert ping(socket, 99).message["type"] == "pong"  # and nothing follows


@pytest.mark.parametrize(
    ("change", "argument", "subject", "value", "most"),
    [
        ({"stride": [0, 1]}, "stride[0]", "stride[0]", 0, 8),
        ({"dilation": [1, 9]}, "dilation[1]", "dilation[1]", 9, 8),
        ({"pool_size": 16}, "pool_size", "pool_size", 16, 6),
        ({"dilation": [5, 1]}, "dilation", "dilation", 5, 3),
    ],
)
def test_a_filter_that_cannot_be_is_answered_with_what_is_to_blame_as_data(
    visit: Connect, change: dict[str, Any], argument: str, subject: str, value: int, most: int
):
    socket = visit()
    picture = np.zeros((1, 8, 8), np.uint8)
    socket.send(filter_bytes(2, picture, stages=[stage_of(**change)]))
    error = answer_of(socket).message
    assert (error["type"], error["id"], error["argument"]) == ("error", 2, f"stages[0].{argument}")
    assert error["message"] == f"{subject} {error['reason']}"
    assert (error["subject"], error["value"]) == (subject, value)
    assert error["allowed"] == {"minimum": 1, "maximum": most}
    socket.send(filter_bytes(3, picture, stages=[stage_of()]))
    assert answer_of(socket).message["type"] == "filtered"


def test_a_reading_that_fails_is_answered_and_the_next_one_succeeds(
    visit: Connect, drawing: np.ndarray
):
    socket = visit()
    socket.send(whole_read(2, drawing, layers=["conv99"]))
    error = answer_of(socket).message
    assert (error["type"], error["id"]) == ("error", 2)
    assert error["message"].startswith("layers[0] must be one of conv1")
    socket.send(read_bytes(3, layers=["conv1"]))
    assert answer_of(socket).message["id"] == 3


def test_overtaken_readings_are_not_answered(visit: Connect, gate: Gate, drawing: np.ndarray):
    socket = visit(networks=gate.networks)
    socket.send(whole_read(1, drawing))
    assert gate.asked.wait(20)  # the first is under way, and waits for its network
    for id_ in range(2, 50):
        socket.send(read_bytes(id_, np.roll(drawing, id_, axis=1)))
    assert ping(socket, 50).message["type"] == "pong"  # so the server has seen them all
    gate.opened.set()
    answers = [answer_of(socket) for _ in range(2)]
    assert [a.message["id"] for a in answers] == [1, 49]
    assert answers[1].message["ink_box"] == [20, 79, 90, 91]
    assert ping(socket, 51).message["id"] == 51


def test_the_loop_goes_on_while_a_network_is_loaded(visit: Connect, gate: Gate):
    socket = visit(networks=gate.networks)
    socket.send(ask_bytes("describe", 1, network="digits"))
    assert gate.asked.wait(20)
    assert ping(socket, 2).message["id"] == 2
    gate.opened.set()
    assert answer_of(socket).message["type"] == "network"


def test_a_fault_of_ours_is_a_sentence_to_the_visitor(
    visit: Connect, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("cnnviz.live.digits.reading.read_drawing", fail)
    socket = visit()
    socket.send(whole_read(2, drawing))
    assert answer_of(socket).message == {
        "type": "error",
        "id": 2,
        "message": "the server could not answer this message",
    }
    assert ping(socket, 3).message["type"] == "pong"
