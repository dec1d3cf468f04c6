"""Photos over the socket: the newest look wins, and nobody waits for another's heatmap."""

import gc
import threading
import weakref
from typing import Any

import numpy as np
import pytest

from cnnviz.live.heatmaps.making import LocalHeatmaps
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.photos import photo_cache
from cnnviz.live.photos.layer_cache import Photo
from tests.live.asking import ask_bytes, read_bytes, whole_read
from tests.live.gate import Gate
from tests.live.looked import TABBY, cat, look_bytes
from tests.live.visitor import SECONDS, Connect, answer_of, ping

QUESTIONS = {
    "maps": ({"layer": "stem"}, "maps"),
    "map": ({"layer": "stem", "map": 3}, "map"),
    "inspect": ({"layer": "stem", "unit": [0, 1, 2]}, "inspected"),
    "excite": ({"layer": "stem", "map": 3}, "exciting"),
    "photos": ({}, "photos"),
    "heat": ({"method": "grad_cam", "label": TABBY}, "heat"),
    "describe": ({"network": "photos"}, "network"),
}


def test_a_photo_is_looked_at(visit: Connect):
    socket = visit()
    socket.send(look_bytes(2, cat(), layers={"stem_relu": None}, exact=True))
    answer = answer_of(socket)
    assert (answer.message["type"], answer.message["id"]) == ("seen", 2)
    assert answer.message["groups"][0][0] == "cat"
    assert set(answer.tensors) == {"probabilities", "thumbs.stem_relu", "input"}


@pytest.mark.parametrize("type_", QUESTIONS)
def test_each_question_is_answered(visit: Connect, type_: str):
    socket = visit()
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    fields, answered = QUESTIONS[type_]
    socket.send(ask_bytes(type_, 2, **fields))
    answer = answer_of(socket)
    assert (answer.message["type"], answer.message["id"]) == (answered, 2)


def test_an_occlusion_comes_until_it_is_whole(visit: Connect):
    socket = visit()
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    done, total = 0, 1
    question = {"method": "occlusion", "label": TABBY, "size": 64, "stride": 64}
    while done < total:
        socket.send(ask_bytes("heat", 2, **question, done=done))
        message = answer_of(socket).message
        assert message["done"] > done
        done, total = message["done"], message["total"]
    assert (done, total) == (16, 16)


def test_of_looks_that_wait_only_the_newest_is_answered(
    visit: Connect, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()
    place = photo_cache.place_photo

    def slow(picture: np.ndarray, view: Any) -> np.ndarray:
        begun.set()
        assert go_on.wait(SECONDS)
        return place(picture, view)

    monkeypatch.setattr(photo_cache, "place_photo", slow)
    socket = visit()
    socket.send(look_bytes(1, cat()))
    assert begun.wait(SECONDS)
    for id_ in range(2, 9):
        socket.send(look_bytes(id_, view={"x": id_}))
    assert ping(socket, 20).message["type"] == "pong"
    go_on.set()
    assert [answer_of(socket).message["id"] for _ in range(2)] == [1, 8]
    assert ping(socket, 21).message["type"] == "pong"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (look_bytes(2, view={"scale": 9}), "view.scale must be between 0.25 and 4, got 9"),
        (look_bytes(2, layers={"conv1": None}), "layer must be one of input, normalize, stem, …"),
        (ask_bytes("maps", 2, layer="dense"), "layer must give maps, got dense of shape (1000,)"),
        (ask_bytes("map", 2, layer="stem", map=99), "map of stem must be between 0 and 31, got 99"),
        (ask_bytes("excite", 2, layer="stem", map=99), "map of stem must be between 0 and 31, got"),
        (
            ask_bytes("heat", 2, method="grad_cam", label=1000),
            "label must be between 0 and 999, got 1000",
        ),
        (
            look_bytes(2, np.zeros((4, 9, 9), np.uint8)),
            "picture must be U8 with 3 axes (1 or 3, H, W), got uint8 with shape [4, 9, 9]",
        ),
    ],
)
def test_what_is_refused_leaves_the_photo_as_it_was(visit: Connect, data: bytes, sentence: str):
    socket = visit()
    socket.send(look_bytes(1, cat()))
    before = answer_of(socket).tensors["probabilities"]
    socket.send(data)
    error = answer_of(socket).message
    assert (error["type"], error["id"]) == ("error", 2)
    assert error["message"].startswith(sentence)
    socket.send(look_bytes(3, layers={}))
    after = answer_of(socket).tensors["probabilities"]
    np.testing.assert_array_equal(after, before)


