"""Filters' kernels, as a person makes them: picked, typed, dragged, pasted; and what is refused."""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from tests.browser import filters_page as filters
from tests.browser.filters_page import SMALL, cell, kernel, paste, type_as_text, type_in_cell
from tests.visitors import Visitors
from tools.server import Server

SOBEL = cnnviz.KERNELS["sobel_x"]
LARGE = "\n".join(["1\t" * 11 + "1"] * 12)
Bring = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """Sobel x on a picture of 8×8 that somebody uploaded, for all tests of this file."""
    with filters.one_visit(visitors, server.url, filters.UPLOAD) as page:
        filters.upload(page, SMALL)
        expect(page.get_by_text("1 × 8 × 8")).to_be_visible()
        yield page


@pytest.fixture
def page(visit: Page) -> Page:
    """The page with Sobel x as it is picked."""
    visit.keyboard.press("Escape")
    visit.get_by_role("radio", name="Sobel x").click()
    expect(cell(visit, 1, 1)).to_have_accessible_name("row 1, column 1: \u22121")
    wait_for_map(visit, SOBEL)
    return visit


def wait_for_map(page: Page, values: np.ndarray) -> None:
    """Wait until the pixel in the middle of the feature map is that of a kernel."""
    expected = cnnviz.convolve(SMALL[None].astype(np.float32), values)[0]
    row, column = expected.shape[0] // 2, expected.shape[1] // 2
    page.mouse.move(1, 1)
    expect(filters.the_map(page)).to_have_js_property("height", expected.shape[0])
    page.mouse.move(*filters.pixel_center(page, row, column))
    value = f"= {expected[row, column]:g}".replace("-", "\u2212")
    expect(filters.arithmetic(page).get_by_text(value)).to_be_visible()


def in_a_cell(page: Page, text: str) -> None:
    filters.type_in_cell(page, 1, 1, text)


BAD: dict[str, tuple[Bring, str, str]] = {
    "letters": (in_a_cell, "abc", "'abc' is not a number."),
    "NaN": (in_a_cell, "NaN", "'NaN' is not a finite number."),
    "infinity": (in_a_cell, "-Infinity", "'-Infinity' is not a finite number."),
    "1e400": (in_a_cell, "1e400", "'1e400' is too large: weights must be between"),
    "nothing": (in_a_cell, "", "A number is missing."),
    "two commas": (in_a_cell, "1,,2", "'1,,2' is not a number."),
    "a formula": (in_a_cell, "=SUM(A1:A9)", "'=SUM(A1:A9)' is not a number."),
    "an empty text": (type_as_text, "", "The text is empty: paste rows of numbers."),
    "Python's nan": (type_as_text, "[[1, nan], [2, 3]]", "'nan' in row 1 is not a finite number."),
    "ragged rows": (paste, "1 2 3\n4 5\n6 7 8", "Rows must be equally long: row 1 has 3, row 2"),
    "12×12": (paste, LARGE, "A kernel is at most 11 × 11, got 12 × 12."),
    "too deep": (paste, "[[[1]], [[2]], [[3]], [[4]]]", "or 3 for R, G and B, got 4."),
    "three rows of none": (paste, "[[], [], []]", "A cell in row 1 is empty."),
    "markup": (paste, "<img src=x onerror=alert(1)> 1", "can't be read: paste rows of numbers"),
}


