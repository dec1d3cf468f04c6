"""Cells of the kernel editor are typed over, and changed by keys."""

import pytest
from playwright.sync_api import expect

from tests.frontend.kernel_hands import Editor


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1/9", 1 / 9), ("-0,5", -0.5), ("−3", -3), ("1e-3", 0.001), (" 7 ", 7)],
)
def test_a_number_is_typed_over_the_old_one(editor: Editor, typed: str, value: float) -> None:
    editor.cell(2, 1).click()
    editor.keys.type(typed)
    editor.keys.press("Enter")
    assert editor.values()[0][1] == [value, 0, 2]
    expect(editor.cell(2, 1)).to_be_focused()


def test_typing_begins_an_edit_and_escape_undoes_it(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    editor.keys.type("-0.25")
    editor.keys.press("ArrowDown")
    assert editor.values()[0][0][0] == -0.25
    expect(editor.cell(2, 1)).to_be_focused()
    editor.keys.type("99")
    editor.keys.press("Escape")
    expect(editor.cell(2, 1)).to_have_text("−2")
    expect(editor.cell(2, 1)).to_be_focused()
    assert len(editor.changes()) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "'abc' is not a number."),
        ("", "A number is missing."),
        ("nan", "'nan' is not a finite number."),
        ("1/0", "'1/0' divides by zero."),
        ("2e6", "'2e6' is too large: weights must be between −1,000,000 and 1,000,000."),
        ("1;alert(1)", "'1;alert(1)' is not a number."),
    ],
)
def test_what_is_no_number_is_said_and_the_old_one_stays(
    editor: Editor, typed: str, sentence: str
) -> None:
    editor.cell(2, 1).click()
    editor.keys.press("Delete")
    editor.keys.type(typed)
    editor.keys.press("Enter")
    expect(editor.problem).to_have_text(sentence)
    editor.keys.press("Tab")
    expect(editor.cell(2, 1)).to_have_text("−2")
    assert editor.changes() == []


def test_the_sentence_goes_when_things_are_right_again(editor: Editor) -> None:
    editor.cell(2, 1).click()
    editor.keys.type("x")
    editor.keys.press("Enter")
    expect(editor.problem).not_to_be_empty()
    editor.keys.press("Control+a")
    editor.keys.type("3")
    editor.keys.press("Enter")
    expect(editor.problem).to_be_empty()


def test_arrow_keys_move_and_the_grid_is_one_tab_stop(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    for key, place in [
        ("ArrowRight", (1, 2)),
        ("ArrowDown", (2, 2)),
        ("End", (2, 3)),
        ("ArrowRight", (2, 3)),
        ("Home", (2, 1)),
        ("ArrowUp", (1, 1)),
        ("ArrowUp", (1, 1)),
    ]:
        editor.keys.press(key)
        expect(editor.cell(*place)).to_be_focused()
    assert editor.page.locator(".kernel-cell[tabindex='0']").count() == 1
    assert editor.changes() == []


def test_alt_and_control_with_arrows_change_the_number(editor: Editor) -> None:
    editor.cell(1, 2).focus()
    for key in ("Alt+ArrowUp", "Control+ArrowUp", "Control+Shift+ArrowDown"):
        editor.keys.press(key)
    assert [change["values"][0][0][1] for change in editor.changes()] == [0.1, 0.2, 0.19]
    expect(editor.cell(1, 2)).to_be_focused()
    editor.keys.press("Delete")
    assert editor.values()[0][0][1] == 0
    editor.keys.press("Control+z")
    editor.keys.press("Control+z")
    assert editor.values()[0][0][1] == 0.2
    editor.keys.press("Control+y")
    assert editor.values()[0][0][1] == 0.19
