"""Pointing at a part of the network, by pointer and by keys."""

import pytest
from playwright.sync_api import expect

from tests.frontend.network.hands import Mount, the_map
from tests.map_pixels import map_strength


def test_pointing_at_a_pixel_says_its_place_and_value(mount: Mount) -> None:
    page = mount()
    box = the_map(page, "conv1 map 3").bounding_box()
    assert box
    cell = box["width"] / 24
    page.mouse.move(box["x"] + 6.5 * cell, box["y"] + 4.5 * cell)
    # value number 2·576 + 4·24 + 6 = 1254, and 1254 mod 7 = 1, less 3
    expect(page.locator(".readout")).to_contain_text("conv1 map 3 (row 5, column 7): −2.00")
    page.evaluate("() => read({ factor: 0.5 })")
    expect(page.locator(".readout")).to_contain_text("conv1 map 3 (row 5, column 7): −1.00")


def test_a_value_is_told_before_the_move_comes_with_the_frame(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 3").hover()
    page.evaluate("addEventListener('pointermove', (event) => event.stopPropagation(), true)")
    box = the_map(page, "conv1 map 3").bounding_box()
    assert box
    cell = box["width"] / 24
    page.mouse.move(box["x"] + 6.5 * cell, box["y"] + 4.5 * cell)
    expect(page.locator(".readout")).to_contain_text("conv1 map 3 (row 5, column 7): −2.00")


def test_pointing_at_a_map_fades_the_unrelated_and_darkens_its_links(mount: Mount) -> None:
    page = mount()
    the_map(page, "pool1 map 3").hover()
    for related in ("input map 1", "conv1 map 3", "relu1 map 3", "conv2 map 9"):
        assert map_strength(the_map(page, related)) == 1
    for unrelated in ("conv1 map 2", "relu1 map 4", "pool1 map 12"):
        assert map_strength(the_map(page, unrelated)) == pytest.approx(0.25, abs=0.01)
    dark = page.locator(".link-lines.active").get_attribute("d")
    assert dark
    assert dark.count("C") == 16 + 1 + 1 + 1
    page.mouse.move(2, 2)
    assert map_strength(the_map(page, "conv1 map 2")) == 1


def test_outlines_are_painted_on_an_area_that_stays_the_same(mount: Mount) -> None:
    page = mount()
    painted, whole = page.evaluate(
        """() => {
          view.outline({ unit: { layer: 'conv1', unit: [2, 3, 4] }, sources: {}, targets: {},
            paths: {}, done: null });
          const outlines = document.querySelector('.outlines');
          const [box, { width, height }] = [outlines.getBBox(), outlines.getBoundingClientRect()];
          return [[box.width, box.height], [width, height]];
        }"""
    )
    assert painted == pytest.approx(whole, abs=0.1)


def test_deeper_kernels_appear_while_their_map_is_pointed_at(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv2 map 5").hover()
    expect(page.locator(".readout")).to_contain_text("its 12 kernels, bias 0.40")
    expect(page.locator(".kernel-strip canvas")).to_have_count(12)


def test_a_click_pins_and_escape_lets_go(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 3").click()
    the_map(page, "conv2 map 1").hover()
    expect(page.locator(".readout")).to_contain_text("conv1 map 3")
    page.keyboard.press("Escape")
    expect(page.locator(".readout")).to_contain_text("conv2 map 1")


def test_the_maps_are_one_tab_stop_and_arrow_keys_go_on(mount: Mount) -> None:
    page = mount()
    page.get_by_role("radio", name="layer").focus()
    page.keyboard.press("Tab")
    expect(the_map(page, "input map 1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", "conv1 map 6")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", "conv1 map 8")
    expect(page.locator(".readout")).to_contain_text("conv1 map 8: from −3.00 to 3.00")
    page.keyboard.press("Tab")
    expect(page.locator(".map:focus")).to_have_count(0)


def test_a_clicked_map_does_not_become_a_second_tab_stop(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 1").click()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".map[tabindex='0']")).to_have_count(1)
