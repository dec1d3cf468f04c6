"""The arithmetic of the pixel that is pointed at, pinned or stepped to."""

import numpy as np
from playwright.sync_api import expect

from tests.frontend.fake_filters import SOBEL, filtered, stage
from tests.frontend.filters.hands import (
    COLORS,
    GRID,
    Open,
    arithmetic,
    cell,
    grids,
    is_marked,
    point_at,
    the_map,
)


def test_the_numbers_shown_add_up_to_the_value(open_view: Open) -> None:
    stages = [stage(kernels=[SOBEL | {"bias": 2}], activation="relu")]
    page = open_view(COLORS, *stages)
    point_at(page, "stage 1 feature map 1", 3, 4)
    expect(arithmetic(page)).to_contain_text("row 4, column 5")
    windows, kernels = grids(page, "window"), grids(page, "kernel")
    products = grids(page, "products")
    assert windows == [COLORS[c, 3:6, 4:7].flatten().tolist() for c in range(3)]
    assert kernels == [[-1, 0, 1, -2, 0, 2, -1, 0, 1]] * 3
    assert products == (np.array(windows) * np.array(kernels)).tolist()
    value = filtered(COLORS, stages)["stage1.feature"][0, 3, 4]
    assert np.sum(products) + 2 == value
    expect(arithmetic(page)).to_contain_text(f"+ bias 2 = {value:.0f}".replace("-", "\u2212"))


def test_a_flipped_kernel_is_shown_as_it_is_laid_on(open_view: Open) -> None:
    page = open_view(GRID, stage(flip=True))
    point_at(page, "stage 1 feature map 1", 0, 0)
    assert grids(page, "kernel") == [[1, 0, -1, 2, 0, -2, 1, 0, -1]]


def test_border_cells_are_shown_as_such(open_view: Open) -> None:
    page = open_view(GRID, stage(padding=[1, 1], border="replicate"))
    point_at(page, "stage 1 feature map 1", 0, 0)
    assert grids(page, "window") == [[0, 0, 7, 0, 0, 7, 42, 42, 49]]
    assert arithmetic(page).locator(".is-border").count() == 5


def test_the_winner_of_a_pool_is_named(open_view: Open) -> None:
    page = open_view(GRID, stage(kernels=[SOBEL | {"values": [[[1]]]}], pooling="max"))
    point_at(page, "stage 1 pooled map 1", 1, 1)
    assert grids(page, "window") == [[98, 105, 140, 147]]
    expect(arithmetic(page).locator(".is-winner")).to_have_text("147")
    expect(arithmetic(page)).to_contain_text("Row 4, column 4 won.")
    expect(arithmetic(page)).not_to_contain_text("tie")


def test_of_equal_numbers_under_a_pool_the_first_is_said_to_win(open_view: Open) -> None:
    same = np.array([[[3, 9, 9], [9, 9, 0], [0, 0, 0]]], np.uint8)
    page = open_view(same, stage(kernels=[SOBEL | {"values": [[[1]]]}], pooling="max"))
    point_at(page, "stage 1 pooled map 1", 0, 0)
    expect(arithmetic(page)).to_contain_text("Row 1, column 2 won. 3 values tie at 9;")
    expect(arithmetic(page).locator(".is-winner")).to_have_text("9")


def test_a_magnitude_is_worked_out_of_both_kernels(open_view: Open) -> None:
    one = {"name": "three", "values": [[[3]]], "bias": 0}
    four = {"name": "four", "values": [[[4]]], "bias": 0}
    page = open_view(GRID, stage(kernels=[one, four], combine="magnitude"))
    point_at(page, "stage 1 feature map 1", 0, 1)
    expect(arithmetic(page)).to_contain_text("√(21² + 28²) = 35")


def test_pointing_outlines_what_feeds_the_pixel_and_what_it_feeds(open_view: Open) -> None:
    page = open_view(COLORS, stage(activation="relu", pooling="max"))
    assert not any(is_marked(page, index) for index in range(4))
    point_at(page, "stage 1 feature map 1", 2, 2)
    assert all(is_marked(page, index) for index in range(4))
    point_at(page, "Picture", 5, 5)
    assert all(is_marked(page, index) for index in range(4))
    expect(arithmetic(page)).to_contain_text(f"red {COLORS[0, 5, 5]}")


def test_a_click_pins_and_escape_lets_go(open_view: Open) -> None:
    page = open_view(COLORS, stage())
    the_map(page, "Picture").click(position=cell(the_map(page, "Picture"), 2, 3))
    point_at(page, "stage 1 feature map 1", 6, 6)
    expect(arithmetic(page)).to_contain_text("Picture, row 3, column 4")
    page.keyboard.press("Escape")
    expect(arithmetic(page)).to_contain_text("Point at a pixel")
    point_at(page, "stage 1 feature map 1", 7, 6)
    expect(arithmetic(page)).to_contain_text("stage 1 feature map 1, row 8, column 7")


def test_arrow_keys_move_from_pixel_to_pixel(open_view: Open) -> None:
    page = open_view(GRID, stage())
    the_map(page, "Picture").focus()
    page.keyboard.press("ArrowDown")
    expect(arithmetic(page)).to_contain_text("row 5, column 4")
    page.keyboard.press("ArrowLeft")
    expect(arithmetic(page)).to_contain_text("row 5, column 3")
    page.keyboard.press("Shift+ArrowUp")
    expect(arithmetic(page)).to_contain_text("row 1, column 3")


def test_a_finger_taps_a_pixel(open_view: Open) -> None:
    page = open_view(COLORS, stage(), width=390, height=844, touch=True)
    canvas = the_map(page, "stage 1 feature map 1")
    canvas.tap(position=cell(canvas, 1, 1))
    expect(arithmetic(page)).to_contain_text("stage 1 feature map 1, row 2, column 2")


def test_the_kernel_slides_step_by_step_and_the_output_fills_in(open_view: Open) -> None:
    page = open_view(GRID, stage(), reduced_motion="reduce")
    page.get_by_role("button", name="Step").click()
    expect(arithmetic(page)).to_contain_text("stage 1 feature map 1, row 1, column 1")
    for _ in range(4):
        page.get_by_role("button", name="Step").click()
    expect(arithmetic(page)).to_contain_text("row 2, column 1")
    player = page.get_by_role("group", name="Slide the kernel")
    expect(player).to_contain_text("5 of 16 pixels, the rest is still to come")
    page.get_by_role("button", name="Show all").click()
    expect(arithmetic(page)).to_contain_text("Point at a pixel")
    expect(player).not_to_contain_text("pixels")


def test_playing_goes_on_to_the_last_pixel(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.get_by_label("Speed").fill("100")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(arithmetic(page)).to_contain_text("row 4, column 4")
    expect(page.get_by_text("16 of 16 pixels", exact=True)).to_be_visible()
