"""Any class, found by a few of its letters or by its group, and chosen only by choosing."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_heat import answer, asked, box, choose, look, set_up
from tests.frontend.test_heat_words import call

NAMES = ["lynx", "tabby cat", "catamaran", "bobcat", "dog", "cat tree", "cattle", "wildcat (bird)"]
GROUPS = ["cat", "cat", "vehicle", "other", "dog", "home", "other", "bird"]


@pytest.fixture
def page(module_page: Page) -> Page:
    set_up(module_page)
    look(module_page)
    return module_page


def look_of(part: Locator) -> list[str]:
    """Tell how a button or field is colored."""
    found: list[str] = part.evaluate(
        """(element) => {
          const { backgroundColor, borderTopColor, fontWeight } = getComputedStyle(element);
          return [backgroundColor, borderTopColor, fontWeight];
        }"""
    )
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cat", ["tabby cat", "lynx", "cat tree", "cattle", "catamaran", "bobcat",
                 "wildcat (bird)"]),
        ("dog", ["dog"]),
        ("BIRD", ["wildcat (bird)"]),
        ("(", ["wildcat (bird)"]),
        ("tre", ["cat tree"]),
        ("zebra", []),
        ("", NAMES),
    ],
)  # fmt: skip
def test_a_group_s_members_come_first_then_words_then_beginnings_then_the_rest(
    module_page: Page, query: str, found: list[str]
) -> None:
    indices = call(module_page, "label_box", "matching", NAMES, GROUPS, query, 9)
    assert [NAMES[i] for i in indices] == found


def test_names_need_no_groups_and_only_so_many_are_given(module_page: Page) -> None:
    indices = call(module_page, "label_box", "matching", NAMES, None, "cat", 2)
    assert [NAMES[i] for i in indices] == ["cat tree", "tabby cat"]


@pytest.mark.parametrize(
    ("query", "index"), [("cat", None), ("bobcat", 3), ("Dog", 4), ("catt", 6), ("zebra", None)]
)
def test_a_name_is_meant_when_it_is_written_out_or_the_only_one_left(
    module_page: Page, query: str, index: int | None
) -> None:
    left = call(module_page, "label_box", "matching", NAMES, GROUPS, query, 9)
    assert call(module_page, "label_box", "matchingOne", NAMES, left, query) == index


def test_enter_takes_nothing_until_one_is_chosen(page: Page) -> None:
    choose(page, "Grad-CAM")
    answer(page)
    box(page).fill("cat")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(options).to_have_count(3)
    assert len(asked(page)) == 1
    page.keyboard.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    assert asked(page)[-1]["label"] == 1
    answer(page)
    box(page).fill("CRANE")
    page.keyboard.press("Enter")
    assert asked(page)[-1]["label"] == 5


def test_a_class_that_was_found_is_marked_as_the_buttons_are(page: Page) -> None:
    choose(page, "Grad-CAM")
    answer(page)
    expect(box(page)).not_to_have_class(re.compile("is-chosen"))
    button = page.get_by_role("radio", name="whichever is ahead").locator("+ span")
    marked = look_of(button)
    box(page).fill("missile")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("missile")
    assert look_of(box(page)) == marked
    answer(page)
    choose(page, "cup")
    assert look_of(box(page)) != marked


def test_any_class_is_found_by_typing(page: Page) -> None:
    choose(page, "Grad-CAM")
    answer(page)
    box(page).fill("cran")
    options = page.get_by_role("option")
    expect(options).to_have_text(["cranevehicle", "black cranebird"])
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert asked(page)[-1]["label"] == 6
    expect(box(page)).to_have_value("black crane")
    expect(page.get_by_role("group", name="Class").locator("input:checked")).to_have_count(0)


def test_a_class_is_found_by_pointing_and_a_button_takes_its_place_again(page: Page) -> None:
    choose(page, "Grad-CAM")
    answer(page)
    box(page).click()
    page.get_by_role("option", name="missile").click()
    assert asked(page)[-1]["label"] == 10
    answer(page)
    choose(page, "cup")
    assert asked(page)[-1]["label"] == 4
    expect(box(page)).to_have_value("")


def test_letters_of_no_class_are_said_to_be_so_and_escape_brings_back_what_was(page: Page) -> None:
    choose(page, "Grad-CAM")
    box(page).fill("zebra")
    expect(page.get_by_text("no class is called that")).to_be_visible()
    page.keyboard.press("Enter")
    assert len(asked(page)) == 1
    box(page).fill("zeb")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("")
