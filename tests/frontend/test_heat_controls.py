"""What can be chosen about heatmaps: class, patch and its progress, random weights beside it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_heat import answer, asked, box, choose, look, set_up


@pytest.fixture
def page(module_page: Page) -> Page:
    set_up(module_page)
    look(module_page)
    return module_page


def bar(page: Page) -> Locator:
    return page.get_by_role("progressbar")


def classes(page: Page) -> list[str]:
    return page.get_by_role("group", name="Class").locator("label").all_inner_texts()


def random_weights(page: Page) -> Locator:
    return page.get_by_role("button", name="Random weights")


def test_nothing_but_the_method_is_offered_while_it_is_off(page: Page) -> None:
    expect(page.get_by_role("radio")).to_have_count(5)
    choose(page, "Grad-CAM")
    expect(page.get_by_role("slider")).to_be_visible()
    choose(page, "Off")
    expect(page.get_by_role("radio")).to_have_count(5)
    expect(page.get_by_role("slider")).to_be_hidden()


def test_the_five_most_probable_classes_are_resorted_only_at_rest(page: Page) -> None:
    choose(page, "Grad-CAM")
    before = [text.split("\n")[0] for text in classes(page)]
    assert before == ["whichever is ahead", "tabby cat", "Egyptian cat", "tiger cat", "espresso",
                      "cup"]  # fmt: skip
    look(page, 9, exact=False)
    assert [text.split("\n")[0] for text in classes(page)] == before
    look(page, 9)
    assert classes(page)[1].split("\n")[0] == "place mat"


def test_a_class_that_is_chosen_stays_when_another_goes_ahead(page: Page) -> None:
    choose(page, "Grad-CAM")
    choose(page, "tiger cat")
    look(page, 9)
    expect(page.get_by_role("radio", name="tiger cat")).to_be_checked()
    answer(page, 0)
    assert {question["label"] for question in asked(page)[1:]} == {2}


def test_ten_classes_all_have_buttons_and_none_needs_to_be_looked_for(module_page: Page) -> None:
    page = set_up(module_page, labels=[str(digit) for digit in range(10)])
    look(page, 7)
    choose(page, "Grad-CAM")
    assert [text.split("\n")[0] for text in classes(page)[1:]] == [str(i) for i in range(10)]
    expect(box(page)).to_be_hidden()


def test_occlusion_grows_place_by_place_and_tells_how_far_it_is(page: Page) -> None:
    choose(page, "Occlusion")
    for done in range(1, 4):
        answer(page)
        expect(bar(page)).to_have_attribute("aria-valuenow", str(done))
        expect(bar(page)).to_have_attribute("aria-valuetext", f"{done} of 4 places")
        expect(page.get_by_role("img", name="Heatmap: Occlusion")).to_be_visible()
    answer(page)
    expect(bar(page)).to_be_hidden()
    assert [question["done"] for question in asked(page)] == [0, 1, 2, 3]
    assert asked(page)[0] == {
        "type": "heat", "method": "occlusion", "label": 0, "random": False, "size": 32,
        "stride": 32, "done": 0,
    }  # fmt: skip


def test_another_patch_begins_anew_and_half_steps_halve_the_stride(page: Page) -> None:
    choose(page, "Occlusion")
    answer(page)
    choose(page, "64 × 64")
    answer(page)  # what was on its way
    page.get_by_role("checkbox", name="half steps").check()
    answer(page)
    sent = [(q["size"], q["stride"], q["done"]) for q in asked(page)]
    assert (64, 64, 0) in sent
    assert sent[-1] == (64, 32, 0)


def test_it_can_be_stopped_and_goes_on_from_there(page: Page) -> None:
    choose(page, "Occlusion")
    answer(page)
    page.get_by_role("button", name="Stop").click()
    answer(page)
    expect(page.locator(".heat-progress-text")).to_have_text("1 of 4 places, stopped")
    expect(page.get_by_role("img", name="Heatmap: Occlusion")).to_be_visible()
    assert len(asked(page)) == 2
    page.get_by_role("button", name="Go on").click()
    assert asked(page)[-1]["done"] == 1
    answer(page)
    expect(page.locator(".heat-progress-text")).to_have_text("2 of 4 places")


def test_random_weights_are_asked_after_the_network_s_own_and_compared(page: Page) -> None:
    choose(page, "Integrated gradients")
    random_weights(page).click()
    answer(page)
    assert [question["random"] for question in asked(page)] == [False, True]
    expect(page.locator(".heat-likeness")).to_be_hidden()
    answer(page, likeness=0.83)
    expect(page.locator(".heat-likeness")).to_have_text(
        "It looks alike with random weights (similarity 0.83): "
        "it explains nothing that was learned."
    )
    control = "Heatmap with random weights: Integrated gradients for “tabby cat”"
    expect(page.get_by_role("img", name=control)).to_be_visible()
    expect(page.get_by_role("img", name="Heatmap to compare")).to_be_visible()
    page.get_by_role("img", name=control).hover(position={"x": 1, "y": 1})
    expect(page.locator(".heat-readout")).to_have_text(
        "row 1, column 1: takes 0.44 off the score; with random weights 0.50"
    )
    random_weights(page).click()
    expect(page.get_by_role("img", name=control)).to_be_hidden()


def test_occlusion_with_random_weights_has_a_progress_of_its_own(page: Page) -> None:
    choose(page, "Occlusion")
    random_weights(page).click()
    for _ in range(5):
        answer(page)
    expect(page.locator(".heat-progress-text")).to_have_text("random weights: 1 of 4 places")
    expect(page.locator(".heat-likeness")).to_be_hidden()
    for _ in range(3):
        answer(page)
    expect(page.locator(".heat-likeness")).to_have_text(
        "It differs from the one with random weights (similarity 0.12): "
        "so it must, to explain anything."
    )


def test_of_another_picture_nothing_is_compared_until_both_are_there(page: Page) -> None:
    choose(page, "Input gradient")
    choose(page, "tabby cat")
    random_weights(page).click()
    answer(page)
    answer(page)
    expect(page.locator(".heat-likeness")).to_be_visible()
    look(page, 1, exact=False)
    expect(page.locator(".heat-likeness")).to_be_hidden()


def test_the_heatmap_alone_is_compared_where_the_overlay_stands_beside_it(
    module_page: Page,
) -> None:
    page = set_up(module_page, isPair=False, noun="drawing")
    choose(page, "Grad-CAM")
    expect(page.locator(".heat-said")).to_have_text("There is no drawing yet.")
    look(page)
    random_weights(page).click()
    expect(page.locator(".heat-figure figcaption")).to_have_text(["Random weights"])
