"""The Photos page on a phone, used with fingers."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnnviz.images.samples import load_sample
from tests.browser import photos_page as photos
from tests.browser.filters_page import one_visit
from tests.browser.fingers import TARGETS, scrolled, touch
from tests.browser.live_traffic import settle
from tests.browser.photos_blocks.hands import block
from tests.visitors import Visitors
from tools.server import Server

ROUNDED = 0.51
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """The cat, for all tests of this file."""
    with one_visit(visitors, server.url, "/photos?photo=cat", **PHONE) as page:
        yield page


@pytest.fixture
def phone(visit: Page) -> Page:
    """The cat as it is, with Move chosen."""
    photos.pick(visit, "Move")
    visit.get_by_role("button", name="Reset").tap()
    settle(visit)
    return visit


def test_one_finger_moves_the_photo_and_not_the_page(phone: Page) -> None:
    x, y = photos.on_screen(phone, 112, 112)
    unit = photos.photo_box(phone)["width"] / 224
    before = scrolled(phone)
    touch(phone, *([(x + 8 * step * unit, y - 4 * step * unit)] for step in range(6)))
    settle(phone)
    read = photos.network_input(phone)
    moved = photos.read_by_network(load_sample("cat", color=True), x=40, y=-20)
    assert np.abs(read - moved).mean() < 4  # a finger's place has whole steps of the screen
    assert scrolled(phone) == before


def test_two_fingers_make_the_photo_larger_and_turn_it(phone: Page) -> None:
    x, y = photos.on_screen(phone, 112, 112)
    apart = [(40, 0), (45, 15), (48, 30), (50, 45), (55, 55)]
    touch(phone, *([(x - dx, y - dy), (x + dx, y + dy)] for dx, dy in apart))
    settle(phone)
    turned = phone.get_by_role("slider", name="Turn").get_attribute("aria-valuetext")
    size = phone.get_by_role("slider", name="Size").get_attribute("aria-valuetext")
    assert turned == "45°"
    assert size == "1.94×"  # the root of 55² + 55² is 1.94 times 40


def test_a_finger_drags_the_patch_and_the_bars_are_in_sight_with_it(phone: Page) -> None:
    photos.pick(phone, "Cover")
    before = photos.bars(phone)
    x, y = photos.on_screen(phone, 60, 60)
    touch(phone, *([(x + 4 * step, y + 4 * step)] for step in range(12)))
    expect(phone.locator(".photo-patch")).to_be_visible()
    settle(phone)
    assert photos.bars(phone) != before
    phone.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    expect(photos.the_photo(phone)).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("meter").nth(4)).to_be_in_viewport()


def test_what_is_pressed_is_as_large_as_a_finger_and_in_sight(phone: Page) -> None:
    small, ends = phone.evaluate(TARGETS)
    assert small == []
    assert max(ends) <= 390
    wide = phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


@pytest.mark.parametrize("name", ["Cover", "Integrated gradients"])
def test_the_photo_stays_in_sight_with_its_tools_until_the_blocks(phone: Page, name: str) -> None:
    role = "slider" if name == "Cover" else "radio"
    phone.get_by_role(role, name=name, exact=True).scroll_into_view_if_needed()
    phone.get_by_text("Your photo stays in this tab").scroll_into_view_if_needed()
    photo = photos.the_photo(phone)
    expect(photo).to_be_in_viewport(ratio=1)
    box = photo.bounding_box()
    assert box
    assert box["height"] <= 0.4 * 844
    block(phone, "stem").get_by_role("button").tap()
    phone.locator(".top-patches-title").scroll_into_view_if_needed()
    expect(photo).not_to_be_in_viewport()
    phone.locator(".block-close").tap()
