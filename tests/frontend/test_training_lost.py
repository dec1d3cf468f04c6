"""A tab that trained finds the server without its trainings."""

import pytest
from playwright.sync_api import Page

LOST = "What you trained is gone."
SHOW = """async (data) => {
  const { mount } = await import('/training/lost.js');
  mount({ parentElement: document.body, data });
  return document.querySelector('[role="status"]').textContent;
}"""


@pytest.fixture
def said(module_page: Page):
    def after(stay: str, *, is_there: bool) -> str:
        data = {"stay": stay, "isThere": is_there, "sentence": LOST}
        return str(module_page.evaluate(SHOW, data))

    return after


def test_a_tab_that_never_trained_has_lost_nothing(said):
    assert [said(stay, is_there=False) for stay in ("one", "another")] == ["", ""]


def test_what_was_trained_in_another_stay_is_lost_until_another_training_begins(
    module_page: Page, said
):
    assert said("one", is_there=True) == ""
    assert said("another", is_there=False) == LOST
    module_page.reload()
    assert said("another", is_there=False) == LOST
    assert said("another", is_there=True) == ""
    assert said("another", is_there=True) == ""
    assert said("third", is_there=False) == LOST


def test_a_training_that_was_stopped_while_it_waited_is_not_lost(said):
    said("one", is_there=True)
    assert said("one", is_there=False) == ""
    assert said("another", is_there=False) == ""
