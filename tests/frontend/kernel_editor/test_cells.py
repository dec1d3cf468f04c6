"""What the cells of the kernel editor show, and the room that they take."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.frontend.kernel_hands import BOX, LARGE, RGB, SOBEL, Editor


def test_a_kernel_is_a_grid_of_named_numbers(editor: Editor) -> None:
    expect(editor.page.get_by_role("grid", name="Kernel, 3 × 3")).to_be_visible()
    cell = editor.page.get_by_role("gridcell", name="row 1, column 1: −1", exact=True)
    expect(cell).to_have_text("−1")
    expect(editor.page.get_by_role("row")).to_have_count(3)
    expect(editor.page.get_by_text("9 weights, sum 0")).to_be_visible()
    assert editor.changes() == []


def test_a_fraction_is_shown_short_and_kept_exactly(editor: Editor) -> None:
    editor.set(BOX)
    expect(editor.cell(1, 1)).to_have_text("0.11")
    expect(editor.cell(1, 1)).to_have_accessible_name("row 1, column 1: 1/9")
    editor.cell(3, 3).click()
    expect(editor.page.get_by_role("textbox", name="row 3, column 3")).to_have_value("1/9")
    editor.keys.press("Enter")
    editor.button("Flip left and right").click()
    assert editor.values()[0][0][0] == 1 / 9


def test_fingers_get_targets_of_44_pixels(open_on_phone: Callable[..., Editor]) -> None:
    editor = open_on_phone("358px")
    controls = editor.page.locator("button:visible, .kernel-cell, label:visible")
    boxes = controls.evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.width, b.height])"
    )
    assert len(boxes) > 25
    assert min(side for box in boxes for side in box) >= 44


def test_colors_follow_the_largest_weight_symmetrically(editor: Editor) -> None:
    def papers() -> list[str]:
        return editor.page.locator(".kernel-cell").evaluate_all(
            "(cells) => cells.map((c) => getComputedStyle(c).backgroundColor)"
        )

    before = papers()
    assert before[1] == before[4] == before[7]
    assert len({before[0], before[2], before[3], before[5], before[1]}) == 5
    editor.cell(2, 3).focus()
    editor.keys.type("1")
    editor.keys.press("Enter")
    editor.cell(2, 1).focus()
    editor.keys.type("-1")
    editor.keys.press("Enter")
    assert papers()[2] == before[5]
    assert papers()[0] == before[3]


def test_a_kernel_that_is_set_begins_anew_and_tells_nobody(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    editor.keys.press("Delete")
    editor.set(BOX)
    assert len(editor.changes()) == 1
    expect(editor.button("Undo")).to_be_disabled()
    expect(editor.page.get_by_label("Bias")).to_have_value("0.5")


@pytest.mark.parametrize("width", [300, 390, 700])
@pytest.mark.parametrize("kernel", [SOBEL, RGB, LARGE], ids=["3×3", "colors", "11×11"])
def test_nothing_leaves_its_column_and_digits_can_be_read(
    open_editor: Callable[..., Editor], width: int, kernel: dict[str, Any]
) -> None:
    editor = open_editor(kernel, f"{width}px")
    measured = editor.page.evaluate(
        """() => {
          const [left, right] = ['left', 'right']
            .map((side) => editor.element.getBoundingClientRect()[side]);
          const out = [...editor.element.querySelectorAll('button, label, p, .kernel-slice')]
            .filter((e) => e.getClientRects().length)
            .filter((e) => {
              const box = e.getBoundingClientRect();
              return box.left < left - 1 || box.right > right + 1;
            });
          const sizes = [...editor.element.querySelectorAll('.kernel-number')]
            .map((e) => parseFloat(getComputedStyle(e).fontSize));
          return [out.map((e) => e.className || e.textContent), Math.min(...sizes)];
        }"""
    )
    assert measured[0] == []
    assert measured[1] >= 12


def test_what_was_destroyed_is_gone(editor: Editor) -> None:
    editor.page.evaluate("editor.destroy()")
    expect(editor.page.get_by_role("grid")).to_have_count(0)
