"""Outlines over maps and strips: which cells they run around."""

from typing import Any

from playwright.sync_api import Page

BOX = "{ x: 10, y: 20, width: 40, height: 40 }, { rows: 4, across: 4 }"  # cells of 10 × 10


def run(page: Page, call: str) -> Any:
    return page.evaluate(
        f"async () => {{ const o = await import('/network/outlines.js'); return {call}; }}"
    )


def test_a_region_is_outlined_a_pixel_outside_of_its_cells(module_page: Page) -> None:
    assert run(module_page, f"o.mapOutline([[0], [1, 2], [0]], 0, {BOX})") == "M9 29H21V51H9Z"


def test_parts_of_a_region_are_outlined_each(module_page: Page) -> None:
    path = run(module_page, f"o.mapOutline([null, [0, 2], null], 3, {BOX})")
    assert path == "M9 19H51V31H9ZM9 39H51V51H9Z"


def test_a_map_that_has_no_part_in_a_region_has_no_outline(module_page: Page) -> None:
    assert run(module_page, f"o.mapOutline([[0, 2], [0], [0]], 1, {BOX})") == ""


def test_of_a_small_map_a_region_is_marked_beside_it(module_page: Page) -> None:
    above, left = "M20 17H40V19H20Z", "M7 50H9V60H7Z"
    assert run(module_page, f"o.barsBeside([[0], [3], [1, 2]], 0, {BOX})") == above + left
    assert (
        run(module_page, f"o.barsBeside([[0], [3], null], 0, {BOX})") == "M10 17H50V19H10Z" + left
    )
    assert run(module_page, f"o.barsBeside([[0], [3], null], 1, {BOX})") == ""
    assert run(module_page, "[24, 48].map((width) => o.isSmall({ width }))") == [True, False]


def test_units_of_a_fine_strip_are_marked_at_their_lines(module_page: Page) -> None:
    assert run(module_page, f"o.barsAtLines([[4, 7, 8, 13]], {BOX})") == "M7 30H9V60H7Z"
    assert run(module_page, f"o.barsAtLines([[0, 13]], {BOX})") == "M7 20H9V30H7ZM7 50H9V60H7Z"
    assert not run(module_page, f"o.isFine({BOX})")
    assert run(module_page, "o.isFine({ width: 60 }, { across: 12 })")


def test_units_of_a_strip_that_follow_each_other_have_one_outline(module_page: Page) -> None:
    box = "{ x: 0, y: 0, width: 20, height: 40 }, { rows: 4, across: 2 }"
    assert run(module_page, f"o.stripOutline([[0, 1]], {box})") == "M-1 -1H21V11H-1Z"
    assert run(module_page, f"o.stripOutline([[3, 6]], {box})") == "M9 9H21V21H9ZM-1 29H11V41H-1Z"


def test_a_region_says_nothing_when_it_is_all_or_none(module_page: Page) -> None:
    assert run(module_page, "o.saysNothing([[3], null, null])")
    assert run(module_page, "o.saysNothing([null, [], [1]])")
    assert run(module_page, "o.saysNothing([null])")
    assert not run(module_page, "o.saysNothing([null, [1], null])")


def test_a_mask_frames_its_cells_and_fills_small_ones(module_page: Page) -> None:
    framed = run(module_page, f"o.maskOutline([0, 1, ...Array(14).fill(0)], 0, {BOX})")
    assert framed == "M20 20H30V30H20ZM21.5 21.5H28.5V28.5H21.5Z"
    small = "{ x: 0, y: 0, width: 2, height: 2 }, { rows: 2, across: 2 }"
    assert run(module_page, f"o.maskOutline([0, 0, 0, 0, 1, 0, 0, 0], 1, {small})") == "M0 0H1V1H0Z"


def test_while_a_map_fills_in_the_rest_is_covered(module_page: Page) -> None:
    assert run(module_page, f"o.restOf(5, {BOX})") == "M20 30H50V40H20ZM10 40H50V60H10Z"
    assert run(module_page, f"o.restOf(13, {BOX})") == "M20 50H50V60H20Z"
    assert run(module_page, f"o.restOf(16, {BOX})") == ""
