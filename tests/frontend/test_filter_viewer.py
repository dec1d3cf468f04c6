"""The Filters view as a person meets it, before an engine that the test plays."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_filters import GALLERY, MOUNT, SOBEL, FakeEngine, filtered, stage

Open = Callable[..., Page]

GRID = (np.arange(36, dtype=np.uint8) * 7).reshape(1, 6, 6)
COLORS = (np.arange(3 * 20 * 24) % 251).astype(np.uint8).reshape(3, 20, 24)


def link(*stages: dict[str, Any]) -> str:
    text = json.dumps({"stages": stages}).encode()
    return "/#filters=" + base64.urlsafe_b64encode(text).decode().rstrip("=")


def given(picture: np.ndarray) -> dict[str, Any]:
    pixels = base64.b64encode(picture.tobytes()).decode()
    shape = list(picture.shape)
    return {"name": "given", "shape": shape, "pixels": pixels, "caption": "A grid of numbers"}


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def open_view(new_page: Callable[..., Page], frontend_url: str, engine: FakeEngine) -> Open:
    """Open the view with its first exact maps painted: ``open_view(picture, stage())``."""

    def open_one(
        picture: np.ndarray = GRID, *stages: dict[str, Any], theme: str = "light", **options: Any
    ) -> Page:
        page = new_page(frontend_url, theme=theme, **options)
        engine.serve(page)
        page.goto(link(*stages) if stages else "/")
        mount(page, picture, theme)
        return page

    return open_one


def mount(page: Page, picture: np.ndarray, theme: str = "light") -> None:
    data = {"basePath": "", "picture": given(picture), "gallery": GALLERY}
    page.evaluate(MOUNT, [data, theme])
    expect(root(page)).to_have_attribute("data-connection", "open")
    expect(root(page)).to_have_attribute("data-frame", "2")  # the second is exact


def root(page: Page) -> Locator:
    return page.locator(".filters-view")


def the_map(page: Page, name: str) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def arithmetic(page: Page) -> Locator:
    return page.get_by_role("region", name="Arithmetic of the pixel")


def point_at(page: Page, name: str, row: int, column: int) -> None:
    the_map(page, name).hover(position=cell(the_map(page, name), row, column))


def cell(canvas: Locator, row: int, column: int) -> Any:
    box, sides = canvas.bounding_box(), canvas.evaluate("c => [c.height, c.width]")
    assert box
    down, across = box["height"] / sides[0], box["width"] / sides[1]
    return {"x": (column + 0.5) * across, "y": (row + 0.5) * down}


def grids(page: Page, label: str) -> list[list[float]]:
    """Return the numbers in the panel's tables of a kind, one list for each."""
    tables = arithmetic(page).get_by_role("table", name=label, exact=True)
    return [
        [float(text.replace("\u2212", "-")) for text in table.locator("td").all_inner_texts()]
        for table in tables.all()
    ]


