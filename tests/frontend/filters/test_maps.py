"""The maps of the Filters view: what is shown, how large, and in which colors."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.frontend.fake_filters import SOBEL, FakeEngine, filtered, stage
from tests.frontend.filters.hands import (
    COLORS,
    GRID,
    NAMES,
    Open,
    arithmetic,
    grids,
    is_marked,
    point_at,
    the_map,
)


def test_picture_and_every_map_are_images_with_their_names(open_view: Open) -> None:
    page = open_view(COLORS, stage(kernels=[SOBEL, SOBEL], activation="relu", pooling="max"))
    for kind in ("feature", "activation", "pooled"):
        for number in (1, 2):
            expect(the_map(page, f"stage 1 {kind} map {number}")).to_be_visible()
    expect(the_map(page, "Picture")).to_be_visible()
    assert page.get_by_role("img").count() == 7


def test_a_map_s_canvas_has_the_map_s_own_resolution(open_view: Open) -> None:
    page = open_view(COLORS, stage(pooling="max"))
    sizes = [the_map(page, name).evaluate("c => [c.height, c.width]") for name in NAMES]
    assert sizes == [[20, 24], [18, 22], [9, 11]]


def test_the_legend_s_ends_are_the_map_s(open_view: Open) -> None:
    page = open_view(GRID, stage(padding="same"))
    reach = np.abs(filtered(GRID, [stage(padding="same")])["stage1.feature"]).max()
    high = page.locator(".map-set").nth(1).locator(".legend-high")
    assert high.inner_text().replace("\u202f", "") == f"{reach:.0f}"


def test_zoom_is_linked_and_brings_the_numbers(open_view: Open) -> None:
    page = open_view(COLORS, stage(), width=1280)
    widths = [the_map(page, name).evaluate("c => c.clientWidth / c.width") for name in NAMES[:2]]
    assert widths[0] == widths[1]
    assert not is_marked(page, 1)
    while page.get_by_role("button", name="Zoom in").is_enabled():
        page.get_by_role("button", name="Zoom in").click()
    widths = [the_map(page, name).evaluate("c => c.clientWidth / c.width") for name in NAMES[:2]]
    assert widths == [64, 64]
    assert is_marked(page, 0)
    assert is_marked(page, 1)


def test_a_drag_moves_all_maps_and_pins_nothing(open_view: Open) -> None:
    page = open_view(COLORS, stage())
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    before = [the_map(page, name).bounding_box() for name in NAMES[:2]]
    box = page.locator(".map-box").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 80, steps=4)
    page.mouse.up()
    after = [the_map(page, name).bounding_box() for name in NAMES[:2]]
    moves = [round(a["x"] - b["x"]) for a, b in zip(after, before, strict=True) if a and b]
    assert moves == [-40, -40]
    assert page.locator(".map-strip").get_attribute("data-pinned") != "true"


def test_an_absolute_response_is_nowhere_negative(open_view: Open) -> None:
    page = open_view(GRID, stage(kernels=[SOBEL | {"values": [[[-1]]]}]))
    page.get_by_role("radio", name="Absolute").check()
    expect(page.locator(".map-set").nth(1).locator(".legend-low")).to_have_text("0")
    page.get_by_role("radio", name="0–255").check()
    expect(page.locator(".map-set").nth(1).locator(".legend-high")).to_have_text("255")


def test_a_second_stage_reads_what_the_first_made(open_view: Open, engine: FakeEngine) -> None:
    page = open_view(COLORS, stage(kernels=[SOBEL, SOBEL], pooling="max"))
    page.get_by_role("button", name="Add a stage").click()
    expect(the_map(page, "stage 2 feature map 1")).to_be_visible()
    point_at(page, "stage 2 feature map 1", 0, 0)
    assert len(grids(page, "window")) == 2
    page.get_by_role("button", name="Remove this stage").click()
    expect(the_map(page, "stage 2 feature map 1")).to_have_count(0)
    assert len(engine.asked[-1]["stages"]) in (1, 2)


def test_kernels_of_different_sizes_stand_amid_zeros(open_view: Open, engine: FakeEngine) -> None:
    one = {"name": "one", "values": [[[1]]], "bias": 0}
    page = open_view(GRID, stage(kernels=[SOBEL, one]))
    assert engine.asked[0]["stages"][0]["kernels"][1]["values"] == [
        [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    ]
    expect(the_map(page, "stage 1 feature map 2")).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_nothing_is_wider_than_the_page(open_view: Open, width: int) -> None:
    kernels = [SOBEL] * 8
    page = open_view(COLORS, stage(kernels=kernels, activation="relu", pooling="max"), width=width)
    point_at(page, "stage 1 feature map 3", 0, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_projector_the_arithmetic_is_read_from_the_last_row(open_view: Open) -> None:
    page = open_view(COLORS, stage(activation="relu", pooling="max"), width=1920, height=1080)
    point_at(page, "stage 1 feature map 1", 3, 4)
    sizes = (
        arithmetic(page)
        .locator("p, td")
        .evaluate_all("(parts) => parts.map((part) => parseFloat(getComputedStyle(part).fontSize))")
    )
    assert min(sizes) >= 17
    box = arithmetic(page).bounding_box()
    assert box
    assert box["y"] + box["height"] <= 1080
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920


def test_a_grid_of_small_numbers_is_seen(open_view: Open) -> None:
    page = open_view(GRID // 7 % 11, stage())
    expect(page.locator(".map-set").first.locator(".legend-high")).to_have_text("10")


def test_whole_numbers_end_a_scale_as_they_stand_in_the_cells(open_view: Open) -> None:
    page = open_view(GRID // 35 * 10, stage(kernels=[SOBEL | {"values": [[[-0.25, 0.5]]]}]))
    ends = page.locator(".map-set").locator(".legend-low, .legend-high")
    assert ends.all_inner_texts() == ["0", "70", "\u221220", "20"]


def test_a_scale_of_nothing_but_zeros_has_ends_that_differ(open_view: Open) -> None:
    page = open_view(GRID * 0, stage(activation="relu", pooling="sum"))
    numbers = page.locator(".legend-numbers").all_inner_texts()
    assert [text.split() for text in numbers] == [["0", "1"], ["\u22121", "0", "1"]] + [
        ["0", "1"]
    ] * 2
