"""The pad's buttons and brush."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.frontend.pad.hands import Pad


def test_undo_and_redo_paint_what_the_pen_painted(pad: Pad) -> None:
    # Sharp corners, so that a growing stroke paints and takes back many tails.
    pad.draw((0.2, 0.2), (0.8, 0.3), (0.3, 0.4), (0.7, 0.9), (0.25, 0.25))
    first = pad.pixels()
    pad.draw((0.1, 0.8), (0.9, 0.7))
    second = pad.pixels()
    pad.tool("Undo").click()
    assert (pad.pixels() == first).all()
    pad.tool("Redo").click()
    assert (pad.pixels() == second).all()
    assert (first != second).any()


def test_buttons_without_effect_say_so_and_do_nothing(pad: Pad) -> None:
    for name in ("Undo", "Redo", "Clear"):
        expect(pad.tool(name)).to_be_disabled()
        pad.tool(name).click(force=True)
    expect(pad.page.get_by_role("status")).to_be_empty()
    pad.page.keyboard.press("Delete")
    pad.page.keyboard.press("Control+z")
    assert pad.page.evaluate("[changes.length, commits]") == [0, 0]
    pad.draw((0.5, 0.5))
    expect(pad.tool("Undo")).to_be_enabled()
    expect(pad.tool("Redo")).to_be_disabled()


def test_clear_can_be_undone(pad: Pad) -> None:
    pad.draw_cross()
    before = pad.pixels()
    pad.tool("Clear").click()
    assert pad.page.evaluate("pad.isBlank()")
    pad.tool("Undo").click()
    assert (pad.pixels() == before).all()


def test_the_eraser_takes_ink_away(pad: Pad) -> None:
    pad.draw((0.2, 0.5), (0.8, 0.5))
    pad.tool("Eraser").click()
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "true")
    pad.draw((0.5, 0.3), (0.5, 0.7))
    assert pad.ink(0.5, 0.5) == 0
    assert pad.ink(0.3, 0.5) == 255


def test_a_larger_brush_draws_wider(pad: Pad) -> None:
    pad.page.get_by_label("Brush size").fill("40")
    pad.draw((0.2, 0.5), (0.8, 0.5))
    assert pad.pixels()[:, 56].sum() == pytest.approx(16 * 255, rel=0.02)


def test_touch_targets_are_44_pixels(open_pad: Callable[..., Pad]) -> None:
    pad = open_pad("100%", touch=True, width=320)
    for button in pad.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    assert pad.page.evaluate("document.documentElement.scrollWidth") <= 320
