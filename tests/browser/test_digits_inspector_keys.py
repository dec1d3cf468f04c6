"""A pinned value is left by keys, by clicks in the panel, and told to screen readers."""

import re

from playwright.sync_api import Page, expect

from tests.browser.inspector_hands import panel, pin, point_at, press, title


def test_arrow_keys_walk_within_a_map_and_stay_at_its_edge(seven: Page) -> None:
    pin(seven, "conv2", (4, 1, 5))
    press(seven, "ArrowLeft", "ArrowUp", "ArrowUp")
    expect(title(seven)).to_have_text("conv2 map 5, row 1, column 5")
    press(seven, "ArrowRight", "ArrowDown", "ArrowDown")
    expect(title(seven)).to_have_text("conv2 map 5, row 3, column 6")


def test_what_is_stayed_with_is_told_to_a_screen_reader(seven: Page) -> None:
    spoken = panel(seven).get_by_role("status")
    point_at(seven, "conv2", (4, 6, 6))
    seven.wait_for_timeout(600)
    expect(spoken).to_have_text("")
    pin(seven, "conv2", (4, 6, 6))
    expect(spoken).to_have_text(re.compile(r"^conv2 map 5, row 7, column 7: −?\d"))


def test_tab_goes_along_the_data_s_way_and_leaves_at_its_end(seven: Page) -> None:
    pin(seven, "conv3", (6, 5, 5))
    way = ["relu3 map 7", "pool2 map 7", "flatten", "dense1", "relu4", "dense2", "softmax"]
    for layer in way:
        press(seven, "Tab")
        expect(title(seven)).to_contain_text(layer)
    press(seven, "Shift+Tab")
    expect(title(seven)).to_contain_text("dense2")
    press(seven, "Tab", "Tab")
    assert not seven.evaluate(
        """() => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          return at.matches('.map, .bar');
        }"""
    )


def test_shift_tab_leads_back_to_the_picture(seven: Page) -> None:
    pin(seven, "relu2", (3, 6, 6))
    for layer in ["conv2 map 4, row 7, column 7", "pool1", "relu1", "conv1", "input"]:
        press(seven, "Shift+Tab")
        expect(title(seven)).to_contain_text(layer)


def test_enter_goes_inside_a_map_and_escape_comes_out(seven: Page) -> None:
    seven.get_by_role("img", name="input map 1", exact=True).focus()
    press(seven, "ArrowRight", "Enter", "ArrowDown")
    expect(title(seven)).to_have_text(re.compile(r"conv1 map \d+, row 14, column 13"))
    press(seven, "Escape", "ArrowRight")
    expect(seven.locator(".readout")).to_have_text(re.compile(r"conv1 map \d+: from"))


def test_other_channels_are_a_click_away(seven: Page) -> None:
    pin(seven, "conv2", (4, 6, 6))
    rows = seven.locator(".inspector-list .inspector-row")
    assert rows.count() == 12
    last = rows.last.locator(".row-name").inner_text()
    rows.last.click()
    expect(seven.locator(".inspector-block figcaption").first).to_contain_text(f"pool1 {last} ")


def test_a_click_in_the_enlarged_map_goes_to_that_value(seven: Page) -> None:
    pin(seven, "relu1", (3, 2, 2))
    enlarged = seven.get_by_role("img", name="relu1 map 4, enlarged")
    box = enlarged.bounding_box()
    assert box
    enlarged.click(position={"x": box["width"] * 20.5 / 24, "y": box["height"] * 8.5 / 24})
    expect(title(seven)).to_have_text("relu1 map 4, row 9, column 21")


def test_a_contribution_leads_to_its_unit(seven: Page) -> None:
    pin(seven, "dense2", (7,))
    row = seven.locator(".inspector-half button").first
    unit = row.locator(".row-name").inner_text()
    row.click()
    expect(title(seven)).to_have_text(f"relu4 {unit}")
    expect(panel(seven)).to_have_attribute("data-open", "true")
