"""Kernels by their formula over the live engine."""

from typing import Any

import numpy as np
import pytest

from cnnviz.kernels.formulas import gabor
from cnnviz.live.engine import Engine
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import MessageError
from tests.live.asking import Answer, ask_bytes, tell


def make(**fields: Any) -> Answer:
    return tell(Session(Engine()), ask_bytes("kernel", 4, **fields))


def test_the_kernel_is_that_of_the_formula():
    answer = make(formula="gabor", settings={"angle": 30, "wavelength": 5.5, "size": 7})
    assert answer.message == {"type": "kernel", "id": 4}
    np.testing.assert_array_equal(answer.tensors["values"], gabor(30, 5.5, size=7))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"formula": "gabor", "settings": {"size": 12}}, "size must be between 1 and 11, got 12"),
        ({"formula": "gabor", "settings": {"size": 7.5}}, "size must be a whole number"),
        ({"formula": "gaussian", "settings": {"sigma": 1e300}}, "sigma must be between 0.3 and 3"),
        ({"formula": "exit"}, "formula must be one of box, disk, gaussian"),
        ({"formula": "box", "settings": {"angle": 1}}, "settings of box must be among size"),
    ],
)
def test_a_number_out_of_its_range_is_answered_with_the_range(fields, sentence):
    with pytest.raises(ValueError, match=sentence):
        make(**fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "formula is missing, it must be a name"),
        ({"formula": "__import__"}, "formula must be a name, up to 32 of a-z and _"),
        ({"formula": "box", "settings": {"size": "3"}}, r"settings\[\.\.\.\] must be"),
        ({"formula": "box", "settings": {"a" * 33: 3}}, "the names in settings must be a name"),
        ({"formula": "box", "settings": dict.fromkeys("abcdefghi", 1)}, "settings must be"),
    ],
)
def test_a_message_that_is_none_is_refused(fields, sentence):
    with pytest.raises(MessageError, match=sentence):
        read_request(ask_bytes("kernel", 4, **fields))


def test_a_slider_may_move_as_fast_as_a_pen():
    request = read_request(ask_bytes("kernel", 4, formula="box"))
    assert Session(Engine()).is_quick(request)
