"""Bars of the five most probable classes, which stay under a moving hand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

LABELS = [f"class {i}" for i in range(10)]
GROUPS = [["cat", 0.896], ["dog", 0.06], ["bird", 0.01]]


@pytest.fixture
def page(module_page: Page) -> Page:
    module_page.evaluate(
        """async (labels) => {
          const { createAnswer } = await import('/photos/answer.js');
          window.answer = createAnswer({ empty: 'No photo yet' });
          document.body.append(answer.element);
          answer.describe(labels);
        }""",
        LABELS,
    )
    return module_page


def update(page: Page, shares: dict[int, float], *, at_rest: bool, groups: Any = GROUPS) -> None:
    probabilities = [shares.get(i, 0.001) for i in range(10)]
    page.evaluate(
        "([shares, groups, atRest]) => answer.update(shares, groups, atRest)",
        [probabilities, groups, at_rest],
    )


def bars(page: Page) -> list[tuple[str, float]]:
    found = page.get_by_role("meter").evaluate_all(
        "(bars) => bars.map((bar) => [bar.ariaLabel, Number(bar.ariaValueNow)])"
    )
    return [tuple(one) for one in found]


SURE = {3: 0.5, 1: 0.2, 9: 0.1, 0: 0.05, 7: 0.04}


def test_the_five_most_probable_classes_have_a_bar_the_first_on_top(page: Page) -> None:
    update(page, SURE, at_rest=True)
    assert bars(page) == [(f"class {i}", share) for i, share in SURE.items()]


def test_under_a_moving_hand_the_rows_stay_and_what_is_ahead_is_named(page: Page) -> None:
    update(page, SURE, at_rest=True)
    update(page, {3: 0.1, 1: 0.02, 4: 0.7}, at_rest=False)
    assert [name for name, _ in bars(page)] == [f"class {i}" for i in SURE]
    assert bars(page)[0] == ("class 3", 0.1)
    expect(page.get_by_text("Now ahead: class 4, 70.0\u202f%")).to_be_visible()
    expect(page.locator(".photo-bars.is-behind")).to_have_count(1)
    update(page, {3: 0.1, 1: 0.02, 4: 0.7}, at_rest=True)
    assert bars(page)[:3] == [("class 4", 0.7), ("class 3", 0.1), ("class 1", 0.02)]
    expect(page.get_by_text("Now ahead")).to_have_count(0)


def test_one_of_the_five_that_is_ahead_is_seen_and_not_named(page: Page) -> None:
    update(page, SURE, at_rest=True)
    update(page, {3: 0.1, 7: 0.8}, at_rest=False)
    expect(page.get_by_text("Now ahead")).to_have_count(0)
    expect(page.locator(".bar.top")).to_have_attribute("aria-label", "class 7")
    expect(page.locator(".photo-bars.is-behind")).to_have_count(0)


def test_groups_are_said_in_percent_as_classes_are_the_small_ones_left_out(page: Page) -> None:
    update(page, SURE, at_rest=True)
    assert page.locator(".photo-group").all_inner_texts() == [
        "cat\u00a089.6\u202f%",
        "dog\u00a06.0\u202f%",
    ]
    update(page, SURE, at_rest=False, groups=[["tool", 0.04], ["cat", 0.03]])
    assert page.locator(".photo-group").all_inner_texts() == ["tool\u00a04.0\u202f%"]


def test_only_at_rest_the_answer_is_said_aloud(page: Page) -> None:
    update(page, SURE, at_rest=True)
    said = "cat 89.6\u202f%, dog 6.0\u202f%. class 3, 50.0\u202f%"
    expect(page.get_by_role("status")).to_have_text(said)
    update(page, {4: 0.7}, at_rest=False)
    expect(page.get_by_role("status")).to_have_text(said)


def test_a_sentence_about_the_photo_as_it_is_is_hidden_while_it_is_not(page: Page) -> None:
    page.evaluate("answer.expect('It is a cat.')")
    expect(page.get_by_text("It is a cat.")).to_be_visible()
    page.evaluate("answer.showNote(false)")
    assert page.locator(".photo-note").evaluate("(note) => note.classList.contains('is-past')")
    page.evaluate("answer.expect('')")
    expect(page.get_by_text("It is a cat.")).to_have_count(0)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(st.integers(0, 20), max_size=30), count=st.integers(1, 6))
def test_the_largest_are_found_in_order(module_page: Page, values: list[int], count: int) -> None:
    found = module_page.evaluate(
        """async ([values, count]) =>
          (await import('/photos/answer.js')).largest(values, count)""",
        [values, count],
    )
    expected = np.argsort(-np.array(values, int), kind="stable")[:count]
    assert found == expected.tolist()
