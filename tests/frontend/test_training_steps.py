"""Where a slider along a training stands, and what it says."""

import pytest
from playwright.sync_api import Page, expect

RUN = {"run": "a", "title": "1: LeNet-like", "stepsPerEpoch": 938}


def said(page: Page, steps: list[int], index: int, *, ending: str = "") -> str:
    run = RUN | {"steps": steps, "ending": ending}
    return page.evaluate(
        """async ([run, index]) =>
          (await import('/training/steps.js')).stepText(run, index)""",
        [run, index],
    )


def test_steps_are_told_from_random_to_trained(module_page: Page):
    steps = [0, 1, 1219, 2814]
    words = [said(module_page, steps, index, ending="trained") for index in range(4)]
    assert words == [
        "random",
        "step 1, epoch 0.0",
        "step 1\u202f219, epoch 1.3",
        "trained: step 2\u202f814, epoch 3.0",
    ]


def test_the_newest_step_is_not_the_trained_one_while_the_training_goes_on(module_page: Page):
    assert said(module_page, [0, 938], 1) == "step 938, epoch 1.0"


@pytest.mark.parametrize(
    ("before", "index", "after", "place"),
    [
        ([], -1, [0], 0),
        ([], -1, [0, 1, 2], 2),
        ([0, 1], 1, [0, 1, 2, 4], 3),  # at the newest: goes with it
        ([0, 1, 2], 1, [0, 1, 2, 4], 1),  # moved: stays
        ([0, 1, 2, 4], 2, [0, 4], 0),  # its step is no longer kept
        ([0, 1, 2, 4], 3, [0, 4], 1),
    ],
)
def test_who_moved_the_slider_stays_and_who_did_not_goes_along(
    module_page: Page, before, index, after, place
):
    found = module_page.evaluate(
        """async (given) => (await import('/training/steps.js')).placeAmong(...given)""",
        [before, index, after],
    )
    assert found == place


SCRUBBER = """async () => {
  const { createScrubber } = await import('/training/scrubber.js');
  window.asked = [];
  window.scrubber = createScrubber((step, inputAt) => asked.push([step, inputAt !== null]));
  window.run = { title: '1: LeNet-like', stepsPerEpoch: 4, ending: '' };
  document.body.replaceChildren(scrubber.element);
}"""


def set_steps(page: Page, *steps: int, ending: str = "") -> None:
    page.evaluate("([steps, ending]) => scrubber.set({ ...run, steps, ending })", [steps, ending])


def asked(page: Page) -> list[list[object]]:
    return page.evaluate("asked")


def test_new_steps_are_followed_until_a_key_moves_the_slider(module_page: Page):
    module_page.evaluate(SCRUBBER)
    set_steps(module_page, 0)
    set_steps(module_page, 0, 1)
    slider = module_page.get_by_role("slider", name="Step of 1: LeNet-like")
    slider.press("Home")
    set_steps(module_page, 0, 1, 2)
    assert asked(module_page) == [[0, False], [1, False], [0, True]]
    assert slider.get_attribute("aria-valuetext") == "random"
    slider.press("End")
    set_steps(module_page, 0, 1, 2, 4, ending="trained")
    assert asked(module_page)[3:] == [[2, True], [4, False]]
    assert slider.get_attribute("aria-valuetext") == "trained: step 4, epoch 1.0"


def test_there_is_nothing_to_slide_along_before_the_first_step(module_page: Page):
    module_page.evaluate(SCRUBBER)
    set_steps(module_page, 0)
    expect(module_page.get_by_text("random")).to_be_visible()
    expect(module_page.get_by_role("slider")).to_be_hidden()
    expect(module_page.get_by_role("button", name="Play")).to_be_hidden()
    set_steps(module_page, 0, 1)
    expect(module_page.get_by_role("slider")).to_be_visible()


def test_playing_goes_from_random_to_the_newest_and_rests_there(timed_page: Page):
    timed_page.evaluate(SCRUBBER)
    set_steps(timed_page, 0, 1, 2)
    timed_page.get_by_role("button", name="Play the training: 1: LeNet-like").click()
    assert asked(timed_page)[-1] == [0, True]
    timed_page.clock.run_for(3000)
    assert [step for step, _ in asked(timed_page)] == [2, 0, 1, 2]
    assert timed_page.get_by_role("button").inner_text() == "Play"


def test_a_hand_on_the_slider_ends_the_playing(timed_page: Page):
    timed_page.evaluate(SCRUBBER)
    set_steps(timed_page, 0, 1, 2)
    timed_page.get_by_role("button").click()
    timed_page.get_by_role("slider").press("ArrowRight")
    timed_page.clock.run_for(3000)
    assert [step for step, _ in asked(timed_page)] == [2, 0, 1]
