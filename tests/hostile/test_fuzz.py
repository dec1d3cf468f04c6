"""A few changed inputs for everything that reads bytes, the same ones each time."""

from typing import get_args

import pytest

from cnnviz.live.messages import AnyMessage, read_request
from fuzz.corpus import messages
from fuzz.parent import run
from fuzz.targets import TARGETS
from tests.hostile.reading import PATIENCE

ITERATIONS = {"message": 1_500, "network": 1_500, "idx": 5_000, "kernel": 5_000}
FEW = 500  # pictures: each takes a millisecond or two


@pytest.mark.parametrize("target", TARGETS)
def test_changed_inputs_are_read_or_refused_with_a_sentence(target: str):
    iterations = ITERATIONS.get(target, FEW)
    outcome = run(target, "--iterations", str(iterations), "--limit", str(PATIENCE))
    assert not outcome.problem, f"{outcome.problem}\n{outcome.last!r:.2000}"
    assert outcome.figures.inputs == iterations


def test_no_kind_of_message_is_left_out():
    assert {type(read_request(frame).message) for frame in messages()} == set(get_args(AnyMessage))