def test_looks_and_drawings_go_on_while_a_heatmap_is_made(
    visit: Connect, drawing: np.ndarray, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()

    def slopes(*_: object) -> np.ndarray:
        begun.set()
        assert go_on.wait(SECONDS)
        return np.ones((224, 224), np.float32)

    monkeypatch.setattr(LocalHeatmaps, "by_gradients", slopes)
    socket = visit()
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    for id_ in (2, 3, 4):
        socket.send(ask_bytes("heat", id_, method="integrated_gradients", label=1))
    assert begun.wait(SECONDS)
    socket.send(look_bytes(5, view={"x": 9}))
    assert answer_of(socket).message["type"] == "seen"
    socket.send(ask_bytes("maps", 6, layer="stem"))
    assert answer_of(socket).message["type"] == "maps"
    socket.send(whole_read(7, drawing))
    assert answer_of(socket).message["type"] == "reading"
    assert ping(socket, 8).message["type"] == "pong"
    go_on.set()
    assert {answer_of(socket).message["id"] for _ in range(3)} == {2, 3, 4}


def test_drawings_are_read_while_the_photo_network_loads(
    visit: Connect, networks: Networks, drawing: np.ndarray
):
    gate = Gate(networks.get("photos"))
    gate.networks._loaded["digits"] = networks.get("digits")
    socket = visit(networks=gate.networks)
    socket.send(ask_bytes("describe", 1, network="photos"))
    assert gate.asked.wait(SECONDS)
    for id_ in (2, 3):
        socket.send(whole_read(id_, drawing))
        assert answer_of(socket).message["type"] == "reading"
    gate.opened.set()
    assert answer_of(socket).message["name"] == "photos"


def test_what_a_hand_asks_is_not_counted_but_only_so_much_at_once(visit: Connect):
    socket = visit(requests_per_second=0.001, request_burst=1)
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    for id_ in range(2, 8):
        for type_ in ("maps", "map", "inspect", "heat"):
            fields, answered = QUESTIONS[type_]
            socket.send(ask_bytes(type_, id_, **fields))
            assert answer_of(socket).message["type"] == answered
    for id_, answered in ((8, "photos"), (9, "error")):
        socket.send(ask_bytes("photos", id_))
        assert answer_of(socket).message["type"] == answered


def test_no_more_than_so_many_heatmaps_wait(visit: Connect, monkeypatch: pytest.MonkeyPatch):
    go_on = threading.Event()

    def slopes(*_: object) -> np.ndarray:
        assert go_on.wait(SECONDS)
        return np.ones((224, 224), np.float32)

    monkeypatch.setattr(LocalHeatmaps, "by_gradients", slopes)
    socket = visit(requests_at_once=2)
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    for id_ in (2, 3, 4):
        socket.send(ask_bytes("heat", id_, method="integrated_gradients", label=1))
    error = answer_of(socket).message
    assert (error["id"], error["retry_after_ms"] > 0) == (4, True)
    assert error["message"] == "at most 2 requests may wait at once, wait a moment"
    go_on.set()
    assert {answer_of(socket).message["id"] for _ in range(2)} == {2, 3}


def test_a_drawing_has_heatmaps_over_the_socket(visit: Connect, drawing: np.ndarray):
    socket = visit()
    socket.send(read_bytes(1, drawing, network="digits"))
    answer_of(socket)
    socket.send(ask_bytes("heat", 2, method="integrated_gradients", label=1))
    assert answer_of(socket).tensors["heat"].shape == (28, 28)


def test_a_photo_is_gone_when_its_visitor_is(visit: Connect, monkeypatch: pytest.MonkeyPatch):
    photos: list[weakref.ref[Photo]] = []

    class Watched(Photo):
        def __init__(self, pixels: np.ndarray) -> None:
            super().__init__(pixels)
            photos.append(weakref.ref(self))

    monkeypatch.setattr(photo_cache, "Photo", Watched)
    socket = visit()
    socket.send(look_bytes(1, cat()))
    answer_of(socket)
    for id_, type_ in enumerate(("maps", "inspect", "excite", "heat"), 2):
        socket.send(ask_bytes(type_, id_, **QUESTIONS[type_][0]))
        assert answer_of(socket).message["type"] == QUESTIONS[type_][1]
    assert photos[0]() is not None
    socket.close()
    for _ in range(200):
        gc.collect()
        if photos[0]() is None:
            break
        threading.Event().wait(0.05)
    assert [photo() for photo in photos] == [None]
