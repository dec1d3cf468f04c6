"""Filters' maps, looked into: the numbers of a pixel, its windows, the sliding kernel, the zoom."""

import re
from collections.abc import Iterator
from typing import Literal

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.images.samples import load_sample
from tests.browser import filters_page as filters
from tests.browser.filters_page import FEATURE, arithmetic, pixel_center
from tests.visitors import Visitors
from tools.server import Server

ALL = ("Picture", FEATURE, "stage 1 activation map 1", "stage 1 pooled map 1")
COINS = load_sample("coins", color=False).astype(np.float32)
SOBEL = cnnviz.convolve(COINS, cnnviz.KERNELS["sobel_x"])[0]


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """Sobel x on the coins, for all tests of this file."""
    with filters.one_visit(visitors, server.url, "/?sample=coins") as page:
        yield page


@pytest.fixture
def coins(visit: Page) -> Page:
    """The page with the whole maps in sight, and nothing pointed at."""
    visit.get_by_role("button", name=re.compile("×$")).click()
    visit.mouse.move(1, 1)
    visit.keyboard.press("Escape")
    return visit


def point_at(page: Page, row: int, column: int, name: str = FEATURE) -> None:
    page.mouse.move(*pixel_center(page, row, column, name))


def scale(page: Page, name: str) -> float:
    """Tell how many CSS pixels one of a map's pixels has."""
    return float(filters.the_map(page, name).evaluate("(map) => map.clientWidth / map.width"))


def zoom_in(page: Page, row: int, column: int, turns: int = 14) -> None:
    """Turn the wheel with Ctrl held, over a pixel of the picture."""
    point_at(page, row, column, "Picture")
    turn_wheel(page, turns)


def turn_wheel(page: Page, turns: int) -> None:
    page.keyboard.down("Control")
    for _ in range(turns):
        page.mouse.wheel(0, -150)
    page.keyboard.up("Control")


def test_the_numbers_of_a_pixel_add_up_to_its_value(coins: Page) -> None:
    point_at(coins, 100, 150)
    expect(arithmetic(coins)).to_contain_text(f"{FEATURE}, row 101, column 151")
    (window,), (weights,), (products,) = (
        filters.tables(coins, label) for label in ("window", "kernel", "products")
    )
    assert window == COINS[0, 100:103, 150:153].flatten().tolist()
    assert weights == cnnviz.KERNELS["sobel_x"].flatten().tolist()
    assert products == (np.array(window) * np.array(weights)).tolist()
    assert sum(products) == SOBEL[100, 150]
    total = f"{SOBEL[100, 150]:.0f}".replace("-", "\u2212")
    expect(arithmetic(coins)).to_contain_text(f"{total} + bias 0 = {total}")


def test_pointing_outlines_the_windows_and_leaving_takes_them_away(coins: Page) -> None:
    assert not any(filters.is_marked(coins, name) for name in ALL)
    point_at(coins, 40, 60)
    assert all(filters.is_marked(coins, name) for name in ALL)
    coins.mouse.move(1, 1)
    expect(arithmetic(coins)).to_contain_text("Point at a pixel")
    assert not any(filters.is_marked(coins, name) for name in ALL)


def test_pointing_at_the_picture_outlines_what_it_feeds(coins: Page) -> None:
    point_at(coins, 120, 200, "Picture")
    expect(arithmetic(coins)).to_contain_text(f"grey {COINS[0, 120, 200]:.0f}")
    assert all(filters.is_marked(coins, name) for name in ALL)


def test_the_maps_stay_where_they_are_under_the_numbers_of_a_large_kernel(
    visitors: Visitors, server: Server
) -> None:
    kernel = {"name": "large", "values": [np.arange(121.0).reshape(11, 11).tolist()], "bias": 0}
    address = filters.link("/?sample=astronaut", kernels=[kernel])
    with filters.one_visit(visitors, server.url, address) as page:
        before = filters.map_box(page, ALL[-1])
        point_at(page, 5, 5, ALL[1])
        expect(arithmetic(page)).to_contain_text("row 6, column 6")
        assert len(filters.tables(page, "products")) == 3
        assert filters.map_box(page, ALL[-1]) == before
        result = arithmetic(page).get_by_text(re.compile("bias 0 = ")).bounding_box()
        assert result
        assert result["y"] < 800  # in sight, however many numbers there are


