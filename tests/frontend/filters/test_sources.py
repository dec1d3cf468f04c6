"""What comes with a grid of numbers, goes with it; and what is shown while no picture is there."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.filters.hands import COLORS, GRID, Open, given, the_map

EXAMPLE = {
    "kernels": [{"name": "Vertical edge", "values": [[[1, 0, -1]] * 3]}],
    "activation": "none",
    "pooling": "none",
}
CAME = "The kernel Vertical edge came with the numbers."


def give(page: Page, picture: dict[str, Any] | None, source: str) -> None:
    page.evaluate("([picture, source]) => give(picture, source)", [picture, source])


def numbers(caption: str = "6×6 with an edge") -> dict[str, Any]:

    return given(GRID // 7) | {"name": caption, "caption": caption, "example": EXAMPLE}


def photo() -> dict[str, Any]:
    return given(COLORS) | {"name": "cat", "caption": "Sample: cat"}


@pytest.fixture
def page(open_view: Open) -> Page:
    """A visitor who pools what Sobel x makes of a photo, and goes to numbers."""
    page = open_view(COLORS)
    expect(page.get_by_label("Pooling", exact=True)).to_have_value("max")
    give(page, numbers(), "Numbers")
    expect(page.get_by_text(CAME)).to_be_visible()
    expect(page.get_by_label("Pooling", exact=True)).to_have_value("none")
    return page


@pytest.mark.parametrize(("picture", "source"), [(photo(), "Sample"), (None, "Drawing")])
def test_the_numbers_kernel_goes_with_them(
    page: Page, picture: dict[str, Any] | None, source: str
) -> None:
    give(page, numbers("6×6, another"), "Numbers")
    expect(page.get_by_text(CAME)).to_be_visible()
    give(page, picture, source)
    expect(page.get_by_text(CAME)).to_be_hidden()
    expect(page.get_by_label("Pooling", exact=True)).to_have_value("max")
    expect(page.get_by_role("button", name="Sobel x")).to_be_visible()
    give(page, numbers(), "Numbers")  # and comes with them again
    expect(page.get_by_text(CAME)).to_be_visible()


def test_a_kernel_that_was_made_of_it_stays(page: Page) -> None:
    page.get_by_label("Stride, rows").fill("2")
    expect(page.get_by_text(CAME)).to_be_hidden()
    give(page, photo(), "Sample")
    expect(the_map(page, "Picture")).to_have_attribute("height", "20")
    expect(page.get_by_label("Stride, rows")).to_have_value("2")
    expect(page.get_by_label("Pooling", exact=True)).to_have_value("none")


@pytest.mark.parametrize(("source", "word"), [("Picture", "picture"), ("Camera", "photo")])
def test_until_there_is_a_picture_it_is_said_what_is_shown(
    page: Page, source: str, word: str
) -> None:
    said = page.get_by_text(f"No {word} yet; the maps are those of “6×6 with an edge”.")
    give(page, None, source)
    expect(said).to_be_visible()
    expect(page.get_by_text(CAME)).to_be_visible()  # as the numbers are
    give(page, photo() | {"caption": "Your picture", "isOwn": True}, source)
    expect(said).to_be_hidden()
    expect(page.get_by_label("Pooling", exact=True)).to_have_value("max")
    give(page, None, source)  # reruns without it: the view keeps it
    expect(page.get_by_text("yet; the maps")).to_have_count(0)
