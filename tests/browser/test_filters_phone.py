"""The Filters page on a phone, used with fingers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import filters_page as filters
from tests.browser.filters_page import FEATURE, arithmetic, cell
from tests.browser.fingers import TARGETS, scrolled, touch
from tests.browser.live_traffic import settle
from tests.visitors import Visitors
from tools.server import Server


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """Sobel x on the coins, for all tests of this file."""
    phone = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
    with filters.one_visit(visitors, server.url, "/?sample=coins", **phone) as page:
        yield page


@pytest.fixture
def phone(visit: Page) -> Page:
    """The page with the whole maps, and nothing pinned."""
    if filters.is_marked(visit):
        visit.get_by_role("button", name="Let go of the pixel").tap()
    visit.get_by_role("group", name="Zoom").get_by_role("button").nth(1).tap()
    visit.get_by_role("img", name="Picture", exact=True).scroll_into_view_if_needed()
    return visit


def test_a_tap_pins_a_pixel_whose_numbers_are_in_sight(phone: Page) -> None:
    phone.touchscreen.tap(*filters.pixel_center(phone, 100, 150))
    expect(arithmetic(phone)).to_contain_text(FEATURE)
    expect(arithmetic(phone).get_by_text("bias 0 =")).to_be_in_viewport()
    assert filters.is_marked(phone)
    phone.get_by_role("button", name="Let go of the pixel").tap()
    expect(arithmetic(phone)).to_contain_text("Tap a pixel")
    assert not filters.is_marked(phone)


def test_two_fingers_zoom_all_maps(phone: Page) -> None:
    before = [filters.map_box(phone, name) for name in ("Picture", FEATURE)]
    x, y = filters.pixel_center(phone, 150, 190, "Picture")
    touch(phone, *([(x - apart, y), (x + apart, y)] for apart in range(10, 70, 5)))
    after = [filters.map_box(phone, name) for name in ("Picture", FEATURE)]
    assert all(a["width"] > 1.8 * b["width"] for a, b in zip(after, before, strict=True))
    expect(arithmetic(phone)).to_contain_text("Tap a pixel")  # nothing was pinned


def test_one_finger_moves_the_zoomed_maps_and_not_the_page(phone: Page) -> None:
    x, y = filters.pixel_center(phone, 150, 190, "Picture")
    touch(phone, *([(x - apart, y), (x + apart, y)] for apart in range(10, 70, 5)))
    before = filters.map_box(phone, "Picture"), scrolled(phone)
    touch(phone, *([(x, y - step)] for step in range(0, 40, 5)))
    assert filters.map_box(phone, "Picture")["y"] < before[0]["y"] - 20
    assert scrolled(phone) == before[1]


def test_a_finger_drags_a_number_and_not_the_page(phone: Page) -> None:
    cell(phone, 2, 2).scroll_into_view_if_needed()
    before = filters.pixels(phone), scrolled(phone)
    box = cell(phone, 2, 2).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    result = phone.locator(".kernel-result canvas")
    expect(result).to_be_in_viewport(ratio=0.99)
    shown = result.evaluate("(canvas) => canvas.toDataURL()")
    touch(phone, *([(x, y - step)] for step in range(0, 44, 4)))
    expect(cell(phone, 2, 2)).to_have_accessible_name("row 2, column 2: 1")
    assert scrolled(phone) == before[1]
    settle(phone)
    assert (filters.pixels(phone) != before[0]).any()
    assert result.evaluate("(canvas) => canvas.toDataURL()") != shown
    covered, room = cell(phone, 2, 2).bounding_box(), result.bounding_box()
    assert covered
    assert room
    assert room["y"] + room["height"] <= covered["y"]


def test_what_is_pressed_is_as_large_as_a_finger_and_in_sight(phone: Page) -> None:
    small, ends = phone.evaluate(TARGETS)
    assert small == []
    assert len(ends) == 7
    assert max(ends) <= 390