def is_marked(page: Page, index: int) -> bool:
    """Tell whether something is drawn over the map at `index`."""
    return bool(
        page.locator(".map-overlay")
        .nth(index)
        .evaluate(
            """(c) => !c.hidden && c.width > 0 && c.getContext('2d')
              .getImageData(0, 0, c.width, c.height).data.some((value) => value > 0)"""
        )
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


NAMES = ("Picture", "stage 1 feature map 1", "stage 1 pooled map 1")


def test_the_legend_s_ends_are_the_map_s(open_view: Open) -> None:
    page = open_view(GRID, stage(padding="same"))
    reach = np.abs(filtered(GRID, [stage(padding="same")])["stage1.feature"]).max()
    high = page.locator(".map-set").nth(1).locator(".legend-high")
    assert high.inner_text().replace("\u202f", "") == f"{reach:.0f}"


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


def test_the_kernel_slides_step_by_step_and_the_output_fills_in(open_view: Open) -> None:
    page = open_view(GRID, stage(), reduced_motion="reduce")
    page.get_by_role("button", name="Step").click()
    expect(arithmetic(page)).to_contain_text("stage 1 feature map 1, row 1, column 1")
    for _ in range(4):
        page.get_by_role("button", name="Step").click()
    expect(arithmetic(page)).to_contain_text("row 2, column 1")
    page.get_by_role("button", name="Show all").click()
    expect(arithmetic(page)).to_contain_text("Point at a pixel")


def test_playing_goes_on_to_the_last_pixel(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.get_by_label("Speed").fill("100")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(arithmetic(page)).to_contain_text("row 4, column 4")


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


def test_a_dragged_cell_changes_the_maps(open_view: Open, engine: FakeEngine) -> None:
    page = open_view(GRID, stage())
    box = page.locator(".kernel-cell").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 9, box["y"] - 60, steps=8)
    page.mouse.up()
    page.wait_for_function("view().dataset.frame > 3")
    expect(root(page)).to_have_attribute("data-latency-ms", re.compile(r"\d"))
    for _ in range(100):  # the exact numbers follow once the hand rests
        if engine.asked[-1]["exact"]:
            break
        page.wait_for_timeout(50)
    assert engine.asked[-1]["exact"] is True
    last = next(asked["stages"] for asked in reversed(engine.asked) if "stages" in asked)
    assert last[0]["kernels"][0]["values"][0][0][0] > -1


def test_a_refusal_stands_at_its_control_and_the_maps_stay(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.get_by_label("Stride, rows").fill("9")
    expect(page.get_by_text("Stride must be between 1 and 8, got 9.")).to_be_visible()
    expect(page.get_by_label("Stride, rows")).to_have_attribute("aria-invalid", "true")
    expect(the_map(page, "stage 1 feature map 1")).to_be_visible()
    page.get_by_label("Stride, rows").fill("3")
    expect(page.get_by_text("Stride must be")).to_have_count(0)
    expect(page.locator(".map-set").nth(1).locator(".head-shape")).to_have_text("1 × 2 × 4")


def test_the_address_holds_the_state_and_a_link_brings_it(open_view: Open) -> None:
    page = open_view(GRID)
    page.get_by_label("Activation", exact=True).select_option("tanh")
    page.wait_for_function("location.hash.length > 40")
    other = open_view(GRID)
    other.evaluate("hash => { location.hash = hash; }", page.evaluate("location.hash"))
    expect(other.get_by_label("Activation", exact=True)).to_have_value("tanh")


def test_a_reload_keeps_the_state(open_view: Open) -> None:
    page = open_view(GRID)
    page.get_by_label("Stride, rows").fill("2")
    page.wait_for_function("location.hash")
    page.evaluate("history.replaceState(null, '', '/')")
    page.reload()
    mount(page, GRID)
    expect(page.get_by_label("Stride, rows")).to_have_value("2")


def test_all_is_sent_again_after_a_lost_connection(open_view: Open, engine: FakeEngine) -> None:
    page = open_view(GRID, stage(stride=[2, 1]))
    asked = len(engine.asked)
    engine.sockets[-1].close(code=1011)
    page.wait_for_function("view().dataset.frame > 2")
    expect(root(page)).to_have_attribute("data-connection", "open")
    assert engine.asked[asked]["stages"][0]["stride"] == [2, 1]


def test_kernel_and_maps_are_taken_away(open_view: Open, tmp_path: Path) -> None:
    page = open_view(GRID, stage())
    with page.expect_download() as text:
        page.get_by_role("button", name="Save kernel (.json)").click()
    assert json.loads(text.value.path().read_text()) == SOBEL
    with page.expect_download() as picture:
        page.get_by_role("button", name="Save maps (.png)").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_nothing_is_wider_than_the_page(open_view: Open, width: int) -> None:
    kernels = [SOBEL] * 8
    page = open_view(COLORS, stage(kernels=kernels, activation="relu", pooling="max"), width=width)
    point_at(page, "stage 1 feature map 3", 0, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_view_goes_without_a_trace(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.evaluate("unmountView()")
    expect(root(page)).to_have_count(0)


def test_a_grid_of_small_numbers_is_seen(open_view: Open) -> None:
    page = open_view(GRID // 7 % 11, stage())
    expect(page.locator(".map-set").first.locator(".legend-high")).to_have_text("10.0")


def test_without_a_picture_the_view_says_what_to_do(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.evaluate("unmountView()")
    page.evaluate("give(null)")
    expect(page.get_by_role("alert").filter(has_text="Choose a picture above.")).to_be_visible()
