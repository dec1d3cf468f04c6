"""What no heatmap can be made of is refused."""

from typing import Any

import numpy as np
import pytest

from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps.making import LocalHeatmaps
from cnnviz.live.session import Session, read_request
from tests.live.asking import ask_bytes, read_bytes, refusal, tell
from tests.live.heatmaps.hands import PATCH
from tests.live.looked import ask, look_bytes, looking
from tests.live.own_files import network_file


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


def test_an_endless_occlusion_is_refused(engine: Engine):
    fields = {"method": "occlusion", "label": 1, "size": 32, "stride": 5}
    sentence = refusal(looking(engine), ask_bytes("heat", 2, **fields))
    assert sentence == (
        "size and stride must make at most 1,024 places, got 1,600: a larger stride makes fewer"
    )


def test_nothing_is_explained_before_there_is_a_picture(engine: Engine):
    question = ask_bytes("heat", 2, method="grad_cam", label=1)
    assert refusal(Session(engine), question).startswith("network is missing, it must come with")
    session = Session(engine)
    session.merge(read_request(look_bytes(1, exact=True)))
    assert refusal(session, question).startswith("picture is missing, it must come with the first")


def test_a_network_without_maps_has_no_grad_cam(engine: Engine, drawing: np.ndarray):
    session = Session(engine)
    tell(session, ask_bytes("open_network", 1, network_file()))
    session.merge(read_request(read_bytes(2, drawing, network="own")))
    sentence = refusal(session, ask_bytes("heat", 3, method="grad_cam", label=1))
    assert sentence == "network must have a layer that gives maps, got none"
    assert ask(session, "heat", method="input_gradient", label=1).tensors["heat"].any()


def test_what_is_no_number_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch):
    nothing = np.full((28, 28), np.nan, np.float32)
    monkeypatch.setattr(LocalHeatmaps, "by_gradients", lambda *_: nothing)
    sentence = refusal(session, ask_bytes("heat", 3, method="grad_cam", label=1))
    assert sentence == "heat must hold finite numbers, got NaN or infinity"
