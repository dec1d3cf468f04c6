"""Whatever is asked about photos and drawings in whatever order is answered, or refused."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps.cache import HeatmapCache
from cnnviz.live.session import Session
from tests.live.answered import is_answered_or_refused

pytestmark = pytest.mark.slow

PICTURES = {
    "picture": [np.zeros((1, 1, 1), np.uint8), np.full((3, 40, 60), 200, np.uint8)],
    "drawing": [np.eye(40, dtype=np.uint8) * 255],
}

layers = st.sampled_from(["input", "stem", "block3_sum", "mean", "dense", "softmax", "conv1"])
near_zero = st.integers(-1, 40)
numbers = st.floats(-300, 300) | near_zero | st.sampled_from([float("nan"), float("inf")])
covers = st.none() | st.fixed_dictionaries({"x": near_zero, "y": near_zero, "size": near_zero})
views = st.fixed_dictionaries(
    {},
    optional={
        "x": numbers,
        "y": numbers,
        "scale": st.floats(0.2, 5),
        "angle": numbers,
        "blur": st.floats(0, 3) | numbers,
        "grey": st.floats(0, 1) | numbers,
        "cover": covers,
    },
)
messages = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("look")},
        optional={
            "view": views,
            "layers": st.dictionaries(layers, st.none() | st.lists(near_zero), max_size=2),
            "exact": st.booleans(),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.just("read"), "network": st.sampled_from(["digits", "photos"])}
    ),
    st.fixed_dictionaries(
        {"type": st.just("describe"), "network": st.sampled_from(["digits", "photos", "own"])}
    ),
    st.fixed_dictionaries(
        {"type": st.just("maps"), "layer": layers}, optional={"side": st.integers(7, 113)}
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["map", "excite"]), "layer": layers, "map": near_zero}
    ),
    st.fixed_dictionaries(
        {"type": st.just("inspect"), "layer": layers, "unit": st.lists(near_zero, max_size=4)}
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("heat"),
            "method": st.sampled_from(["grad_cam", "occlusion", "input_gradient", "other"]),
            "label": st.integers(-1, 10) | st.integers(990, 1001),
            "random": st.booleans(),
            "size": st.integers(0, 230),
            "stride": st.integers(0, 230),
            "done": st.integers(-1, 60),
        }
    ),
    st.fixed_dictionaries({"type": st.just("why"), "label": st.integers(0, 9)}),
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(messages, st.integers(0, 2)), min_size=1, max_size=8))
def test_it_is_answered_or_refused_with_a_sentence(
    engine: Engine, asked: list[tuple[dict[str, Any], int]]
):
    session = Session(engine)
    for page in (session.digits, session.photos):
        page.heatmaps = HeatmapCache(engine.networks, engine.heat_maker, seconds=0)
    for id_, (message, picture) in enumerate(asked, 1):
        name = {"look": "picture", "read": "drawing"}.get(message["type"], "")
        brought = PICTURES.get(name, [])[picture : picture + 1]
        tensors = {name: brought[0]} if brought else {}
        is_answered_or_refused(session, id_, message, tensors)
