"""A connection is mostly one page's, but may be of any: each message finds its page."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from cnnviz.live.engine import Engine
from cnnviz.live.session import MESSAGES, PAGES, Session
from tests.live.asking import ask_bytes, filter_bytes, stage_of, tell, whole_read
from tests.live.looked import TABBY, cat, look_bytes

KNOWN = {
    *("read", "filter", "look"),
    *("describe", "open_network", "open_trained", "save_network", "check", "export", "code"),
    *("inspect", "why", "rank", "heat", "maps", "map", "excite", "photos"),
    *("kernel", "find_digit", "read_picture", "ping"),
}
HEAT = {"method": "input_gradient", "label": 1}


@pytest.fixture
def session(engine: Engine) -> Session:
    return Session(engine)


def type_of(session: Session, type_: str, **fields: Any) -> str:
    return tell(session, ask_bytes(type_, 9, **fields)).message["type"]


def test_no_page_answers_a_kind_of_message_twice():
    for page in PAGES:
        for one, other in combinations(page.features, 2):
            assert not set(one.handlers) & set(other.handlers)


def test_messages_are_called_as_browsers_know_them():
    tags = [kind.__struct_config__.tag for kind in MESSAGES]
    assert len(tags) == len(KNOWN)
    assert set(tags) == KNOWN


def test_a_heatmap_is_of_the_picture_that_came_last(session: Session, drawing: np.ndarray):
    tell(session, whole_read(1, drawing))
    assert tell(session, ask_bytes("heat", 2, **HEAT)).tensors["heat"].shape == (28, 28)
    tell(session, look_bytes(3, cat()))
    answer = tell(session, ask_bytes("heat", 4, **(HEAT | {"label": TABBY})))
    assert answer.tensors["heat"].shape == (224, 224)
    tell(session, whole_read(5, drawing))
    assert tell(session, ask_bytes("heat", 6, **HEAT)).tensors["heat"].shape == (28, 28)


def test_a_page_that_can_not_answer_leaves_it_to_the_one_before(
    session: Session, drawing: np.ndarray
):
    tell(session, look_bytes(1, cat()))
    tell(session, whole_read(2, drawing))
    tell(session, filter_bytes(3, drawing[None], stages=[stage_of()]))
    answer = tell(session, ask_bytes("heat", 4, **HEAT))
    assert answer.tensors["heat"].shape == (28, 28)


def test_the_export_is_of_what_came_last(session: Session, drawing: np.ndarray):
    tell(session, whole_read(1, drawing))
    assert tell(session, ask_bytes("export", 2)).message["name"] == "cnnviz-digits.npz"
    tell(session, filter_bytes(3, drawing[None], stages=[stage_of()]))
    assert tell(session, ask_bytes("export", 4)).message["name"] == "cnnviz-filters.npz"


@pytest.mark.parametrize("first", ["digits", "photos", "filters"])
def test_networks_are_described_whichever_page_asks(
    session: Session, drawing: np.ndarray, first: str
):
    tell(
        session,
        {
            "digits": whole_read(1, drawing),
            "photos": look_bytes(1, cat()),
            "filters": filter_bytes(1, drawing[None], stages=[stage_of()]),
        }[first],
    )
    digits = tell(session, ask_bytes("describe", 2, network="digits"))
    assert len(digits.message["labels"]) == 10
    photos = tell(session, ask_bytes("describe", 3, network="photos"))
    assert len(photos.message["labels"]) == len(photos.message["groups"]) == 1000
    assert type_of(session, "ping") == "pong"
