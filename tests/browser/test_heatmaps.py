"""Heatmaps over the cat of the Photos page: as Python says, also of a moved photo."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from scipy.stats import spearmanr

import cnnviz
from cnnviz.explain.occlusion import occlusion
from cnnviz.images.photo_view import View, place_photo
from cnnviz.images.samples import load_sample
from tests.browser import heat_hands as heat
from tests.browser import photos_page as photos
from tests.browser.filters_page import one_visit
from tests.browser.inspector_hands import numbers
from tests.browser.live_traffic import settle
from tests.visitors import Visitors
from tools.server import Server

NETWORK = cnnviz.load_network("photos")
CAT = load_sample("cat", color=True).astype(np.float32) / 255
PHOTO = place_photo(CAT, View())
TABBY = NETWORK.labels.index("tabby cat")
SIDE = 224
PLACES = [(16, 16), (80, 80), (112, 176), (200, 100)]
BEFORE = "Of the photo before: it is worked out again when the photo rests."


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """The cat, for all tests of this file."""
    with one_visit(visitors, server.url, "/photos?photo=cat") as page:
        yield page


@pytest.fixture
def page(visit: Page) -> Page:
    """The cat as it is, without a heatmap."""
    visit.mouse.up()
    visit.mouse.move(0, 0)
    photos.pick(visit, "Move")
    visit.get_by_role("button", name="Reset").click()
    control = visit.get_by_role("button", name="Random weights")
    if control.is_visible() and control.get_attribute("aria-pressed") == "true":
        control.click()
    heat.choose(visit, "Off")
    expect(heat.overlay(visit)).to_be_hidden()
    return visit


def values(page: Page) -> list[float]:
    return [heat.value_at(page, row, column, SIDE) for row, column in PLACES]


def test_grad_cam_of_a_class_is_what_python_says(page: Page) -> None:
    heat.choose(page, "Grad-CAM")
    heat.choose(page, "tabby cat")
    expect(page.get_by_role("img", name="Heatmap: Grad-CAM for “tabby cat”")).to_be_visible()
    right = cnnviz.grad_cam(NETWORK, PHOTO, TABBY)
    assert values(page) == pytest.approx([right[place] for place in PLACES], abs=0.006)


def test_occlusion_grows_and_is_what_python_says(page: Page) -> None:
    page.get_by_role("radio", name="Occlusion").check()
    bar = page.get_by_role("progressbar", name="Heatmap")
    expect(bar).to_have_attribute("aria-valuemax", "49")
    expect(heat.overlay(page)).to_be_visible()
    settle(page)
    expect(bar).to_be_hidden()
    heat.choose(page, "tabby cat")
    right = list(occlusion(NETWORK, PHOTO, TABBY, size=32, stride=32))[-1].heatmap
    assert values(page) == pytest.approx([right[place] for place in PLACES], rel=0.06, abs=1e-6)


def test_integrated_gradients_add_up_to_nearly_the_score_s_rise(page: Page) -> None:
    heat.choose(page, "Integrated gradients")
    heat.choose(page, "tabby cat")
    shares = cnnviz.integrated_gradients(NETWORK, PHOTO, TABBY)
    rise, together = numbers(heat.said(page).split("rise from black")[1])[:2]
    assert together == pytest.approx(float(shares.sum()), abs=0.011)
    assert rise == pytest.approx(together, rel=0.1)


def test_the_control_says_how_alike_random_weights_are(page: Page) -> None:
    heat.choose(page, "Grad-CAM")
    heat.choose(page, "tabby cat")
    page.get_by_role("button", name="Random weights").click()
    settle(page)
    other = cnnviz.grad_cam(cnnviz.randomized(NETWORK), PHOTO, TABBY)
    right = cnnviz.grad_cam(NETWORK, PHOTO, TABBY)
    likeness = spearmanr(right.ravel(), other.ravel()).statistic
    assert numbers(heat.said(page, "likeness"))[0] == pytest.approx(likeness, abs=0.006)
    name = "Heatmap with random weights: Grad-CAM for “tabby cat”"
    expect(page.get_by_role("img", name=name)).to_be_visible()


def test_grad_cam_follows_the_photo_while_it_is_dragged(page: Page) -> None:
    heat.choose(page, "Grad-CAM")
    heat.choose(page, "tabby cat")
    heat.listen(page)
    page.mouse.move(*photos.on_screen(page, 100, 100))
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(*photos.on_screen(page, 100 + 4 * step, 100))
        page.wait_for_timeout(50)
    following = heat.asked(page)
    page.mouse.up()
    settle(page)
    assert following >= 2
    moved = cnnviz.grad_cam(NETWORK, place_photo(CAT, View(x=40)), TABBY)
    assert values(page) == pytest.approx([moved[place] for place in PLACES], abs=0.006)


def test_a_slow_one_says_that_it_is_of_the_photo_before_and_comes_again_at_rest(
    page: Page,
) -> None:
    heat.choose(page, "Input gradient")
    heat.choose(page, "tabby cat")
    heat.listen(page)
    page.mouse.move(*photos.on_screen(page, 100, 100))
    page.mouse.down()
    page.mouse.move(*photos.on_screen(page, 140, 120), steps=4)
    expect(page.get_by_text(BEFORE)).to_be_visible()
    page.mouse.up()
    settle(page)
    expect(page.get_by_text(BEFORE)).to_be_hidden()
    assert heat.asked(page) >= 1
    moved = cnnviz.input_gradient(NETWORK, place_photo(CAT, View(x=40, y=20)), TABBY)
    assert values(page) == pytest.approx([moved[place] for place in PLACES], rel=0.06)


def test_any_class_is_found_by_its_letters(page: Page) -> None:
    heat.choose(page, "Grad-CAM")
    box = page.get_by_role("combobox", name="Another class")
    box.fill("espr")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("img", name="Heatmap: Grad-CAM for “espresso”")).to_be_visible()
    espresso = NETWORK.labels.index("espresso")
    right = cnnviz.grad_cam(NETWORK, PHOTO, espresso)
    assert values(page) == pytest.approx([right[place] for place in PLACES], abs=0.006)


def test_arrow_keys_read_the_heatmap_and_leave_the_photo_where_it_is(page: Page) -> None:
    heat.choose(page, "Grad-CAM")
    heat.choose(page, "tabby cat")
    photos.the_photo(page).focus()
    page.keyboard.press("Tab")
    expect(heat.overlay(page)).to_be_focused()
    right = cnnviz.grad_cam(NETWORK, PHOTO, TABBY)
    row, column = np.unravel_index(right.argmax(), right.shape)
    expect(page.locator(".heat-readout")).to_have_text(
        f"row {row + 1}, column {column + 1}: 1.00 of 1"
    )
    before = photos.network_input(page)
    page.keyboard.press("ArrowUp")
    expect(page.locator(".heat-readout")).to_contain_text(f"row {row}, column {column + 1}: ")
    settle(page)
    np.testing.assert_array_equal(photos.network_input(page), before)
