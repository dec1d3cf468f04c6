"""Heatmaps of photos and of drawings are what their method gives."""

import numpy as np
import pytest

from cnnviz.explain.randomization import randomized
from cnnviz.explain.saliency import input_gradient
from cnnviz.images.photo_view import View, place_photo
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.editing import edit_network
from tests.live.asking import ask_bytes, read_bytes, tell
from tests.live.heatmaps.hands import METHODS
from tests.live.looked import TABBY, ask, cat, look_bytes, looking


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("random", [False, True])
def test_a_heatmap_of_a_drawing_is_what_the_method_gives(
    session: Session, networks: Networks, picture: np.ndarray, method: str, random: bool
):
    network = networks.get("digits")
    network = randomized(network) if random else network
    answer = ask(session, "heat", method=method, label=7, random=random)
    np.testing.assert_array_equal(answer.tensors["heat"], METHODS[method](network, picture, 7))
    message = answer.message
    assert (message["type"], message["method"], message["label"]) == ("heat", method, 7)
    assert (message["random"], message["done"], message["total"]) == (random, 1, 1)
    outputs = network.outputs(picture)
    assert message["score"] == pytest.approx(float(outputs["dense2"][7]), abs=1e-5)
    assert message["probability"] == pytest.approx(float(outputs["softmax"][7]), abs=1e-6)


def test_integrated_gradients_come_with_the_score_of_the_black_picture(
    session: Session, networks: Networks
):
    black = networks.get("digits").outputs(np.zeros((1, 28, 28), np.float32))["dense2"]
    answer = ask(session, "heat", method="integrated_gradients", label=1)
    assert answer.message["baseline_score"] == pytest.approx(float(black[1]), abs=1e-5)
    gained = answer.message["score"] - answer.message["baseline_score"]
    assert answer.tensors["heat"].sum() == pytest.approx(gained, rel=0.05)
    assert ask(session, "heat", method="grad_cam", label=1).message["baseline_score"] is None


@pytest.mark.parametrize("method", ["grad_cam", "input_gradient"])
def test_a_heatmap_of_a_photo_is_that_of_its_view(engine: Engine, method: str):
    session = looking(engine, view={"x": 30, "angle": 10})
    answer = ask(session, "heat", method=method, label=TABBY)
    photo = place_photo(cat().astype(np.float32) / 255, View(x=30, angle=10))
    expected = METHODS[method](engine.networks.get("photos"), photo, TABBY)
    np.testing.assert_array_equal(answer.tensors["heat"], expected)
    assert answer.tensors["heat"].shape == (224, 224)
    said = engine.networks.get("photos").predict(photo[np.newaxis])[0, TABBY]
    assert answer.message["probability"] == pytest.approx(said)


def test_whichever_came_last_is_explained_the_photo_or_the_drawing(
    engine: Engine, drawing: np.ndarray
):
    session = looking(engine)
    for data, side in ((read_bytes(2, drawing, network="digits"), 28), (look_bytes(3), 224)):
        tell(session, data)
        heat = ask(session, "heat", method="grad_cam", label=1).tensors["heat"]
        assert heat.shape == (side, side)


def test_a_changed_network_explains_itself(session: Session, picture: np.ndarray):
    session.merge(read_request(read_bytes(2, off={"conv1": [0, 3]})))
    changed = edit_network(session.engine.networks.get("digits"), {}, {"conv1": [0, 3]})
    heat = ask(session, "heat", method="input_gradient", label=1).tensors["heat"]
    np.testing.assert_array_equal(heat, input_gradient(changed, picture, 1))


def test_a_heatmap_is_work_for_a_thread(session: Session):
    request = read_request(ask_bytes("heat", 2, method="grad_cam", label=1))
    assert not session.is_quick(request)
