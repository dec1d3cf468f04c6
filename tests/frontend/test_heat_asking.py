"""What is asked for heatmaps and when; stale answers are dropped, whatever comes late."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_heat import answer, asked, choose, look, set_up


@pytest.fixture
def page(module_page: Page) -> Page:
    return set_up(module_page)


def overlay(page: Page) -> Locator:
    return page.locator(".heat-overlay")


def said(page: Page) -> Locator:
    return page.locator(".heat-said")


def test_nothing_is_asked_while_it_is_off(page: Page) -> None:
    look(page)
    look(page, 1)
    assert asked(page) == []
    expect(overlay(page)).to_be_hidden()


def test_a_method_asks_about_the_class_that_is_ahead(page: Page) -> None:
    look(page, 2)
    choose(page, "Grad-CAM")
    assert asked(page) == [
        {"type": "heat", "method": "grad_cam", "label": 2, "random": False, "done": 0}
    ]
    answer(page)
    expect(page.get_by_role("img", name="Heatmap: Grad-CAM for “tiger cat”")).to_be_visible()


def test_without_a_picture_it_says_so_and_asks_once_there_is_one(page: Page) -> None:
    choose(page, "Input gradient")
    expect(said(page)).to_have_text("There is no photo yet.")
    look(page)
    assert len(asked(page)) == 1


def test_a_picture_that_goes_takes_its_heatmap_along(page: Page) -> None:
    look(page)
    choose(page, "Grad-CAM")
    answer(page)
    page.evaluate("heat.read(null, true)")
    expect(overlay(page)).to_be_hidden()
    expect(said(page)).to_have_text("There is no photo yet.")


def test_grad_cam_follows_a_moving_picture(page: Page) -> None:
    choose(page, "Grad-CAM")
    look(page, 0, exact=False)
    answer(page)
    look(page, 1, exact=False)
    answer(page)
    expect(page.get_by_role("img", name="Heatmap: Grad-CAM for “Egyptian cat”")).to_be_visible()
    assert [question["label"] for question in asked(page)] == [0, 1]


def test_of_pictures_that_overtake_each_other_only_the_newest_is_asked_about(page: Page) -> None:
    choose(page, "Grad-CAM")
    for top in (0, 1, 2):
        look(page, top, exact=False)
    answer(page)
    expect(overlay(page)).to_be_hidden()  # it was about another class
    assert [question["label"] for question in asked(page)] == [0, 2]


def test_slow_ones_wait_for_a_picture_at_rest_and_say_that_they_are_of_the_one_before(
    page: Page,
) -> None:
    look(page)
    choose(page, "Integrated gradients")
    page.get_by_role("radio", name="tabby cat").check()
    answer(page, 0)
    answer(page)
    before = len(asked(page))
    expect(page.locator(".heat-late")).to_be_hidden()
    look(page, 1, exact=False)
    expect(page.locator(".heat-late")).to_have_text(
        "Of the photo before: it is worked out again when the photo rests."
    )
    expect(overlay(page)).to_have_class("heat-canvas heat-overlay is-before")
    assert len(asked(page)) == before
    look(page, 1)
    assert len(asked(page)) == before + 1
    answer(page)
    expect(page.locator(".heat-late")).to_be_hidden()


def test_the_same_picture_looked_at_again_is_not_asked_about_again(page: Page) -> None:
    look(page)
    choose(page, "Integrated gradients")
    answer(page)
    expect(overlay(page)).to_be_visible()
    look(page, exact=False)
    look(page)
    assert len(asked(page)) == 1
    expect(page.locator(".heat-late")).to_be_hidden()


def test_an_answer_about_the_picture_before_is_never_shown(page: Page) -> None:
    look(page)
    choose(page, "Occlusion")
    choose(page, "tabby cat")
    look(page, 1, exact=False)
    answer(page)
    expect(overlay(page)).to_be_hidden()
    assert len(asked(page)) == 1


def test_an_answer_for_another_class_is_never_shown(page: Page) -> None:
    look(page)
    choose(page, "Input gradient")
    page.get_by_role("radio", name="Egyptian cat").check()
    answer(page, 0)
    expect(overlay(page)).to_be_hidden()
    answer(page)
    expect(page.get_by_role("img", name="“Egyptian cat”")).to_be_visible()


def test_a_picture_that_came_while_it_was_off_is_the_one_asked_about(page: Page) -> None:
    look(page)
    choose(page, "Grad-CAM")
    page.get_by_role("radio", name="tabby cat").check()
    answer(page, 0)
    answer(page)
    choose(page, "Off")
    expect(overlay(page)).to_be_hidden()
    look(page, 1)
    before = len(asked(page))
    choose(page, "Grad-CAM")
    assert len(asked(page)) == before + 1


def test_a_refusal_is_a_sentence_and_the_next_picture_is_asked_about(page: Page) -> None:
    look(page)
    choose(page, "Grad-CAM")
    page.evaluate("asked[0].refuse('label must be at most 999, got 1000')")
    expect(page.get_by_role("alert")).to_have_text("Label must be at most 999, got 1000.")
    assert len(asked(page)) == 1
    look(page, 1)
    expect(page.get_by_role("alert")).to_be_hidden()
    assert len(asked(page)) == 2


@pytest.mark.parametrize("method", ["Occlusion", "Integrated gradients"])
def test_what_broke_off_is_tried_again_from_where_it_was(page: Page, method: str) -> None:
    look(page)
    choose(page, method)
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_hidden()
    if method == "Occlusion":
        answer(page)
        expect(page.get_by_role("progressbar")).to_be_visible()
    page.evaluate("asked.at(-1).refuse('the heatmap broke off')")
    expect(page.get_by_role("alert")).to_have_text("The heatmap broke off.")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    before = asked(page)
    again.click()
    assert asked(page) == [*before, before[-1]]
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(again).to_be_hidden()
    answer(page)
    expect(overlay(page)).to_be_visible()


def test_a_server_that_forgot_the_first_of_the_two_is_asked_for_both_once_more(page: Page) -> None:
    look(page)
    choose(page, "Integrated gradients")
    page.get_by_role("button", name="Random weights").click()
    answer(page)
    answer(page, likeness=None)
    assert [question["random"] for question in asked(page)] == [False, True, False]
    answer(page)
    answer(page, likeness=None)
    expect(page.locator(".heat-likeness")).to_be_visible()
    assert len(asked(page)) == 4


def test_a_picture_that_came_to_rest_while_it_was_off_is_asked_about(page: Page) -> None:
    look(page)
    choose(page, "Grad-CAM")
    answer(page)
    look(page, exact=False)
    choose(page, "Off")
    look(page)
    choose(page, "Occlusion")
    assert len(asked(page)) == 2
