"""The Photos page without a browser: what it picks and what it hands to the live view."""

import base64
import json

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from cnnviz.photo_samples import photo_names, photo_note
from cnnviz.samples import load_sample
from tests.pictures import encoded


def _page() -> None:
    from cnnviz.pages import photos

    photos.show()


@pytest.fixture
def page():
    return AppTest.from_function(_page, default_timeout=30)


def _sent(page: AppTest) -> dict:
    return json.loads(page.get("bidi_component")[0].proto.json)[0]


def _photo(page: AppTest) -> np.ndarray:
    picture = _sent(page)["picture"]
    return np.frombuffer(base64.b64decode(picture["pixels"]), np.uint8).reshape(picture["shape"])


def test_a_first_visit_shows_the_first_sample(page):
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(_photo(page), load_sample(photo_names()[0], color=True))


@pytest.mark.parametrize("name", photo_names())
def test_every_sample_comes_with_its_sentence(page, name):
    page.session_state["photo"] = name
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(_photo(page), load_sample(name, color=True))
    assert _sent(page)["picture"]["note"] == photo_note(name)
    assert not _sent(page)["picture"]["isOwn"]


@pytest.mark.parametrize("source", ["Picture", "Camera"])
def test_before_there_is_a_photo_none_is_shown_in_its_place(page, source):
    page.session_state["photo-from"] = source
    page.run()
    assert not page.exception
    assert _sent(page)["picture"] is None


def test_a_photo_of_ones_own_is_shown_without_a_sentence(page):
    page.session_state["photo-from"] = "Picture"
    page.run()
    pixels = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)
    page.file_uploader[0].set_value(("own.png", encoded(Image.fromarray(pixels)), "image/png"))
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(_photo(page), pixels.transpose(2, 0, 1))
    assert _sent(page)["picture"]["isOwn"]
    assert _sent(page)["picture"]["caption"] == "Your photo"
    assert _sent(page)["picture"]["note"] == ""


@pytest.mark.parametrize("file", [b"no picture", b"\x89PNG\r\n\x1a\n cut off"])
def test_a_bad_photo_is_answered_with_one_sentence_and_the_one_before_stays(page, file):
    page.session_state["photo-from"] = "Picture"
    page.run()
    page.file_uploader[0].set_value(("own.png", file, "image/png"))
    page.run()
    assert not page.exception
    (sentence,) = [error.value for error in page.error]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert _sent(page)["picture"] is None  # which leaves the one before
