"""Drawing on the pad with the keyboard, and its shortcuts."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.frontend.pad.hands import Pad


def test_keys_undo_redo_clear_and_change_the_brush(pad: Pad) -> None:
    pad.draw_cross()
    cross = pad.pixels()
    pad.page.keyboard.press("Control+z")
    assert (pad.pixels() != cross).any()
    pad.page.keyboard.press("Control+Shift+z")
    assert (pad.pixels() == cross).all()
    pad.page.keyboard.press("Control+z")
    pad.page.keyboard.press("Control+y")
    assert (pad.pixels() == cross).all()
    pad.page.keyboard.press("Delete")
    assert not pad.pixels().any()
    pad.page.keyboard.press("]")
    pad.page.keyboard.press("]")
    pad.page.keyboard.press("[")
    expect(pad.page.get_by_label("Brush size")).to_have_value("22")
    pad.page.keyboard.press("e")
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("field", ["textarea", "input"])
def test_keys_belong_to_those_who_type(pad: Pad, field: str) -> None:
    pad.page.evaluate(f"pad.element.append(document.createElement('{field}'))")
    pad.draw_cross()
    before = pad.pixels()
    pad.page.locator(f"{field}:not([type])").click()
    pad.page.keyboard.type("he[")
    pad.page.keyboard.press("Backspace")
    pad.page.keyboard.press("Control+z")
    assert (pad.pixels() == before).all()
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "false")


def test_keys_work_while_the_brush_size_has_the_focus(pad: Pad) -> None:
    pad.draw((0.5, 0.5))
    pad.page.get_by_label("Brush size").focus()
    pad.page.keyboard.press("Control+z")
    assert not pad.pixels().any()


def test_arrow_keys_and_space_draw(pad: Pad) -> None:
    pad.paper.focus()
    pad.page.keyboard.press("Space")
    for _ in range(5):
        pad.page.keyboard.press("Shift+ArrowRight")
    pad.page.keyboard.press("Space")
    pad.page.keyboard.press("ArrowDown")
    pixels = pad.pixels()
    assert (pixels[56, 56:96] == 255).all()  # five steps of 8 pixels
    assert not pixels[64:].any()
    assert pad.page.evaluate("commits") == 1


def test_a_pen_that_stays_where_it_is_changes_nothing(pad: Pad) -> None:
    pad.paper.focus()
    pad.page.keyboard.press("Space")
    for _ in range(9):
        pad.page.keyboard.press("Shift+ArrowDown")  # seven steps to the edge, then no further
    assert pad.page.evaluate("changes.length") == 1 + 7


def test_an_arrow_key_moves_the_pen_by_two_pixels(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("ArrowUp", "ArrowLeft", "Space"):
        pad.page.keyboard.press(key)
    rows, columns = np.nonzero(pad.pixels())
    assert (rows.mean() + 0.5, columns.mean() + 0.5) == (54, 54)


def test_escape_lifts_the_pen(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("Space", "Escape", "Shift+ArrowRight", "Shift+ArrowRight"):
        pad.page.keyboard.press(key)
    assert pad.ink(0.63, 0.5) == 0
    expect(pad.page.get_by_role("status")).to_have_text("Pen up")


def test_a_keyboard_stroke_goes_on_after_an_undo(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("Space", "Shift+ArrowRight", "Control+z", "Shift+ArrowRight"):
        pad.page.keyboard.press(key)
    assert pad.ink(0.5, 0.5) == 0
    assert pad.ink(0.62, 0.5) == 255
