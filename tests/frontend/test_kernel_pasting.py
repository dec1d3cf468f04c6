"""Kernels pasted into the editor and copied from it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.kernel_hands import BOX, SOBEL, Editor


@pytest.fixture
def editor(new_page: Callable[..., Page], frontend_url: str) -> Editor:
    return Editor(new_page(frontend_url))


@pytest.mark.parametrize("place", [".kernel-cell", "[data-action='undo']", ".kernel-bias"])
def test_a_matrix_is_pasted_anywhere_in_the_editor(editor: Editor, place: str) -> None:
    editor.paste("np.array([[0, 1/2], [3, 4], [5, 6]])", place)
    assert editor.values() == [[[0, 0.5], [3, 4], [5, 6]]]
    expect(editor.page.get_by_label("square", exact=True)).not_to_be_checked()
    editor.button("Undo").click()
    assert editor.values() == SOBEL["values"]


def test_one_number_pasted_goes_into_the_cell(editor: Editor) -> None:
    editor.cell(1, 2).focus()
    editor.paste("0,5", "focus")
    assert editor.values()[0][0] == [-1, 0.5, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The text is empty: paste rows of numbers."),
        ("1 abc\n2 3", "'abc' in row 1 is not a number."),
        ("1 2\n3", "Rows must be equally long: row 1 has 2, row 2 has 1."),
        ("\t".join("1" * 12), "A kernel is at most 11 × 11, got 1 × 12."),
    ],
)
def test_a_bad_paste_is_answered_and_the_kernel_stays(
    editor: Editor, text: str, sentence: str
) -> None:
    editor.paste(text)
    expect(editor.problem).to_have_text(sentence)
    assert editor.changes() == []
    expect(editor.cell(2, 1)).to_have_text("−2")


def test_text_is_pasted_into_a_box_too(editor: Editor) -> None:
    editor.button("Paste text").click()
    box = editor.page.get_by_label("Kernel as text")
    expect(box).to_be_focused()
    box.fill("1 2\nx 4")
    editor.button("Use this kernel").click()
    said = editor.page.locator(".kernel-text-problem")
    expect(said).to_have_text("'x' in row 2 is not a number.")
    expect(editor.problem).to_be_empty()  # it is said once, where the text is
    expect(box).to_have_value("1 2\nx 4")
    box.fill("1 2\n3 4")
    expect(said).to_be_empty()
    editor.button("Use this kernel").click()
    assert editor.values() == [[[1, 2], [3, 4]]]
    expect(box).to_be_hidden()


def test_a_copy_is_pasted_as_the_same_kernel(
    new_page: Callable[..., Page], frontend_url: str
) -> None:
    page = new_page(frontend_url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor = Editor(page, BOX)
    editor.button("Copy as text").click()
    expect(editor.page.locator(".kernel-status")).to_have_text("Copied.")
    text = editor.page.evaluate("navigator.clipboard.readText()")
    assert text == "\n".join(["1/9\t1/9\t1/9"] * 3)
    editor.set(SOBEL)
    editor.paste(text)
    assert editor.values() == BOX["values"]


def test_where_the_clipboard_is_closed_the_text_is_there_to_copy(editor: Editor) -> None:
    editor.page.evaluate(
        """() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"""
    )
    editor.button("Copy as text").click()
    expect(editor.page.get_by_label("Kernel as text")).to_have_value("-1\t0\t1\n-2\t0\t2\n-1\t0\t1")
    expect(editor.page.locator(".kernel-status")).to_have_text("Press Ctrl+C to copy.")
