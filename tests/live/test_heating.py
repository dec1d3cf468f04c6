"""Heatmaps are asked for: of photos and of drawings, whole or place by place."""

import gc
import weakref
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from cnnviz.digits import prepare_steps
from cnnviz.editing import edit_network
from cnnviz.explain import grad_cam, input_gradient, integrated_gradients
from cnnviz.live import heating
from cnnviz.live.heating import MAX_LEARNED, Heats
from cnnviz.live.messages import read_request
from cnnviz.live.networks import Networks
from cnnviz.live.session import Session
from cnnviz.occluding import occlusion
from cnnviz.photo_view import View, place_photo
from cnnviz.randomizing import randomized, rank_correlation
from tests.live.looked import TABBY, ask, cat, look_bytes, looking
from tests.live.own_files import network_file
from tests.live.wire import Answer, ask_bytes, read_bytes, refusal, tell

METHODS = {
    "grad_cam": grad_cam,
    "input_gradient": input_gradient,
    "integrated_gradients": integrated_gradients,
}
PATCH = {"method": "occlusion", "label": 1, "size": 7, "stride": 7}


@pytest.fixture
def session(networks: Networks, drawing: np.ndarray) -> Session:
    """A session that reads a drawing, and works at an occlusion place by place."""
    session = Session(networks)
    session.merge(read_request(read_bytes(1, drawing, network="digits")))
    session._heats = Heats(networks, seconds=0)
    return session


@pytest.fixture
def picture(drawing: np.ndarray) -> np.ndarray:
    return prepare_steps(drawing).result


def whole(session: Session, **fields: Any) -> list[Answer]:
    """Ask for an occlusion until it is whole; give all answers."""
    answers = [ask(session, "heat", **fields)]
    while answers[-1].message["done"] < answers[-1].message["total"]:
        answers.append(ask(session, "heat", **fields, done=answers[-1].message["done"]))
    return answers


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
def test_a_heatmap_of_a_photo_is_that_of_its_view(networks: Networks, method: str):
    session = looking(networks, view={"x": 30, "angle": 10})
    answer = ask(session, "heat", method=method, label=TABBY)
    photo = place_photo(cat().astype(np.float32) / 255, View(x=30, angle=10))
    expected = METHODS[method](networks.get("photos"), photo, TABBY)
    np.testing.assert_array_equal(answer.tensors["heat"], expected)
    assert answer.tensors["heat"].shape == (224, 224)
    said = networks.get("photos").predict(photo[np.newaxis])[0, TABBY]
    assert answer.message["probability"] == pytest.approx(said)


def test_whichever_came_last_is_explained_the_photo_or_the_drawing(
    networks: Networks, drawing: np.ndarray
):
    session = looking(networks)
    for data, side in ((read_bytes(2, drawing, network="digits"), 28), (look_bytes(3), 224)):
        tell(session, data)
        heat = ask(session, "heat", method="grad_cam", label=1).tensors["heat"]
        assert heat.shape == (side, side)


def test_a_changed_network_explains_itself(session: Session, picture: np.ndarray):
    session.merge(read_request(read_bytes(2, off={"conv1": [0, 3]})))
    changed = edit_network(session.networks.get("digits"), {}, {"conv1": [0, 3]})
    heat = ask(session, "heat", method="input_gradient", label=1).tensors["heat"]
    np.testing.assert_array_equal(heat, input_gradient(changed, picture, 1))


def test_an_occlusion_comes_place_by_place(
    session: Session, networks: Networks, picture: np.ndarray
):
    steps = list(occlusion(networks.get("digits"), picture, 1, size=7, stride=7))
    answers = whole(session, **PATCH)
    assert [answer.message["done"] for answer in answers] == list(range(1, 17))
    assert {answer.message["total"] for answer in answers} == {16}
    for answer, step in zip(answers, steps, strict=True):
        np.testing.assert_array_equal(answer.tensors["heat"], step.heatmap)


def test_what_is_there_already_comes_at_once(session: Session):
    for done in (0, 1, 2):
        ask(session, "heat", **PATCH, done=done)
    assert ask(session, "heat", **PATCH, done=0).message["done"] == 3
    assert ask(session, "heat", **PATCH, done=3).message["done"] == 4
    last = whole(session, **PATCH)[-1]
    again = ask(session, "heat", **PATCH, done=16)
    assert again.message["done"] == 16
    np.testing.assert_array_equal(again.tensors["heat"], last.tensors["heat"])


def test_another_server_goes_on_where_a_browser_is(
    session: Session, networks: Networks, drawing: np.ndarray
):
    expected = whole(session, **PATCH)[-1].tensors["heat"]
    other = Session(networks)
    other.merge(read_request(read_bytes(1, drawing, network="digits")))
    answer = ask(other, "heat", **PATCH, done=9)
    while answer.message["done"] < 16:
        answer = ask(other, "heat", **PATCH, done=answer.message["done"])
    np.testing.assert_array_equal(answer.tensors["heat"], expected)


def test_the_control_goes_on_beside_the_trained_network(session: Session):
    for done in range(16):
        for random in (False, True):
            answer = ask(session, "heat", **PATCH, random=random, done=done)
            assert answer.message["done"] == done + 1
    assert answer.message["likeness"] is not None


@pytest.mark.parametrize("change", [{"label": 2}, {"size": 14}, {"stride": 6}])
def test_another_class_or_patch_begins_anew(session: Session, change: dict[str, int]):
    whole(session, **PATCH)
    assert ask(session, "heat", **(PATCH | change), done=3).message["done"] == 1


def test_another_drawing_begins_anew(session: Session, drawing: np.ndarray):
    before = whole(session, **PATCH)[-1].tensors["heat"]
    session.merge(read_request(read_bytes(2, drawing.T.copy())))
    answers = whole(session, **PATCH)
    assert answers[0].message["done"] == 1
    assert not np.allclose(answers[-1].tensors["heat"], before)


