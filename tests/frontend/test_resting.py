"""Rounded numbers while the hand moves, exact ones at rest; time passes when the test says so."""

from typing import Any

import pytest
from playwright.sync_api import Page

ASKED = "[asked, resting.isExact()]"


@pytest.fixture
def page(timed_page: Page) -> Page:
    timed_page.evaluate(
        """async () => {
          const { createResting } = await import('/live/resting.js');
          window.asked = 0;
          window.resting = createResting(() => { asked += 1; });
        }"""
    )
    return timed_page


def after(page: Page, milliseconds: int, deed: str = "") -> Any:
    page.evaluate(f"() => {{ {deed} }}")
    page.clock.run_for(milliseconds)
    return page.evaluate(ASKED)


def test_exact_numbers_are_asked_for_once_an_answer_has_stood_for_a_while(page: Page) -> None:
    assert after(page, 100, "resting.answer()") == [0, False]
    assert after(page, 100, "resting.answer()") == [0, False]
    assert after(page, 100) == [1, True]


def test_exact_numbers_are_asked_for_once(page: Page) -> None:
    assert after(page, 200, "resting.answer()") == [1, True]
    assert after(page, 1000, "resting.answer()") == [1, True]


def test_while_something_changes_the_numbers_stay_rounded(page: Page) -> None:
    assert after(page, 1000, "resting.answer(); resting.move()") == [0, False]


def test_a_change_ends_the_rest_and_its_answer_begins_another(page: Page) -> None:
    after(page, 200, "resting.answer()")
    assert after(page, 1000, "resting.move()") == [1, False]
    assert after(page, 200, "resting.answer()") == [2, True]


def test_nothing_is_asked_for_a_view_that_is_gone(page: Page) -> None:
    assert after(page, 1000, "resting.answer(); resting.destroy()") == [0, False]
