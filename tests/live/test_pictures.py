"""Somebody's own picture file, decoded over the live engine."""

import re

import numpy as np
import pytest
from PIL import Image

from cnnviz.images.reading import read_image
from cnnviz.images.samples import to_bytes
from cnnviz.live.engine import Engine
from cnnviz.live.session import Session, read_request
from tests.images.test_reading import BAD_FILES
from tests.live.asking import Answer, ask_bytes, tell
from tests.pictures import encoded

COLORS = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)


def read(file: bytes) -> Answer:
    return tell(Session(Engine()), ask_bytes("read_picture", 5, file))


def test_a_picture_comes_back_in_color_and_in_grey():
    file = encoded(Image.fromarray(COLORS))
    answer = read(file)
    assert answer.message == {"type": "picture", "id": 5}
    np.testing.assert_array_equal(answer.tensors["color"], COLORS.transpose(2, 0, 1))
    expected = to_bytes(read_image(file, color=False))
    np.testing.assert_array_equal(answer.tensors["grey"], expected)


def test_a_picture_without_color_comes_once():
    tensors = read(encoded(Image.fromarray(COLORS[..., 0]))).tensors
    assert set(tensors) == {"color"}
    np.testing.assert_array_equal(tensors["color"], COLORS[np.newaxis, ..., 0])


# The two of a size that is no size are refused before anybody looks at them
@pytest.mark.parametrize("name", sorted(set(BAD_FILES) - {"empty", "too many bytes"}))
def test_a_bad_picture_is_answered_with_one_sentence(name: str):
    file, sentence = BAD_FILES[name]
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read(file)


def test_looking_at_a_picture_is_work_for_a_thread():
    request = read_request(ask_bytes("read_picture", 5, b"GIF89a"))
    assert not Session(Engine()).is_quick(request)