def test_the_arrow_keys_move_from_pixel_to_pixel(coins: Page) -> None:
    coins.mouse.click(*pixel_center(coins, 30, 30))
    expect(arithmetic(coins)).to_contain_text("row 31, column 31")
    for key in ("ArrowDown", "Shift+ArrowRight"):
        coins.keyboard.press(key)
    expect(arithmetic(coins)).to_contain_text("row 32, column 41")
    coins.keyboard.press("Escape")
    point_at(coins, 10, 10)
    expect(arithmetic(coins)).to_contain_text("row 11, column 11")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_sliding_kernel_fills_the_output_in(
    coins: Page, motion: Literal["no-preference", "reduce"]
) -> None:
    coins.emulate_media(reduced_motion=motion)
    step = coins.get_by_role("button", name="Step")
    for _ in range(3):
        step.click()
    expect(arithmetic(coins)).to_contain_text(f"{FEATURE}, row 1, column 3")
    assert shares_filled(coins) < 0.01
    if motion == "no-preference":
        coins.get_by_role("button", name="Play").click()
        expect(arithmetic(coins)).to_contain_text(re.compile("row [2-9]"))
        coins.get_by_role("button", name="Pause").click()
        paused = arithmetic(coins).inner_text()
        assert 0 < shares_filled(coins) < 1
        coins.wait_for_timeout(100)
        assert arithmetic(coins).inner_text() == paused
    coins.get_by_role("button", name="Show all").click()
    expect(arithmetic(coins)).to_contain_text("Point at a pixel")
    assert not filters.is_marked(coins)
    coins.emulate_media(reduced_motion="no-preference")


def shares_filled(page: Page) -> float:
    """Tell the share of the feature map's rows that nothing covers at their beginning."""
    covered = filters.the_map(page).evaluate(
        """({ nextElementSibling: overlay }) => {
          const { width, height } = overlay;
          const { data } = overlay.getContext('2d').getImageData(width / 2, 0, 1, height);
          return data.filter((_, i) => i % 4 === 3 && data[i] === 255).length / height;
        }"""
    )
    return 1 - float(covered)


def test_ctrl_and_the_wheel_zoom_all_maps_to_their_numbers(coins: Page) -> None:
    zoom_in(coins, 100, 150)
    assert [scale(coins, name) for name in ALL] == [64, 64, 64, 128]
    assert all(filters.is_marked(coins, name) for name in ALL)
    expect(coins.get_by_role("button", name="Zoom in")).to_be_disabled()


def test_the_pixel_under_the_wheel_stays_under_it(coins: Page) -> None:
    x, y = (round(at) for at in pixel_center(coins, 100, 150, "Picture"))  # as mice have it
    coins.mouse.move(x, y)
    pointed_at = arithmetic(coins).inner_text()
    turn_wheel(coins, 14)
    coins.mouse.move(1, 1)
    coins.mouse.move(x, y)
    expect(arithmetic(coins)).to_have_text(pointed_at, use_inner_text=True)


def test_the_buttons_zoom_in_and_out_again(coins: Page) -> None:
    before = [filters.map_box(coins, name) for name in ALL]
    widths = [before[0]["width"]]
    for name in ("Zoom in",) * 3 + ("Zoom out",) * 3:
        coins.get_by_role("button", name=name).click()
        widths.append(filters.map_box(coins, "Picture")["width"])
    assert widths[:4] == sorted(set(widths))  # every step is seen
    assert [filters.map_box(coins, name) for name in ALL] == before


def test_a_drag_moves_all_maps_together(coins: Page) -> None:
    zoom_in(coins, 100, 150, turns=6)
    before = [filters.map_box(coins, name) for name in ALL]
    left, top = before[0]["x"], before[0]["y"]
    x, y = coins.get_by_role("img", name="Picture").evaluate(
        """(map) => {
          const { x, y, width, height } = map.parentElement.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        }"""
    )
    coins.mouse.move(x, y)
    coins.mouse.down()
    coins.mouse.move(x - 40, y - 24, steps=5)
    coins.mouse.up()
    after = [filters.map_box(coins, name) for name in ALL]
    moved = [(a["x"] - b["x"], a["y"] - b["y"]) for a, b in zip(after, before, strict=True)]
    assert moved[0] == pytest.approx((-40, -24), abs=1)
    assert all(move == pytest.approx(moved[0], abs=1) for move in moved)
    assert (left, top) != (after[0]["x"], after[0]["y"])
