"""The Digits page without a browser: what it picks and what it hands to the live view."""

import itertools

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.images.datasets import load_mnist
from cnnviz.pages import digits
from tests.pages.shown import page_of, pixels_of, sent

IMAGES, LABELS = load_mnist("test")


@pytest.fixture
def page():
    return page_of("digits")


def _drawing(page: AppTest) -> np.ndarray:
    return pixels_of(sent(page)["drawing"], (112, 112))


def test_a_first_visit_gives_the_view_no_drawing(page):
    page.run()
    assert not page.exception
    data = sent(page)
    assert (data["basePath"], data["network"], data["drawing"]) == ("", "digits", None)


def test_the_view_is_given_the_kernels_to_choose_from(page):
    page.run()
    (sobel,) = (kernel for kernel in sent(page)["gallery"] if kernel["name"] == "Sobel x")
    assert sobel["values"] == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


def test_a_test_digit_fills_the_pad_pixel_by_pixel(page):
    page.session_state["source"] = "Test digit"
    page.session_state["digit"] = 4
    page.run()
    assert not page.exception
    np.testing.assert_array_equal(_drawing(page)[::4, ::4], IMAGES[4])
    assert sent(page)["drawing"]["caption"] == f"Test digit 4, labelled {LABELS[4]}"


def test_another_is_never_the_same_again(page):
    page.session_state["source"] = "Test digit"
    page.run()
    seen = [page.session_state["digit"]]
    for _ in range(5):
        page.button[0].click().run()
        seen.append(page.session_state["digit"])
    assert all(a != b for a, b in itertools.pairwise(seen))


@pytest.mark.parametrize("label", [0, 9])
def test_a_digit_of_a_label_has_that_label(page, label):
    page.session_state["source"] = "Test digit"
    page.run()
    page.selectbox[0].select(f"a {label}").run()
    assert LABELS[page.session_state["digit"]] == label


def test_every_misread_digit_is_one_that_the_network_misreads():
    from cnnviz.networks.network import load_network

    misread = digits._misread()
    guesses = load_network("digits").predict(IMAGES[misread][:, None].astype(np.float32) / 255)
    assert misread
    assert (guesses.argmax(axis=1) != LABELS[misread]).all()
