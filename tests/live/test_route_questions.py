import threading

import numpy as np
import pytest

from cnnviz.live.digits.checking import Checker, Score
from tests.live.asking import ask_bytes, read_bytes, whole_read
from tests.live.own_files import convolution, network_file
from tests.live.visitor import SECONDS, Connect, answer_of, ping

OWN = network_file(convolution("conv1", 2))


def test_what_follows_an_opened_network_may_speak_of_it_at_once(
    visit: Connect, drawing: np.ndarray
):
    socket = visit()
    socket.send(ask_bytes("open_network", 1, OWN))
    socket.send(whole_read(2, drawing, network="own", layers=["conv1"]))
    socket.send(ask_bytes("inspect", 3, layer="conv1", unit=[1, 0, 0]))
    answers = {a.message["id"]: a.message["type"] for a in (answer_of(socket) for _ in range(3))}
    assert answers == {1: "network", 2: "reading", 3: "inspected"}


def test_a_network_is_each_connections_own(visit: Connect, drawing: np.ndarray):
    first, second = visit(), visit()
    first.send(ask_bytes("open_network", 1, OWN))
    assert answer_of(first).message["type"] == "network"
    second.send(whole_read(2, drawing, network="own", layers=[]))
    error = answer_of(second).message
    assert (error["type"], error["id"]) == ("error", 2)
    assert error["message"].startswith("network must be opened before it is called 'own'")


def test_a_pointer_may_move_as_often_as_the_pen(visit: Connect, drawing: np.ndarray):
    socket = visit(requests_per_second=1, request_burst=1)
    socket.send(whole_read(1, drawing))
    assert answer_of(socket).message["type"] == "reading"
    for id_ in range(2, 40):
        socket.send(ask_bytes("inspect", id_, layer="conv1", unit=[0, 0, id_ % 24]))
        assert answer_of(socket).message["type"] == "inspected"
    for id_ in range(40, 50):
        socket.send(ask_bytes("why", id_, label=1))
        assert answer_of(socket).message["type"] == "why"


@pytest.mark.parametrize(
    ("data", "sentence", "argument"),
    [
        (
            ask_bytes("inspect", 2, layer="conv1", unit=[0, 0, 99]),
            "unit[2] of conv1 must be between 0 and 23, got 99",
            "unit[2]",
        ),
        (
            read_bytes(2, changed=["conv1.bias"]),
            "tensor conv1.bias is missing, it must come with the first message that names it",
            "changed[0]",
        ),
        (
            read_bytes(2, weights={"conv1.bias": np.zeros(3, np.float32)}, changed=["conv1.bias"]),
            "conv1.bias must have shape (12,), got (3,)",
            "tensors.conv1.bias",
        ),
        (
            ask_bytes("rank", 2, layer="dense1"),
            "layer must give maps, got dense1 of shape",
            "layer",
        ),
        (ask_bytes("open_network", 2, b"GIF89a"), "the file: not a safetensors file", "file"),
    ],
)
def test_a_refused_question_is_answered_and_the_connection_lives_on(
    visit: Connect, drawing: np.ndarray, data: bytes, sentence: str, argument: str
):
    socket = visit()
    socket.send(whole_read(1, drawing))
    answer_of(socket)
    socket.send(data)
    error = answer_of(socket).message
    assert (error["type"], error["id"], error["argument"]) == ("error", 2, argument)
    assert error["message"].startswith(sentence)
    socket.send(read_bytes(3, changed=[]))
    assert answer_of(socket).message["type"] == "reading"


def test_readings_and_files_go_on_while_digits_are_checked(
    visit: Connect, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()

    def check(_self: Checker, *_networks: object) -> Score:
        begun.set()
        assert go_on.wait(SECONDS)
        return Score(1000, 7, 8)

    monkeypatch.setattr(Checker, "check", check)
    socket = visit()
    socket.send(whole_read(1, drawing))
    answer_of(socket)
    for id_ in (2, 3, 4):
        socket.send(ask_bytes("check", id_))
    assert begun.wait(SECONDS)
    socket.send(read_bytes(5))
    assert answer_of(socket).message["type"] == "reading"
    socket.send(ask_bytes("save_network", 6))
    assert answer_of(socket).message["type"] == "file"
    assert ping(socket, 7).message["type"] == "pong"
    go_on.set()
    assert [answer_of(socket).message["right"] for _ in range(3)] == [7, 7, 7]
