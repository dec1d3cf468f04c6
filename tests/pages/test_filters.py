"""The Filters page without a browser: what it picks and what it hands to the live view."""

import numpy as np
import pytest

from cnnviz.images.samples import load_sample, sample_names
from cnnviz.kernels.number_grids import EXAMPLES, to_text
from tests.pages.shown import page_of, picture_sent, sent


@pytest.fixture
def page():
    return page_of("filters")


def test_a_first_visit_shows_the_first_sample_and_the_gallery(page):
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page), load_sample("coins", color=True))
    kernels = sent(page)["gallery"]
    assert {"Sobel x", "Curve", "digits conv1 1"} <= {kernel["name"] for kernel in kernels}
    assert all(kernel["finds"] and kernel["source"] for kernel in kernels)


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_can_be_picked_in_color_and_in_grey(page, name):
    page.session_state["sample"] = name
    page.run()
    np.testing.assert_array_equal(picture_sent(page), load_sample(name, color=True))
    colored = sent(page)["picture"]["name"]
    assert sent(page)["color"]
    page.session_state["channels"] = "Grey"
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page), load_sample(name, color=False))
    assert sent(page)["picture"]["name"] == colored  # it is the same picture
    assert not sent(page)["color"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_numbers_come_as_a_small_grey_picture(page, name):
    page.session_state["picture-from"] = "Numbers"
    page.session_state["numbers"] = name
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page)[0], EXAMPLES[name].picture)
    assert sent(page)["picture"]["caption"] == name


def test_numbers_bring_the_kernel_and_the_settings_of_their_case(page):
    page.session_state["picture-from"] = "Numbers"
    page.session_state["numbers"] = "6×6 padded to 8×8"
    page.run()
    assert sent(page)["picture"]["example"] == {
        "kernels": [{"name": "Vertical edge", "values": [[[1, 0, -1]] * 3]}],
        "stride": [1, 1],
        "padding": [1, 1],
        "activation": "none",
        "pooling": "none",
    }


def test_numbers_that_were_changed_are_those_of_the_link_and_of_no_other_grid(page):
    mine = np.arange(36).reshape(6, 6)
    page.session_state["picture-from"] = "Numbers"
    page.query_params["grid"] = "00" + to_text(mine)
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page)[0], mine)
    assert page.query_params["grid"] == to_text(mine)  # as we write it
    page.session_state["numbers"] = "6×6 padded to 8×8"
    page.run()
    np.testing.assert_array_equal(picture_sent(page)[0], EXAMPLES["6×6 with an edge"].picture)
    assert "grid" not in page.query_params


@pytest.mark.parametrize("text", ["", "1.2-3", "-", "300" + ".0" * 5 + "-0.0.0.0.0.0" * 5, "a.b"])
def test_a_link_with_numbers_that_are_none_shows_the_grid_as_it_is(page, text):
    page.session_state["picture-from"] = "Numbers"
    page.query_params["grid"] = text
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(picture_sent(page)[0], EXAMPLES["6×6 with an edge"].picture)


def test_a_drawing_is_left_to_the_view(page):
    page.session_state["picture-from"] = "Drawing"
    page.run()
    assert not page.exception
    assert (sent(page)["source"], sent(page)["picture"]) == ("Drawing", None)


@pytest.mark.parametrize("source", ["Picture", "Camera"])
def test_a_picture_of_ones_own_is_left_to_the_view(page, source):
    page.run()
    page.session_state["picture-from"] = source
    page.run()
    assert not page.exception
    assert sent(page)["picture"] is None  # which leaves the one before


def test_who_comes_for_the_upload_begins_with_a_sample_too(page):
    page.session_state["picture-from"] = "Picture"
    page.run()
    assert sent(page)["picture"]["name"] == "coins"
    assert sent(page)["picture"]["isStandIn"]
