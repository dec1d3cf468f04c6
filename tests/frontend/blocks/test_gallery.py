"""All maps of a layer, small, and one in full."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.blocks.hands import SETUP, Open, gallery_map, maps_in_order
from tests.frontend.fake_blocks import ANSWERS, wide_network


def test_all_maps_stand_by_activity_or_by_number(open_block: Open) -> None:
    page = open_block("block 2", "expand 1×1")
    by_activity = [f"block2_expand map {i}" for i in (8, 7, 6, 5, 4, 3, 2, 1)]
    expect(page.locator(".gallery-map")).to_have_count(8)
    assert maps_in_order(page) == by_activity
    page.get_by_label("Order").select_option("by number")
    assert maps_in_order(page) == by_activity[::-1]


def test_of_many_maps_only_those_in_sight_stand_on_the_page(module_page: Page) -> None:
    network = wide_network(900)
    module_page.evaluate(ANSWERS, network)
    module_page.evaluate(SETUP, network)
    module_page.get_by_role("img", name="block2_sum map 5").click()
    module_page.get_by_role("tab", name="expand 1×1").click()
    maps, gallery = module_page.locator(".gallery-map"), module_page.locator(".gallery-maps")
    expect(maps.first).to_have_accessible_name("block2_expand map 900")
    assert maps.count() < 150
    rows = gallery.evaluate("({ scrollHeight }) => (scrollHeight - 2) / 60")
    across = module_page.locator(".gallery-rows").evaluate(
        "(rows) => Math.floor((rows.clientWidth + 4) / 60)"
    )
    assert rows == pytest.approx(900 / across, abs=1)
    maps.first.focus()
    module_page.keyboard.press("End")
    last = gallery.get_by_role("img", name="block2_expand map 1", exact=True)
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    gallery.evaluate("(gallery) => { gallery.scrollTop = 0; }")
    expect(maps.first).to_have_accessible_name("block2_expand map 900")
    expect(last).to_have_count(0)


def test_the_arrow_keys_go_on_into_rows_that_were_out_of_sight(module_page: Page) -> None:
    network = wide_network(900)
    module_page.evaluate(ANSWERS, network)
    module_page.evaluate(SETUP, network)
    module_page.get_by_role("img", name="block2_sum map 5").click()
    module_page.get_by_role("tab", name="expand 1×1").click()
    module_page.locator(".gallery-map").first.focus()
    for _ in range(12):
        module_page.keyboard.press("ArrowDown")
        module_page.evaluate("new Promise(requestAnimationFrame)")
    across = module_page.locator(".gallery-rows").evaluate(
        "(rows) => Math.floor((rows.clientWidth + 4) / 60)"
    )
    focused = module_page.locator(".gallery-map:focus")
    expect(focused).to_have_accessible_name(f"block2_expand map {900 - 12 * across}")


def test_while_the_hand_moves_the_maps_keep_their_order(open_block: Open) -> None:
    page = open_block("block 2", "expand 1×1")
    expect(page.locator(".gallery-map")).to_have_count(8)
    before = maps_in_order(page)
    page.evaluate("fake.isTurned = true; see(2, false)")
    page.evaluate("fake.settled()")
    assert maps_in_order(page) == before
    page.evaluate("see(2, true)")
    expect(page.locator(".gallery-map").first).to_have_accessible_name("block2_expand map 1")


def test_pointing_at_a_map_brings_it_in_full_with_the_value_under_the_pointer(
    open_block: Open,
) -> None:
    page = open_block("block 2", "expand 1×1")
    gallery_map(page, "block2_expand map 3").hover()
    whole = page.get_by_role("img", name="block2_expand map 3, enlarged")
    expect(whole).to_be_visible()
    assert whole.bounding_box()["width"] == 336  # type: ignore[index] # it is visible
    whole.hover(position={"x": 42 * 2 + 5, "y": 42 * 1 + 5})
    expect(page.locator(".map-readout")).to_have_text("block2_expand map 3, row 2, column 3: 0.60")
