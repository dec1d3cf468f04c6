"""An occlusion comes place by place, wherever it is worked out."""

import numpy as np
import pytest

from cnnviz.explain.occlusion import occlusion
from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps.cache import HeatmapCache
from cnnviz.live.session import Session, read_request
from tests.live.asking import read_bytes
from tests.live.heatmaps.hands import PATCH, whole
from tests.live.looked import TABBY, ask, looking


@pytest.fixture(params=["engine", "apart"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """In the server, or in a process of its own."""
    if request.param == "apart":
        return request.getfixturevalue("apart")
    return request.getfixturevalue("engine")


@pytest.mark.slow
def test_an_occlusion_comes_place_by_place(session: Session, engine: Engine, picture: np.ndarray):
    steps = list(occlusion(engine.networks.get("digits"), picture, 1, size=7, stride=7))
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
    session: Session, engine: Engine, drawing: np.ndarray
):
    expected = whole(session, **PATCH)[-1].tensors["heat"]
    other = Session(engine)
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


def test_an_occlusion_of_a_photo_grows(engine: Engine):
    session = looking(engine)
    session.photos.heatmaps = HeatmapCache(engine.networks, engine.heat_maker, seconds=0)
    answers = whole(session, method="occlusion", label=TABBY, size=112, stride=112)
    assert [answer.message["done"] for answer in answers] == [1, 2, 3, 4]
    first, last = answers[0].tensors["heat"], answers[-1].tensors["heat"]
    assert not first[112:].any()
    np.testing.assert_array_equal(first[:112, :112], last[:112, :112])
