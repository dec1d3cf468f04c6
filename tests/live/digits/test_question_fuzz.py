"""Whatever is asked in whatever order is answered, or refused with one sentence."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.live.engine import Engine
from cnnviz.live.session import Session
from tests.live.answered import is_answered_or_refused
from tests.live.asking import ask_bytes, tell, whole_read
from tests.live.own_files import convolution, network_file

pytestmark = pytest.mark.slow

OWN = network_file(convolution("conv1", 2), convolution("conv2", 3, padding=2))

layers = st.sampled_from(["input", "conv1", "conv2", "pool1", "flatten", "dense1", "softmax"])
networks_named = st.sampled_from(["digits", "digits", "own", "own", "other"])
numbers = st.sampled_from([0.0, 1.0, -3.5, 1e6, -1e6, 1e7, float("nan")])
names = st.sampled_from(["conv1.bias", "conv2.bias", "dense1.bias", "pool1.bias"])
places = st.integers(0, 11) | st.integers(-1, 30)
units = st.tuples(places, places, places) | st.tuples(places) | st.lists(places, max_size=4)
messages = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("read")},
        optional={
            "network": networks_named,
            "layers": st.lists(layers, max_size=2),
            "changed": st.lists(names, max_size=2),
            "off": st.dictionaries(layers, st.lists(st.integers(-1, 12), max_size=2), max_size=2),
            "exact": st.booleans(),
        },
    ),
    st.fixed_dictionaries({"type": st.just("describe"), "network": networks_named}),
    st.fixed_dictionaries({"type": st.just("inspect"), "layer": layers, "unit": units}),
    st.fixed_dictionaries(
        {"type": st.just("why"), "label": st.integers(-1, 11)},
        optional={"against": st.none() | st.integers(0, 10)},
    ),
    st.fixed_dictionaries({"type": st.just("rank"), "layer": layers}),
    st.fixed_dictionaries({"type": st.sampled_from(["save_network", "open_network", "export"])}),
)
weights = st.dictionaries(names, st.tuples(st.sampled_from([2, 3, 12, 16, 80]), numbers))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(messages, weights, st.booleans()), min_size=1, max_size=12))
def test_it_is_answered_or_refused_with_a_sentence(
    engine: Engine, asked: list[tuple[dict[str, Any], dict[str, tuple[int, float]], bool]]
):
    session = Session(engine)
    tell(session, ask_bytes("open_network", 1, OWN))
    tell(session, whole_read(2, np.eye(40, dtype=np.uint8) * 255))
    for id_, (message, changed, has_drawing) in enumerate(asked, 3):
        tensors: dict[str, np.ndarray] = {}
        if message["type"] == "read":
            tensors = {
                name: np.full(size, value, np.float32) for name, (size, value) in changed.items()
            }
            if has_drawing:
                tensors["drawing"] = np.eye(40, dtype=np.uint8) * 255
        elif message["type"] == "open_network":
            tensors = {"file": np.frombuffer(OWN if has_drawing else OWN[:99], np.uint8)}
        is_answered_or_refused(session, id_, message, tensors)