def test_an_occlusion_of_a_photo_grows(networks: Networks):
    session = looking(networks)
    session._heats = Heats(networks, seconds=0)
    answers = whole(session, method="occlusion", label=TABBY, size=112, stride=112)
    assert [answer.message["done"] for answer in answers] == [1, 2, 3, 4]
    first, last = answers[0].tensors["heat"], answers[-1].tensors["heat"]
    assert not first[112:].any()
    np.testing.assert_array_equal(first[:112, :112], last[:112, :112])


@pytest.mark.parametrize("method", ["grad_cam", "input_gradient", "integrated_gradients"])
def test_a_control_is_compared_with_the_trained_networks_heatmap(session: Session, method: str):
    question = {"method": method, "label": 1}
    assert ask(session, "heat", **question, random=True).message["likeness"] is None
    learned = ask(session, "heat", **question)
    assert learned.message["likeness"] is None
    control = ask(session, "heat", **question, random=True)
    expected = spearmanr(learned.tensors["heat"].ravel(), control.tensors["heat"].ravel())
    assert control.message["likeness"] == pytest.approx(expected.statistic)
    other = ask(session, "heat", method=method, label=2, random=True)
    assert other.message["likeness"] is None


def test_a_control_is_compared_with_the_same_patch_and_picture_only(
    session: Session, drawing: np.ndarray
):
    learned = whole(session, **PATCH)[-1].tensors["heat"]
    *growing, last = whole(session, **PATCH, random=True)
    assert {answer.message["likeness"] for answer in growing} == {None}
    assert last.message["likeness"] == rank_correlation(learned, last.tensors["heat"])
    other = whole(session, **(PATCH | {"size": 14, "stride": 14}), random=True)[-1]
    assert other.message["likeness"] is None
    session.merge(read_request(read_bytes(2, drawing.T.copy())))
    assert whole(session, **PATCH, random=True)[-1].message["likeness"] is None


def test_only_so_many_heatmaps_are_remembered(session: Session):
    for label in range(MAX_LEARNED + 1):
        ask(session, "heat", method="input_gradient", label=label)
    first, last = (
        ask(session, "heat", method="input_gradient", label=label, random=True)
        for label in (0, MAX_LEARNED)
    )
    assert first.message["likeness"] is None
    assert last.message["likeness"] is not None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"method": "magic", "label": 1},
            "method must be one of 'grad_cam', 'input_gradient', 'int",
        ),
        ({"method": "grad_cam", "label": 10}, "label must be between 0 and 9, got 10"),
        ({"method": "grad_cam", "label": -1}, "label must be between 0 and 4095, got -1"),
        ({"method": "grad_cam"}, "label is missing, it must be a whole number between 0 and 4095"),
        ({**PATCH, "label": 10}, "label must be between 0 and 9, got 10"),
        ({**PATCH, "size": 29}, "size must be between 1 and 28, got 29"),
        ({**PATCH, "size": 225}, "size must be between 1 and 224, got 225"),
        ({**PATCH, "stride": 8}, "stride must be between 1 and 7, got 8"),
        ({**PATCH, "stride": 0}, "stride must be between 1 and 224, got 0"),
        ({**PATCH, "done": 1025}, "done must be between 0 and 1024, got 1025"),
        ({**PATCH, "random": 1}, "random must be true or false, got 1"),
    ],
)
def test_what_has_no_heatmap_is_refused(session: Session, fields: dict[str, Any], sentence: str):
    assert refusal(session, ask_bytes("heat", 2, **fields)).startswith(sentence)


def test_an_endless_occlusion_is_refused(networks: Networks):
    fields = {"method": "occlusion", "label": 1, "size": 32, "stride": 5}
    sentence = refusal(looking(networks), ask_bytes("heat", 2, **fields))
    assert sentence == (
        "size and stride must make at most 1,024 places, got 1,600: a larger stride makes fewer"
    )


def test_nothing_is_explained_before_there_is_a_picture(networks: Networks):
    question = ask_bytes("heat", 2, method="grad_cam", label=1)
    assert refusal(Session(networks), question).startswith("network is missing, it must come with")
    session = Session(networks)
    session.merge(read_request(look_bytes(1, exact=True)))
    assert refusal(session, question).startswith("picture is missing, it must come with the first")


def test_a_network_without_maps_has_no_grad_cam(networks: Networks, drawing: np.ndarray):
    session = Session(networks)
    tell(session, ask_bytes("open_network", 1, network_file()))
    session.merge(read_request(read_bytes(2, drawing, network="own")))
    sentence = refusal(session, ask_bytes("heat", 3, method="grad_cam", label=1))
    assert sentence == "network must have a layer that gives maps, got none"
    assert ask(session, "heat", method="input_gradient", label=1).tensors["heat"].any()


def test_what_is_no_number_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(heating, "_slopes", lambda *_: np.full((28, 28), np.nan, np.float32))
    sentence = refusal(session, ask_bytes("heat", 3, method="grad_cam", label=1))
    assert sentence == "heat must hold finite numbers, got NaN or infinity"


def test_the_random_network_is_made_once_and_goes_with_the_other(networks: Networks):
    other = edit_network(networks.get("digits"), {}, {"conv1": [1]})
    random = networks.randomized(other)
    assert networks.randomized(other) is random
    gone = weakref.ref(random)
    del other, random
    gc.collect()
    assert gone() is None


def test_a_heatmap_is_work_for_a_thread(session: Session):
    request = read_request(ask_bytes("heat", 2, method="grad_cam", label=1))
    assert not session.is_quick(request)
