"""What a client is told of a message that can't be answered: a sentence, and its parts as data."""

import json
import math

import msgspec
import numpy as np
import pytest

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.live.wire.errors import MOST_ITEMS, MessageError, error_answer, sendable


def told(error: ValueError) -> dict[str, object]:
    answer: dict[str, object] = json.loads(msgspec.json.encode(error_answer(error, 3)))
    return answer


def test_argument_value_and_what_is_allowed_travel_beside_the_sentence():
    error = ArgumentError(
        "stride[1]",
        "must be between 1 and 8, got 0",
        value=0,
        allowed=Allowed(minimum=1, maximum=8),
        subject="stride",
    )
    assert told(error.within("stages[0]")) == {
        "type": "error",
        "id": 3,
        "message": "stride must be between 1 and 8, got 0",
        "argument": "stages[0].stride[1]",
        "subject": "stride",
        "reason": "must be between 1 and 8, got 0",
        "value": 0,
        "allowed": {"minimum": 1, "maximum": 8},
    }


def test_what_blames_no_argument_is_a_sentence_alone():
    assert told(ValueError("try again")) == {"type": "error", "id": 3, "message": "try again"}


def test_a_layer_is_called_as_messages_call_it():
    error = ArgumentError("name", "must be one of conv1, got 'x'", value="x", subject="layer")
    assert told(error)["argument"] == "layer"
    assert told(error)["message"] == "layer must be one of conv1, got 'x'"


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (True, True),
        ((1, 28, 28), [1, 28, 28]),
        ("x" * 10_000, "x" * 40 + "…"),
        ([1] * (MOST_ITEMS + 1), None),
        (np.zeros(3), None),
        ([object()], None),
    ],
)
def test_a_value_is_told_back_when_it_is_short(value, sent):
    assert sendable(value) == sent


def test_no_number_becomes_null():
    assert told(ArgumentError("sigma", "must be …", value=math.nan)).get("value") is None


def test_a_message_that_breaks_the_rules_keeps_what_its_cause_says():
    cause = ArgumentError("changed", "must be short", value=9, allowed=Allowed(maximum=8))
    error = MessageError.of(cause, 7)
    assert (error.id, error.argument, error.value) == (7, "changed", 9)
    assert (error.allowed, str(error)) == (cause.allowed, str(cause))
    assert MessageError.of(ValueError("no frame")).argument == ""
