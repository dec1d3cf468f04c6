"""Drawings that are laid on the pad, kept, and brought back."""

import numpy as np
from playwright.sync_api import expect

from tests.frontend.pad.hands import Pad


def test_a_loaded_drawing_comes_out_as_it_went_in(pad: Pad) -> None:
    drawing = np.random.default_rng(1).integers(0, 256, (112, 112), np.uint8)
    pad.draw_cross()
    pad.page.evaluate(
        "(levels) => pad.loadDrawing(Uint8Array.from(levels))", drawing.ravel().tolist()
    )
    assert (pad.pixels() == drawing).all()
    pad.draw((0.5, 0.5))
    assert pad.ink(0.5, 0.5) == 255
    pad.tool("Undo").click()
    assert (pad.pixels() == drawing).all()


def test_a_drawing_of_another_size_is_refused(pad: Pad) -> None:
    sentence = pad.page.evaluate(
        "() => { try { pad.loadDrawing(new Uint8Array(784)); } catch (e) { return e.message; } }"
    )
    assert sentence == "a drawing must have 12544 pixels, got 784"


def test_a_kept_state_brings_everything_back(pad: Pad) -> None:
    pad.draw_cross()
    pad.page.get_by_label("Brush size").fill("30")
    before = pad.pixels()
    pad.page.evaluate(
        "() => { const kept = JSON.stringify(pad.state()); pad.destroy(); mount();"
        " return pad.restore(JSON.parse(kept)); }"
    )
    assert (pad.pixels() == before).all()
    expect(pad.page.get_by_label("Brush size")).to_have_value("30")
    assert pad.page.evaluate("[changes.length, commits]") == [0, 0]
    pad.tool("Undo").click()
    assert pad.pixels()[:, :].any()
    assert (pad.pixels() != before).any()


def test_a_stroke_that_still_grows_is_part_of_the_state(pad: Pad) -> None:
    pad.move(0.3, 0.3)
    pad.page.mouse.down()
    pad.move(0.7, 0.7, steps=5)
    items = pad.page.evaluate("pad.state().items")
    assert [item["kind"] for item in items] == ["stroke"]
    assert len(items[0]["points"]) == 6 * 3


def test_a_spoilt_state_changes_nothing(pad: Pad) -> None:
    pad.draw_cross()
    before = pad.pixels()
    assert pad.page.evaluate("pad.restore({ items: 'spoilt' })") is False
    assert (pad.pixels() == before).all()
