"""The Photos page without a browser: what it picks and what it hands to the live view."""

import numpy as np
import pytest
from PIL import Image

from cnnviz.images.photo_samples import photo_names, photo_note
from cnnviz.images.samples import load_sample
from tests.pages.shown import page_of, picture_sent, sent
from tests.pictures import encoded


@pytest.fixture
def page():
    return page_of("photos")


def test_a_first_visit_shows_the_first_sample(page):
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page), load_sample(photo_names()[0], color=True))


@pytest.mark.parametrize("name", photo_names())
def test_every_sample_comes_with_its_sentence(page, name):
    page.session_state["photo"] = name
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page), load_sample(name, color=True))
    assert sent(page)["picture"]["note"] == photo_note(name)
    assert not sent(page)["picture"]["isOwn"]


@pytest.mark.parametrize("source", ["Picture", "Camera"])
def test_before_there_is_a_photo_none_is_shown_in_its_place(page, source):
    page.session_state["photo-from"] = source
    page.run()
    assert not page.exception
    assert sent(page)["picture"] is None


def test_a_photo_of_ones_own_is_shown_without_a_sentence(page):
    page.session_state["photo-from"] = "Picture"
    page.run()
    pixels = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)
    page.file_uploader[0].set_value(("own.png", encoded(Image.fromarray(pixels)), "image/png"))
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page), pixels.transpose(2, 0, 1))
    assert sent(page)["picture"]["isOwn"]
    assert sent(page)["picture"]["caption"] == "Your photo"
    assert sent(page)["picture"]["note"] == ""


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
    assert sent(page)["picture"] is None  # which leaves the one before
