"""The Photos page: a photo is read, moved, covered, and read again."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnnviz.images.photo_samples import photo_note
from cnnviz.images.samples import load_sample
from tests.browser import photos_page as photos
from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import settle
from tests.visitors import Visitors
from tools.server import Server

CATS = ("tabby cat", "tiger cat", "Egyptian cat")
ROUNDED = 0.51  # of 255: the stage shows whole steps


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """The cat, for all tests of this file."""
    with one_visit(visitors, server.url, "/photos?photo=cat") as page:
        yield page


@pytest.fixture
def page(visit: Page) -> Page:
    """The cat as it is, with Move chosen."""
    visit.mouse.up()
    photos.pick(visit, "Move")
    visit.get_by_role("button", name="Reset").click()
    settle(visit)
    return visit


def cats(page: Page) -> float:
    return sum(share for name, share in photos.bars(page).items() if name in CATS)


def test_a_cat_is_read_and_the_sentence_says_why_in_three_classes(page: Page) -> None:
    found = photos.bars(page)
    assert list(found)[:3] == sorted(CATS, key=lambda name: -found.get(name, 0))
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert len(found) == 5
    assert cats(page) >= 0.85
    assert next(iter(photos.groups(page).items())) == ("cat", pytest.approx(cats(page), abs=0.01))
    expect(page.get_by_text(photo_note("cat"))).to_be_visible()


def test_on_a_projector_the_answer_is_as_large_as_its_room(page: Page) -> None:
    percents = page.locator(".photo-bars .bar-percent").first
    before = page.viewport_size
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(percents).to_have_css("font-size", "26px")
    room, answer = photos.photo_box(page), page.locator(".photo-answer").bounding_box()
    assert answer
    assert answer["height"] > 0.8 * room["height"]
    assert answer["width"] > 1.2 * room["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    page.set_viewport_size(before)


def test_at_rest_the_stage_shows_what_the_network_reads(page: Page) -> None:
    cat = load_sample("cat", color=True)
    np.testing.assert_allclose(
        photos.network_input(page), photos.read_by_network(cat), atol=ROUNDED
    )
    photos.slide(page, "Grey", 1)
    photos.slide(page, "Turn", 90)
    settle(page)
    turned = photos.read_by_network(cat, grey=1, angle=90)
    np.testing.assert_allclose(photos.network_input(page), turned, atol=ROUNDED)
    expect(page.get_by_text(photo_note("cat"))).not_to_be_visible()


def test_a_patch_dragged_over_the_cat_makes_its_bars_sink_while_it_moves(page: Page) -> None:
    photos.pick(page, "Cover")
    photos.slide(page, "Size", -1)  # half as large: there is the cat, and even grey around it
    photos.slide(page, "Cover", 112)
    page.mouse.move(*photos.on_screen(page, 112, 112))
    page.mouse.down()
    page.mouse.move(*photos.on_screen(page, 20, 20))
    page.mouse.up()
    settle(page)
    before = photos.bars(page)
    assert cats(page) > 0.9
    page.mouse.down()
    seen = set()
    for place in range(20, 113, 4):
        page.mouse.move(*photos.on_screen(page, place, place))
        page.wait_for_timeout(40)
        seen.add(tuple(photos.bars(page).values()))
    settle(page)
    covered = photos.bars(page)
    assert list(covered) == list(before)  # the same rows, so that one sees them sink
    assert cats(page) < 0.05
    assert len(seen) > 2
    expect(page.get_by_text("Now ahead: ")).to_be_visible()
    page.mouse.up()
    settle(page)
    assert set(photos.bars(page)).isdisjoint(CATS)
    expect(page.get_by_text("Now ahead: ")).not_to_be_visible()
    cover = {"x": 56, "y": 56, "size": 112}
    read = photos.read_by_network(load_sample("cat", color=True), scale=0.5, cover=cover)
    np.testing.assert_allclose(photos.network_input(page), read, atol=ROUNDED)


def test_the_mouse_moves_the_wheel_scales_and_with_shift_turns_the_photo(page: Page) -> None:
    cat = load_sample("cat", color=True)
    page.mouse.move(*photos.on_screen(page, 100, 100))
    page.mouse.down()
    page.mouse.move(*photos.on_screen(page, 140, 85), steps=5)
    page.mouse.up()
    settle(page)
    moved = photos.read_by_network(cat, x=40, y=-15)
    np.testing.assert_allclose(photos.network_input(page), moved, atol=ROUNDED)
    page.mouse.wheel(0, -200)
    settle(page)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 500)
    page.keyboard.up("Shift")
    settle(page)
    size = page.get_by_role("slider", name="Size")
    assert size.get_attribute("aria-valuetext") == "1.35×"  # e to the power of 0.3
    expect(page.get_by_role("slider", name="Turn")).to_have_attribute("aria-valuetext", "30°")
    page.get_by_role("button", name="Reset").click()
    settle(page)
    np.testing.assert_allclose(
        photos.network_input(page), photos.read_by_network(cat), atol=ROUNDED
    )


def test_all_of_it_goes_by_keyboard(page: Page) -> None:
    cat = load_sample("cat", color=True)
    photos.the_photo(page).focus()
    for key in ("ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    settle(page)
    moved = photos.read_by_network(cat, x=4, y=-16)
    np.testing.assert_allclose(photos.network_input(page), moved, atol=ROUNDED)
    page.get_by_role("radio", name="Move", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Cover", exact=True)).to_be_checked()
    photos.the_photo(page).focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    cover = {"x": 80, "y": 84, "size": 64}
    covered = photos.read_by_network(cat, x=4, y=-16, cover=cover)
    np.testing.assert_allclose(photos.network_input(page), covered, atol=ROUNDED)
    for name in ("Size", "Turn", "Blur", "Grey", "Cover"):
        slider = page.get_by_role("slider", name=name, exact=True)
        before = slider.get_attribute("aria-valuetext")
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") != before
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Enter")
    settle(page)
    assert cats(page) >= 0.85


def test_the_view_tells_of_its_answers_and_their_pace(page: Page) -> None:
    root = page.locator(".photos")
    before = int(root.get_attribute("data-frame") or 0)
    photos.slide(page, "Blur", 3)
    settle(page)
    assert int(root.get_attribute("data-frame") or 0) >= before + 2  # moving, and at rest
    assert float(root.get_attribute("data-latency-ms") or 0) > 0
    expect(page.get_by_text("Hand to bars")).to_be_visible()
