"""Cells of the kernel editor are dragged, by mouse and by finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.frontend.kernel_hands import SOBEL, Editor


def test_dragging_up_and_down_changes_a_number_by_tenths(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=20)
    expect(editor.cell(1, 2)).to_have_text("0.50")
    editor.page.mouse.up()
    assert editor.values() == [[[-1, 0.5, 1], [-2, 0, 2], [-1, 0, 1]]]
    editor.drag(editor.cell(1, 2), up=-40)
    editor.page.mouse.up()
    assert editor.values()[0][0] == [-1, -0.5, 1]
    expect(editor.page.get_by_role("textbox", name="row 1, column 2")).to_have_count(0)


def test_every_movement_is_told_at_once_with_its_time(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=40, steps=10)
    changes = editor.changes()
    editor.page.mouse.up()
    assert [change["values"][0][0][1] for change in changes] == [
        pytest.approx(0.1 * step) for step in range(1, 11)
    ]
    stamps = [change["inputAt"] for change in changes]
    assert stamps == sorted(stamps)
    assert 0 < stamps[0] < stamps[-1] <= editor.page.evaluate("performance.now()")
    assert len(editor.changes()) == 10
    assert changes[-1]["name"] == "Sobel x, edited"


def test_with_shift_a_drag_goes_by_hundredths(editor: Editor) -> None:
    editor.keys.down("Shift")
    editor.drag(editor.cell(2, 2), up=20)
    editor.page.mouse.up()
    editor.keys.up("Shift")
    assert editor.values()[0][1][1] == 0.05


def test_a_drag_goes_on_outside_the_cell_and_is_one_step_to_undo(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=-300, steps=30)
    editor.page.mouse.up()
    assert editor.values()[0][0] == [-1, -7.5, 1]
    editor.button("Undo").click()
    assert editor.changes()[-1]["values"] == SOBEL["values"]
    assert editor.changes()[-1]["name"] == "Sobel x"
    expect(editor.button("Undo")).to_be_disabled()
    editor.button("Redo").click()
    assert editor.values()[0][0] == [-1, -7.5, 1]


def test_escape_takes_a_drag_back(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=60)
    editor.keys.press("Escape")
    expect(editor.cell(1, 2)).to_have_text("0")
    assert editor.values() == SOBEL["values"]
    editor.page.mouse.move(5, 5)
    editor.page.mouse.up()
    assert editor.values() == SOBEL["values"]
    expect(editor.button("Undo")).to_be_disabled()


def test_the_other_buttons_of_a_mouse_change_nothing(editor: Editor) -> None:
    editor.cell(1, 1).click(button="right")
    editor.cell(1, 1).click(button="middle")
    expect(editor.page.get_by_role("textbox", name="row 1")).to_have_count(0)
    assert editor.changes() == []


def test_a_finger_drags_and_a_tap_edits(open_on_phone: Callable[..., Editor]) -> None:
    editor = open_on_phone()
    assert editor.cell(1, 2).evaluate("(c) => getComputedStyle(c).touchAction") == "none"
    box = editor.cell(1, 2).bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + 20
    devtools = editor.page.context.new_cdp_session(editor.page)
    finger = [("touchStart", y), ("touchMove", y + 10), ("touchMove", y + 40), ("touchEnd", None)]
    for kind, place in finger:
        points = [] if place is None else [{"x": x, "y": place}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(editor.cell(1, 2)).to_have_text("−1")
    editor.cell(3, 3).tap()
    expect(editor.page.get_by_role("textbox", name="row 3, column 3")).to_be_focused()
