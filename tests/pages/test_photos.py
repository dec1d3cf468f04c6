"""The Photos page without a browser: what it picks and what it hands to the live view."""

import numpy as np
import pytest

from cnnviz.images.photo_samples import photo_names, photo_note
from cnnviz.images.samples import load_sample
from tests.pages.shown import page_of, picture_sent, sent


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


@pytest.mark.parametrize("source", ["Picture", "Camera"])
def test_before_there_is_a_photo_none_is_shown_in_its_place(page, source):
    page.session_state["photo-from"] = source
    page.run()
    assert not page.exception
    assert sent(page)["picture"] is None
