"""The strip of blocks on the Photos page, by mouse, keys and finger."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import settle
from tests.browser.photos_blocks.hands import PHONE, block, most_active, names, thumbnails, traced
from tests.visitors import Visitors
from tools.server import Server

# Turns the photo a little with every frame and gives block 3's maps on the way. A page that had to
# wait so long that the hand seemed to rest ends it.
TURN = """async (slider, angle) => {
  const images = slider.getRootNode().querySelectorAll("[aria-label='block 3'] [role='img']");
  const seen = [];
  let before = performance.now();
  for (let turned = 2; turned <= angle; turned += 2) {
    slider.value = String(turned);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const now = await new Promise(requestAnimationFrame);
    if (now - before > 100) slider.wasLate = true;
    before = now;
    if (!slider.wasLate) seen.push([...images].map((image) => image.getAttribute('aria-label')));
  }
  return seen;
}"""


def test_each_block_shows_its_most_active_maps(page: Page) -> None:
    for name, layer in {"stem": "stem_relu", "block 3": "block3_sum"}.items():
        assert names(thumbnails(page, name)) == most_active(layer)


def test_a_column_scrolled_into_sight_brings_its_maps(page: Page) -> None:
    block(page, "head").get_by_role("button").scroll_into_view_if_needed()
    expect(thumbnails(page, "head")).to_have_count(4)
    settle(page)
    assert names(thumbnails(page, "head")) == most_active("head_relu")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_legend_tells_the_layers_true_ends(page: Page) -> None:
    reach = np.abs(traced()["block3_sum"].output).max()
    high = block(page, "block 3").locator(".legend-high").inner_text()
    assert float(high) == pytest.approx(reach, rel=0.01)


def test_while_a_hand_turns_the_photo_the_same_maps_follow_then_others_are_chosen(
    page: Page,
) -> None:
    before = names(thumbnails(page, "block 3"))
    slider = page.get_by_role("slider", name="Turn", exact=True)
    for seen in slider.evaluate(TURN, 96):
        assert seen == before
    settle(page)
    for nth, name in enumerate(most_active("block3_sum", 96)):
        expect(thumbnails(page, "block 3").nth(nth)).to_have_accessible_name(name)


def test_the_keyboard_goes_from_the_strip_to_a_value_and_back(page: Page) -> None:
    block(page, "stem").get_by_role("button").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    name = most_active("block2_project")[0]
    expect(page.locator(".block-map-view figcaption")).to_have_text(name)
    page.locator(".gallery-maps").get_by_label(name, exact=True).focus()
    page.keyboard.press("Enter")
    settle(page)
    title = page.locator(".inspector-title")
    before = title.inner_text()
    page.keyboard.press("ArrowDown")
    expect(title).not_to_have_text(before)
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.locator(".block-panel")).to_be_hidden()
    expect(block(page, "block 2").get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_has_the_panel_below_the_strip_and_fingers_pin(
    visitors: Visitors, server: Server, theme: str
) -> None:
    options = PHONE | {"theme": theme}
    with one_visit(visitors, server.url, "/photos?photo=cat", **options) as phone:
        phone.locator(".block-strip").scroll_into_view_if_needed()
        expect(thumbnails(phone, "stem").first).to_be_visible()
        block(phone, "stem").get_by_role("button").tap()
        settle(phone)
        expect(phone.locator(".block-panel")).to_be_visible()
        # Both at once, as the page may still be scrolling
        assert (
            phone.locator(".block-strip").evaluate(
                """(strip) => {
              const panel = strip.getRootNode().querySelector('.block-panel');
              return panel.getBoundingClientRect().top - strip.getBoundingClientRect().bottom;
            }"""
            )
            >= 0
        )
        whole = phone.get_by_role("img", name="enlarged")
        whole.tap(position={"x": 200, "y": 100})
        settle(phone)
        title = phone.locator(".inspector-title")
        expect(title).to_contain_text("stem_relu map")
        before = title.inner_text()
        phone.get_by_role("button", name="Down", exact=True).tap()
        expect(title).not_to_have_text(before)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
