"""Changing the network that runs: its kernels, biases and maps, by mouse, keys and touch."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.digits_page import frames, meters, settle, wait_until_live
from tests.browser.editing_hands import (
    cell,
    drag_up,
    ghosts,
    open_kernel,
    open_seven,
    panel,
    press,
    the_map,
    undo,
)
from tests.browser.filters_page import one_visit
from tests.map_pixels import map_pixels
from tests.visitors import Visitors
from tools.server import Server


@pytest.fixture(scope="module")
def tall(visitors: Visitors, server: Server) -> Iterator[Page]:
    """A page with a 7 for all tests, high enough for the panel and the network beside it."""
    with one_visit(visitors, server.url, "/digits", height=1000) as page:
        open_seven(page)
        yield page


@pytest.fixture
def seven(tall: Page) -> Page:
    """The 7, read by the network as it was trained, and nothing open."""
    if panel(tall).is_visible():
        panel(tall).get_by_role("button", name="Close").click()
    if tall.get_by_role("button", name="Reset all", exact=True).is_visible():
        press(tall, "Reset all")
    tall.get_by_role("radio", name="layer", exact=True).check(force=True)
    tall.get_by_label("Drawing pad").focus()
    settle(tall)
    return tall


def test_maps_and_bars_follow_a_dragged_cell_and_ghosts_stay(seven):
    original = meters(seven)
    seven.get_by_role("radio", name="map", exact=True).check(force=True)  # each on its own scale
    first, second = (map_pixels(the_map(seven, f"conv1 map {i}")) for i in (1, 2))
    open_kernel(seven)
    before = frames(seven)
    drag_up(seven, cell(seven, 3, 3), 200)
    settle(seven)
    held = meters(seven)
    assert held != original
    assert frames(seven) - before >= 3  # painted while it was dragged
    assert ghosts(seven) == pytest.approx(list(original.values()), abs=1e-6)
    assert (map_pixels(the_map(seven, "conv1 map 1, changed")) != first).any()
    assert (map_pixels(the_map(seven, "conv1 map 2")) == second).all()
    seven.mouse.move(0, 0)
    seven.mouse.up()
    settle(seven)
    undo(seven)
    expect(the_map(seven, "conv1 map 1")).to_be_visible()
    assert meters(seven) == original
    assert ghosts(seven) == []


def test_a_click_on_a_kernel_opens_it_and_escape_closes_the_panel(seven):
    seven.get_by_role("img", name="conv1 kernel 5", exact=True).click()
    expect(panel(seven)).to_contain_text("map 5 of 12")
    seven.keyboard.press("Escape")
    expect(panel(seven)).to_be_hidden()


def test_a_kernel_is_zeroed_negated_and_replaced_by_a_sobel(seven):
    open_kernel(seven)
    weights = panel(seven).locator(".kernel-number")
    own = weights.all_inner_texts()
    press(seven, "Negate: change every sign")
    flipped = ["0" if w == "0" else w[1:] if w[0] == "−" else f"−{w}" for w in own]
    expect(weights).to_have_text(flipped)
    press(seven, "Set every weight to 0")
    expect(weights).to_have_text(["0"] * 25)
    seven.get_by_role("radio", name="Sobel x", exact=True).click()
    settle(seven)
    edge = ["0"] * 6 + ["−1", "0", "1", "0", "0", "−2", "0", "2", "0", "0", "−1", "0", "1"]
    expect(weights).to_have_text(edge + ["0"] * 6)
    expect(seven.get_by_text("1 kernel changed")).to_be_visible()
    for _ in range(3):
        undo(seven)
    expect(weights).to_have_text(own)


def test_a_slice_of_a_deeper_kernel_is_changed_alone_or_with_all_the_others(seven):
    open_kernel(seven, "conv2", steps=2)
    expect(panel(seven)).to_contain_text("map 3 of 16")
    seven.get_by_role("radio", name="Slice for pool1 map 4", exact=True).check(force=True)
    press(seven, "Set every weight to 0")
    expect(panel(seven).locator(".kernel-number")).to_have_text(["0"] * 9)
    seven.get_by_role("radio", name="Slice for pool1 map 5", exact=True).check(force=True)
    numbers = panel(seven).locator(".kernel-number").all_inner_texts()
    assert set(numbers) != {"0"}
    seven.get_by_label("all 12 slices at once").check()
    press(seven, "Set every weight to 0")
    values = map_pixels(the_map(seven, "conv2 map 3, changed")).reshape(-1, 4)
    assert len(np.unique(values, axis=0)) == 1  # the bias alone


def test_a_bias_moves_a_whole_map_and_a_dense_units_bias_its_class(seven):
    open_kernel(seven, "dense2", steps=0)
    for _ in range(3):
        seven.get_by_role("button", name="Next unit").click()
    cell(seven, 1, 1).click()
    seven.keyboard.type("30")
    seven.keyboard.press("Enter")
    settle(seven)
    assert meters(seven)["3"] == max(meters(seven).values())
    expect(seven.get_by_text("1 bias changed")).to_be_visible()
    press(seven, "Reset")
    seven.get_by_role("combobox", name="Layer", exact=True).select_option("conv1")
    was = map_pixels(the_map(seven, "conv1 map 1"))
    seven.get_by_label("Bias", exact=True).fill("2")
    seven.keyboard.press("Enter")
    settle(seven)
    assert (map_pixels(the_map(seven, "conv1 map 1, changed")) != was).any()


def test_a_map_is_switched_off_by_one_click_and_by_a_key(seven):
    original = meters(seven)
    seven.get_by_role("img", name="conv3 map 6", exact=True).hover()
    seven.get_by_role("button", name="Switch conv3 map 6 off (O)").click()
    settle(seven)
    expect(the_map(seven, "conv3 map 6, off")).to_be_visible()
    left = map_pixels(the_map(seven, "relu3 map 6")).reshape(-1, 4)
    assert len(np.unique(left, axis=0)) == 1  # nothing left in it
    without = meters(seven)
    assert without != original
    the_map(seven, "conv3 map 6, off").focus()
    seven.keyboard.press("o")
    settle(seven)
    assert meters(seven) == original
    the_map(seven, "relu3 map 6").focus()  # belongs to the same kernel
    seven.keyboard.press("o")
    settle(seven)
    assert meters(seven) == without


def test_ranked_maps_name_what_the_class_loses_without_each(seven):
    open_kernel(seven, "conv3")
    seven.get_by_role("button", name="Rank maps").click()
    rows = panel(seven).get_by_role("listitem")
    expect(rows).to_have_count(16)
    left = [float(text.split()[2].strip("<>")) for text in rows.all_inner_texts()]
    assert left == sorted(left)
    first = rows.first.inner_text().split()
    rows.first.get_by_role("button").click()
    expect(panel(seven)).to_contain_text(f"map {first[1]} of 16")
    press(seven, "Switch off")
    assert 100 * meters(seven)["7"] == pytest.approx(left[0], abs=0.06)


def test_the_changed_network_is_checked_beside_the_original(seven):
    open_kernel(seven, "conv3")
    for _ in range(6):
        press(seven, "Switch off")
        seven.get_by_role("button", name="Next map").click()
    press(seven, "Does it still read digits?")
    said = seven.get_by_text("test digits it reads")
    expect(said).to_contain_text("Of 1\u202f000 test digits", timeout=20_000)
    changed, original = (float(p.split("\u202f%")[0]) for p in said.inner_text().split("(")[1:])
    assert changed < original
    assert original > 99
    press(seven, "Switch off")
    expect(said).to_be_hidden()  # it is another network now


def test_all_is_reset_at_once_and_that_can_be_taken_back(seven):
    original = meters(seven)
    open_kernel(seven)
    press(seven, "Switch off")
    press(seven, "Negate: change every sign")
    edited = meters(seven)
    press(seven, "Reset all")
    assert meters(seven) == original
    expect(seven.get_by_text("The network as it was trained")).to_be_visible()
    press(seven, "Undo the reset")
    assert meters(seven) == edited
    expect(the_map(seven, "conv1 map 1, changed, off")).to_be_visible()


def test_a_finger_changes_a_kernel_on_a_phone(open_page):
    page = open_page("/digits", width=390, height=844, touch=True, reduced_motion="reduce")
    wait_until_live(page)
    open_seven(page)
    original = meters(page)
    page.get_by_role("button", name="Change a kernel", exact=True).tap()
    expect(the_map(page, "conv1 map 1")).to_be_in_viewport(ratio=0.99)
    seen, sheet = the_map(page, "conv1 map 1").bounding_box(), panel(page).bounding_box()
    assert seen
    assert sheet
    assert seen["y"] + seen["height"] <= sheet["y"]  # the map that answers to the finger
    expect(cell(page, 5, 5)).to_be_in_viewport(ratio=0.99)
    box = cell(page, 3, 3).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    touch = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, up in [("touchStart", 0), *(("touchMove", 8 * i) for i in range(1, 16))]:
        points = [{"x": x, "y": y - up}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settle(page)
    assert meters(page) != original
    for name in ("Switch off", "Rank maps", "Undo", "Close"):
        size = panel(page).get_by_role("button", name=name).bounding_box()
        assert size
        assert size["height"] >= 44
    panel(page).get_by_role("button", name="Close").tap()
    expect(panel(page)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