@pytest.mark.parametrize(("bring", "text", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_kernel_is_answered_and_the_one_before_stays(
    page: Page, bring: Bring, text: str, sentence: str
) -> None:
    before = kernel(page), filters.pixels(page), filters.pixels(page, "Picture")
    bring(page, text)
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    page.keyboard.press("Escape")
    assert kernel(page) == before[0]
    np.testing.assert_array_equal(filters.pixels(page), before[1])
    np.testing.assert_array_equal(filters.pixels(page, "Picture"), before[2])


def test_a_kernel_larger_than_the_picture_is_answered_and_the_maps_stay(page: Page) -> None:
    before = filters.pixels(page)
    paste(page, "\n".join(["1 " * 9] * 9))
    sentence = page.get_by_text("must be at most 8 rows, as large as the padded picture, got 9")
    expect(sentence).to_be_visible()
    size = page.get_by_role("group", name="height", exact=True)
    expect(size).to_have_accessible_description(re.compile("^Kernel size must be at most 8 rows"))
    type_in_cell(page, 1, 1, "5")  # it stays as it is, to be mended
    expect(cell(page, 1, 1)).to_have_accessible_name("row 1, column 1: 5")
    expect(sentence).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    np.testing.assert_array_equal(filters.pixels(page), before)
    page.get_by_role("button", name="Undo").click()
    expect(sentence).to_have_count(0)
    assert len(kernel(page)) == 9


@pytest.mark.parametrize(
    ("label", "text", "sentence", "good"),
    [
        ("Stride, rows", "9", "Stride must be between 1 and 8, got 9.", "1"),
        ("Stride, columns", "0", "Stride must be between 1 and 8, got 0.", "1"),
        ("Dilation, rows", "4", "Dilation must be at most 3 for a kernel of 3 rows", "1"),
        ("Pool size", "9", "Pool size must be at most 6 rows, as many as the map has", "2"),
        ("Pool stride", "17", "Pool stride must be between 1 and 16, got 17.", "2"),
    ],
)
def test_a_number_too_large_is_named_at_its_control(
    page: Page, label: str, text: str, sentence: str, good: str
) -> None:
    before = filters.pixels(page)
    control = filters.set_number(page, label, text)
    expect(control).to_have_attribute("aria-invalid", "true")
    expect(control).to_have_accessible_description(re.compile(sentence))
    np.testing.assert_array_equal(filters.pixels(page), before)
    filters.set_number(page, label, good)
    expect(control).not_to_have_attribute("aria-invalid", "true")


def test_a_padding_too_large_is_told_all_that_it_may_be(page: Page) -> None:
    page.get_by_label("Padding", exact=True).select_option("number")
    control = filters.set_number(page, "Padding, columns", "999")
    sentence = "Padding must be valid, same, full or a number between 0 and 240, got 999."
    expect(control).to_have_accessible_description(sentence)
    page.get_by_label("Padding", exact=True).select_option("valid")
    expect(page.get_by_text(sentence)).to_have_count(0)


def test_a_kernel_is_pasted_from_a_spreadsheet(page: Page) -> None:
    paste(page, "1\t0\t-1\r\n1,5\t0\t-1,5\r\n")
    wait_for_map(page, np.array([[1, 0, -1], [1.5, 0, -1.5]]))
    expect(cell(page, 2, 3)).to_have_accessible_name("row 2, column 3: \u22121.5")


def test_a_kernel_is_typed_as_a_python_list(page: Page) -> None:
    type_as_text(page, "np.array([[0, 1/2], [3, 4], [5, 6]])")
    wait_for_map(page, np.array([[0, 0.5], [3, 4], [5, 6]]))
    page.get_by_role("button", name="Undo").click()
    wait_for_map(page, SOBEL)


def test_the_operations_stand_in_even_rows(page: Page) -> None:
    buttons = page.get_by_role("group", name="Operations").get_by_role("button").all()
    tops = [box["y"] for button in buttons if (box := button.bounding_box())]
    assert len(tops) == 10
    assert {tops.count(top) for top in tops} in ({5}, {10})


def test_a_kernel_is_copied_as_text(page: Page) -> None:
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.split() == ["-1", "0", "1", "-2", "0", "2", "-1", "0", "1"]


def test_cells_are_changed_by_keys(page: Page) -> None:
    cell(page, 1, 1).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    wait_for_map(page, np.array([[-1, 0, 1], [-2, 7, 0], [-1, 0, 1]]))
    page.keyboard.press("Control+z")
    wait_for_map(page, np.array([[-1, 0, 1], [-2, 7, 2], [-1, 0, 1]]))


def test_a_cell_is_dragged_up_and_the_maps_follow(page: Page) -> None:
    box = cell(page, 2, 2).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 40, steps=10)
    expect(cell(page, 2, 2)).to_have_accessible_name("row 2, column 2: 1")
    page.mouse.up()
    wait_for_map(page, SOBEL + np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]))
