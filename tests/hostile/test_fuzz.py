"""Inputs that once did harm, and a few changed ones, the same each time, for all that reads."""

import pytest

from cnnviz.live.session import MESSAGES, read_request
from fuzz.corpus import messages
from fuzz.targets import TARGETS
from tests.hostile.found import FOUND
from tests.hostile.reading import read_all

pytestmark = pytest.mark.slow

ITERATIONS = {"message": 1_500, "network": 1_500, "idx": 5_000, "kernel": 5_000}
FEW = 500  # pictures: each takes a millisecond or two


SECONDS = 5.0  # of the processor: thousands of times what most inputs take


@pytest.mark.parametrize("target", TARGETS)
def test_what_once_did_harm_and_changed_inputs_are_read_or_refused_with_a_sentence(target: str):
    found = FOUND[target]() if target in FOUND else []
    iterations = ITERATIONS.get(target, FEW)
    outcome = read_all(target, found, iterations=iterations, seconds=SECONDS)
    assert not outcome.problem, f"{outcome.problem}\n{outcome.last!r:.2000}"
    assert outcome.figures.inputs == len(found) + iterations


def test_no_kind_of_message_is_left_out():
    assert {type(read_request(frame).message) for frame in messages()} == set(MESSAGES)
