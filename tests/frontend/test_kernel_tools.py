"""What the kernel editor does to the whole kernel, by buttons, fields and switches."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.kernel_hands import LARGE, RGB, SOBEL, Editor


@pytest.fixture
def editor(new_page: Callable[..., Page], frontend_url: str) -> Editor:
    return Editor(new_page(frontend_url))


def test_the_size_is_stepped_both_ways_or_each_on_its_own(editor: Editor) -> None:
    editor.button("More height").click()
    assert editor.values() == [[[-1, 0, 1, 0], [-2, 0, 2, 0], [-1, 0, 1, 0], [0, 0, 0, 0]]]
    editor.page.get_by_label("square", exact=True).uncheck()
    editor.button("Less width").click()
    editor.button("Less height").click()
    editor.button("Less height").click()
    assert editor.values() == [[[-2, 0, 2], [-1, 0, 1]]]
    expect(editor.page.get_by_role("grid", name="Kernel, 2 × 3")).to_be_visible()
    editor.page.get_by_label("square", exact=True).check()
    assert editor.values() == [[[0, 0, 0], [-2, 0, 2], [-1, 0, 1]]]


def test_sides_are_from_1_to_11(editor: Editor) -> None:
    editor.set(LARGE)
    expect(editor.button("More width")).to_be_disabled()
    editor.button("More width").click(force=True)
    assert editor.changes() == []
    editor.set({"name": "one", "values": [[[1]]], "bias": 0})
    expect(editor.button("Less height")).to_be_disabled()
    expect(editor.page.get_by_text("1 weight, sum 1")).to_be_visible()


def test_a_mask_hides_weights_and_gives_them_back(editor: Editor) -> None:
    editor.button("Mask: cross").click()
    assert editor.values() == [[[0, 0, 0], [-2, 0, 2], [0, 0, 0]]]
    corner = editor.cell(1, 1)
    expect(corner).to_be_empty()
    expect(corner).to_be_disabled()
    expect(corner).to_have_accessible_name("row 1, column 1: outside the mask")
    editor.drag(corner, up=40)
    editor.page.mouse.up()
    corner.focus()
    editor.keys.press("5")
    assert len(editor.changes()) == 1
    editor.button("Mask: square").click()
    assert editor.values() == SOBEL["values"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Flip left and right", [[2, 1], [4, 3]]),
        ("Flip top and bottom", [[3, 4], [1, 2]]),
        ("Rotate by 90° clockwise", [[3, 1], [4, 2]]),
        ("Transpose: swap rows and columns", [[1, 3], [2, 4]]),
        ("Negate: change every sign", [[-1, -2], [-3, -4]]),
        ("Double every weight", [[2, 4], [6, 8]]),
        ("Halve every weight", [[0.5, 1], [1.5, 2]]),
        ("Make the sum 1: keeps the brightness", [[0.1, 0.2], [0.3, 0.4]]),
        ("Make the sum 0: even areas give 0", [[-1.5, -0.5], [0.5, 1.5]]),
    ],
)
def test_each_operation_has_its_button(editor: Editor, name: str, values: list[Any]) -> None:
    editor.set({"name": "four", "values": [[[1, 2], [3, 4]]], "bias": 0})
    editor.button(name).click()
    assert editor.values() == [values]
    editor.button("Undo").click()
    assert editor.values() == [[[1, 2], [3, 4]]]


def test_a_sum_of_zero_is_answered_with_a_sentence(editor: Editor) -> None:
    editor.button("Make the sum 1: keeps the brightness").click()
    expect(editor.problem).to_have_text("The weights sum to 0: no factor makes that 1.")
    assert editor.changes() == []
    expect(editor.cell(1, 1)).to_have_text("−1")


def test_a_bias_is_typed_or_stepped_and_can_be_undone(editor: Editor) -> None:
    bias = editor.page.get_by_label("Bias")
    bias.fill("1/4")
    bias.press("Enter")
    assert editor.changes()[-1]["bias"] == 0.25
    assert editor.changes()[-1]["name"] == "Sobel x, edited"
    bias.press("ArrowUp")
    assert editor.changes()[-1]["bias"] == 0.3
    bias.fill("much")
    bias.press("Enter")
    expect(editor.problem).to_have_text("Bias: 'much' is not a number.")
    expect(bias).to_have_value("0.3")
    editor.button("Reset").click()
    expect(bias).to_have_value("0")
    assert editor.changes()[-1]["name"] == "Sobel x"
    expect(editor.button("Reset")).to_be_disabled()


def test_three_slices_are_edited_each_and_shown_as_red_green_and_blue(editor: Editor) -> None:
    editor.set(RGB)
    for name in ("Red", "Green", "Blue"):
        expect(editor.page.get_by_role("grid", name=f"{name} slice of the kernel")).to_be_visible()
    tops = {
        editor.cell(1, 1, slice=i).evaluate("(cell) => cell.getBoundingClientRect().top")
        for i in range(3)
    }
    assert len(tops) == 1
    editor.cell(1, 2, slice=1).focus()
    editor.keys.press("Delete")
    assert editor.values() == [[[1, 2]], [[3, 0]], [[5, 6]]]


def test_the_same_for_all_channels_takes_the_mean_and_gives_it_to_each(editor: Editor) -> None:
    editor.set(RGB)
    same = editor.page.get_by_label("the same for all channels")
    expect(same).not_to_be_checked()
    same.check()
    assert editor.values() == [[[3, 4]]]
    expect(editor.page.get_by_role("grid")).to_have_count(1)
    same.uncheck()
    assert editor.values() == [[[3, 4]]] * 3


def test_a_grey_picture_has_no_choice_of_channels(editor: Editor) -> None:
    same = editor.page.get_by_label("the same for all channels")
    expect(same).to_be_visible()
    editor.page.evaluate("editor.setColor(false)")
    expect(same).to_be_hidden()
    editor.set(RGB)
    expect(same).to_be_visible()
