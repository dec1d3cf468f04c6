"""Drawings as data: their history, their limits, and where their ink lies."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Page

DOT = {"kind": "stroke", "points": [10, 20, 0.5], "size": 20, "erase": False}
LINE = {"kind": "stroke", "points": [0, 0, 0.5, 8, 0, 0.5], "size": 8, "erase": False}
CLEAR = {"kind": "clear"}
BLACK = {"kind": "picture", "pixels": base64.b64encode(bytes(112 * 112)).decode()}


def run(page: Page, module: str, body: str, argument: object = None) -> Any:
    """Evaluate `body` with the module as `m` and the argument as `a`."""
    return page.evaluate(
        f"async ([module, a]) => {{ const m = await import(module); {body} }}", [module, argument]
    )


def strokes(page: Page, body: str, argument: object = None) -> Any:
    return run(page, "/pad/strokes.js", body, argument)


def geometry(page: Page, body: str, argument: object = None) -> Any:
    return run(page, "/pad/geometry.js", body, argument)


def test_undo_takes_the_last_item_and_redo_brings_it_back(module_page: Page) -> None:
    before, undone, redone = strokes(
        module_page,
        "const d = m.add(m.add(m.emptyDrawing(), a[0]), a[1]);"
        "return [d, m.undo(d), m.redo(m.undo(d))];",
        [DOT, LINE],
    )
    assert before == {"items": [DOT, LINE], "undone": []}
    assert undone == {"items": [DOT], "undone": [LINE]}
    assert redone == before


def test_a_new_item_ends_what_can_be_redone(module_page: Page) -> None:
    can = strokes(
        module_page,
        "const d = m.undo(m.add(m.emptyDrawing(), a));"
        "return [m.canRedo(d), m.canRedo(m.add(d, a)), m.canUndo(d)];",
        DOT,
    )
    assert can == [True, False, False]


def test_undoing_nothing_changes_nothing(module_page: Page) -> None:
    empty = {"items": [], "undone": []}
    assert strokes(module_page, "return m.undo(a)", empty) == empty
    assert strokes(module_page, "return m.redo(a)", empty) == empty


@pytest.mark.parametrize(
    ("items", "visible"),
    [
        ([], []),
        ([DOT, LINE], [DOT, LINE]),
        ([DOT, CLEAR], []),
        ([DOT, CLEAR, LINE], [LINE]),
        ([DOT, BLACK, LINE], [BLACK, LINE]),
        ([BLACK, CLEAR, DOT], [DOT]),
    ],
)
def test_only_what_came_after_a_clear_or_a_picture_is_seen(
    module_page: Page, items: list[object], visible: list[object]
) -> None:
    assert strokes(module_page, "return m.visibleItems(a)", items) == visible


def test_a_small_drawing_is_left_as_it_is(module_page: Page) -> None:
    drawing = {"items": [DOT, LINE], "undone": []}
    assert strokes(
        module_page,
        "return m.bounded(a, () => 'merged', { maxItems: 2, maxCharacters: 99 }) === a",
        drawing,
    )


def test_too_many_items_merge_the_oldest_into_a_picture(module_page: Page) -> None:
    merged = strokes(
        module_page,
        "return m.bounded({ items: a, undone: [] }, (items) => `of ${items.length}`,"
        " { maxItems: 4 }).items",
        [DOT, DOT, DOT, LINE, LINE],
    )
    assert merged == [{"kind": "picture", "pixels": "of 3"}, LINE, LINE]


def test_too_many_points_merge_the_oldest_into_a_picture(module_page: Page) -> None:
    # A line has six numbers of six characters each: 36, 36, 36 is over 100, one is under 50.
    merged = strokes(
        module_page,
        "return m.bounded({ items: a, undone: [] }, (items) => `of ${items.length}`,"
        " { maxCharacters: 100 }).items",
        [LINE, LINE, LINE],
    )
    assert merged == [{"kind": "picture", "pixels": "of 2"}, LINE]


def test_a_drawing_survives_json(module_page: Page) -> None:
    drawing = {"items": [BLACK, DOT, CLEAR], "undone": [LINE]}
    body = "return m.readDrawing(JSON.parse(JSON.stringify({ ...a, size: 12 })))"
    assert strokes(module_page, body, drawing) == drawing


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        [],
        {"items": []},
        {"items": [None], "undone": []},
        {"items": [{"kind": "spray"}], "undone": []},
        {"items": [DOT | {"points": [1, 2]}], "undone": []},
        {"items": [DOT | {"points": [1, 2, "x"]}], "undone": []},
        {"items": [DOT | {"size": 400}], "undone": []},
        {"items": [DOT | {"erase": 1}], "undone": []},
        {"items": [], "undone": [{"kind": "picture", "pixels": "AA=="}]},
        {"items": [], "undone": [{"kind": "picture", "pixels": "not base64!"}]},
        {"items": [CLEAR] * 301, "undone": []},
    ],
)
def test_what_is_no_drawing_is_refused(module_page: Page, value: object) -> None:
    assert strokes(module_page, "return m.readDrawing(a)", value) is None


def test_bytes_come_back_from_base64(module_page: Page) -> None:
    base64 = "/ui/base64.js"
    assert run(module_page, base64, "return m.toBase64(Uint8Array.of(0, 128, 255))") == "AID/"
    assert run(module_page, base64, "return [...m.fromBase64('AID/')]") == [0, 128, 255]


@pytest.mark.parametrize(
    ("asked", "given"), [(20, 20), (21, 22), (1, 8), (99, 40), (None, 20), ("x", 20)]
)
def test_a_brush_size_is_one_that_there_is(module_page: Page, asked: object, given: int) -> None:
    assert strokes(module_page, "return m.brushSize(a)", asked) == given


def test_a_stroke_curves_from_middle_to_middle(module_page: Page) -> None:
    points = [0, 0, 0.5, 8, 0, 0.5, 8, 4, 1]
    settled, tail = geometry(module_page, "return [m.settledSegments(a), m.tailSegment(a)]", points)
    first = {"x0": 0, "y0": 0, "cx": 0, "cy": 0, "x1": 4, "y1": 0, "pressure": 0.5}
    second = {"x0": 4, "y0": 0, "cx": 8, "cy": 0, "x1": 8, "y1": 2, "pressure": 0.5}
    last = {"x0": 8, "y0": 2, "cx": 8, "cy": 4, "x1": 8, "y1": 4, "pressure": 1}
    assert settled == [first, second]
    assert tail == last
    assert geometry(module_page, "return m.settledSegments(a, 2)", points) == [second]


def test_a_single_point_is_a_dot(module_page: Page) -> None:
    settled, tail = geometry(
        module_page, "return [m.settledSegments(a), m.tailSegment(a)]", DOT["points"]
    )
    assert settled == []
    assert (tail["x0"], tail["y0"]) == (tail["x1"], tail["y1"]) == (10, 20)


@pytest.mark.parametrize(("pressure", "width"), [(0, 10), (0.5, 20), (1, 30)])
def test_a_pen_that_presses_harder_draws_wider(
    module_page: Page, pressure: float, width: float
) -> None:
    assert geometry(module_page, "return m.lineWidth(20, a)", pressure) == width


@pytest.mark.parametrize(
    ("rect", "cells"),
    [
        ((0, 0, 280, 280), (0, 0, 112, 112)),
        ((2.5, 5, 5, 7.5), (1, 2, 2, 3)),
        ((2.4, 5, 5.1, 7.5), (0, 2, 3, 3)),
        ((-50, -50, 3, 3), (0, 0, 2, 2)),
        ((281, 0, 300, 9), None),
    ],
)
def test_a_rectangle_touches_whole_cells_of_the_pad(
    module_page: Page, rect: tuple[float, ...], cells: tuple[int, ...] | None
) -> None:
    sides = ("left", "top", "right", "bottom")
    touched = geometry(
        module_page, "return m.touchedCells(a, 112)", dict(zip(sides, rect, strict=True))
    )
    assert touched == (cells and dict(zip(sides, cells, strict=True)))


def test_a_place_on_the_screen_becomes_one_on_the_pad(module_page: Page) -> None:
    body = "return m.padPoint(a[0], a[1], { left: 100, top: 50, width: 140, height: 140 })"
    assert geometry(module_page, body, [100, 50]) == {"x": 0, "y": 0}
    assert geometry(module_page, body, [170, 190]) == {"x": 140, "y": 280}
    assert geometry(module_page, body, [0, 9999]) == {"x": -200, "y": 560}


def test_a_square_of_pixels_becomes_its_mean(module_page: Page) -> None:
    # Two squares of 2 × 2 side by side: 0, 100, 0, 100 and 255, 255, 255, 0.
    means = run(
        module_page,
        "/pad/raster.js",
        "const rgba = new Uint8ClampedArray(a.flatMap((level) => [level, level, level, 255]));"
        "const means = [];"
        "m.averageCells(rgba, 2, 1, 2, (row, column, mean) => means.push([row, column, mean]));"
        "return means;",
        [0, 100, 255, 255, 0, 100, 255, 0],
    )
    assert means == [[0, 0, 50], [0, 1, 191]]
