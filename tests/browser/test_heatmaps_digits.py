"""Heatmaps of the drawing, beside "Why 7?" on the Digits page."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import cnnviz
from cnnviz.explain.occlusion import occlusion
from cnnviz.images.datasets import load_mnist
from tests.browser import heat_hands as heat
from tests.browser.digits_page import draw, wait_until_live
from tests.browser.editing_hands import the_map
from tests.browser.inspector_hands import panel as dock
from tests.browser.inspector_hands import pin, title
from tests.browser.live_traffic import settle
from tests.strokes import DIGITS

NETWORK = cnnviz.load_network("digits")
SIDE = 28
PLACES = [(6, 10), (8, 14), (14, 17), (20, 12)]
BEFORE = "Of the drawing before: it is worked out again when the drawing rests."


def button(page: Page):  # type: ignore[no-untyped-def] # a locator
    return page.get_by_role("button", name="Heatmap", exact=True)


def opened(page: Page) -> Page:
    """Open the heatmaps of a drawing that is there."""
    button(page).click()
    settle(page)
    return page


def ends(part: Locator) -> tuple[float, float]:
    """Where something begins and ends on the screen, from above."""
    box = part.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.fixture
def heated(seven: Page) -> Page:
    """The page of all tests, which nobody draws on, with the 7's heatmap as it is at first."""
    if not heat.overlay(seven).is_visible():
        opened(seven)
    for name in ("Grad-CAM", "7"):
        heat.choose(seven, name)
    control = seven.get_by_role("button", name="Random weights")
    if control.get_attribute("aria-pressed") == "true":
        control.click()
        settle(seven)
    return seven


@pytest.fixture
def resized(heated: Page) -> Iterator[Callable[[int, int], None]]:
    """Resize the page that all tests share, for one of them."""
    before = heated.viewport_size
    assert before

    def resize(width: int, height: int) -> None:
        heated.set_viewport_size({"width": width, "height": height})
        settle(heated)

    yield resize
    resize(before["width"], before["height"])


@pytest.fixture
def own(page: Page) -> Page:
    """A page of one's own with a 7 to be drawn over, and its heatmap."""
    wait_until_live(page)
    draw(page, DIGITS[7])
    return opened(page)


def values(page: Page) -> list[float]:
    return [heat.value_at(page, row, column, SIDE) for row, column in PLACES]


def test_the_heatmaps_of_a_test_digit_are_what_python_says(open_page) -> None:  # type: ignore[no-untyped-def] # a fixture
    page = open_page("/digits?source=Test+digit&digit=0")
    wait_until_live(page)
    settle(page)
    opened(page)
    large = load_mnist("test")[0][0].repeat(4, axis=0).repeat(4, axis=1)
    digit = cnnviz.prepare_digit(large)
    expect(page.get_by_role("img", name="Heatmap: Grad-CAM for “7”")).to_be_visible()
    right = cnnviz.grad_cam(NETWORK, digit, 7)
    assert values(page) == pytest.approx([right[place] for place in PLACES], abs=0.006)

    heat.choose(page, "Occlusion")
    right = list(occlusion(NETWORK, digit, 7, size=4, stride=4))[-1].heatmap
    assert values(page) == pytest.approx([right[place] for place in PLACES], rel=0.06, abs=1e-6)

    heat.choose(page, "Integrated gradients")
    heat.choose(page, "9")
    right = cnnviz.integrated_gradients(NETWORK, digit, 9)
    assert values(page) == pytest.approx([right[place] for place in PLACES], rel=0.06, abs=1e-6)


def test_nothing_is_asked_while_the_panel_is_closed(page: Page) -> None:
    wait_until_live(page)
    heat.listen(page)
    draw(page, DIGITS[7])
    assert heat.asked(page) == 0
    opened(page)
    assert heat.asked(page) == 1
    page.keyboard.press("Escape")
    expect(heat.overlay(page)).to_be_hidden()
    expect(button(page)).to_be_focused()
    draw(page, [[(0.3, 0.5), (0.7, 0.5)]])
    assert heat.asked(page) == 1


def test_the_heatmap_follows_the_pen_and_goes_with_the_drawing(own: Page) -> None:
    before = values(own)
    draw(own, [[(0.3, 0.5), (0.65, 0.5)]])
    assert values(own) != before
    own.get_by_role("button", name="Clear").click()
    settle(own)
    expect(heat.overlay(own)).to_be_hidden()
    expect(own.get_by_text("There is no drawing yet.")).to_be_visible()
    draw(own, DIGITS[7])
    expect(heat.overlay(own)).to_be_visible()


def test_a_slow_one_comes_again_when_the_pen_rests(own: Page) -> None:
    heat.choose(own, "Input gradient")
    before = values(own)
    draw(own, [[(0.3, 0.5), (0.65, 0.5)]])
    expect(own.get_by_text(BEFORE)).to_be_hidden()
    assert values(own) != before


def test_random_weights_stand_beside_it_as_large(heated: Page) -> None:
    heated.get_by_role("button", name="Random weights").click()
    settle(heated)
    control = heated.get_by_role("img", name="Heatmap with random weights: Grad-CAM for “7”")
    boxes = [one.bounding_box() for one in (heat.overlay(heated), control)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["width"] == pytest.approx(boxes[1]["width"], abs=1)
    expect(heated.locator(".heat-likeness")).to_contain_text("(similarity ")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1280, 1000), (1920, 1080)])
def test_it_lies_where_the_arithmetic_does_and_leaves_the_network_in_sight(
    heated: Page, resized: Callable[[int, int], None], width: int, height: int
) -> None:
    resized(width, height)
    heat.choose(heated, "Occlusion")
    heated.get_by_role("button", name="Random weights").click()
    settle(heated)
    panel = heated.locator(".heat-panel")
    top, foot = ends(panel)
    dock_top, dock_foot = ends(heated.locator(".inspector"))
    assert top == pytest.approx(dock_top, abs=1)
    assert foot >= dock_foot - 1
    assert all(ends(one)[1] <= top for one in heated.locator(".network .legend:visible").all())
    for name in ("label", "button", ".legend", ".heat-main p", ".heat-likeness", ".heat-clear"):
        for one in panel.locator(f"{name}:visible").all():
            assert top < ends(one)[0] < ends(one)[1] < foot
    main = panel.locator(".heat-main")
    assert main.evaluate("(main) => main.scrollHeight - main.clientHeight") == 0
    assert ends(heated.get_by_role("button", name="Random weights"))[1] < height


def test_a_question_or_a_value_that_is_pinned_takes_its_place(heated: Page) -> None:
    heated.get_by_role("button", name="Why 7?").click()
    settle(heated)
    expect(heat.overlay(heated)).to_be_hidden()
    expect(title(heated)).to_have_text("Why 7?")
    expect(dock(heated)).to_be_visible()
    opened(heated)
    expect(heat.overlay(heated)).to_be_visible()
    pin(heated, "conv1", (0, 2, 2))
    expect(heat.overlay(heated)).to_be_hidden()


def test_a_changed_network_has_another_heatmap(heated: Page) -> None:
    heat.choose(heated, "Integrated gradients")
    before = values(heated)
    the_map(heated, "conv1 map 1").focus()
    heated.keyboard.press("o")
    settle(heated)
    assert not np.allclose(values(heated), before)
    the_map(heated, "conv1 map 1, off").focus()
    heated.keyboard.press("o")
    settle(heated)
    assert values(heated) == before


def test_on_a_phone_it_is_a_sheet_for_the_finger(open_page) -> None:  # type: ignore[no-untyped-def] # a fixture
    page = open_page("/digits", width=390, height=844, touch=True, is_mobile=True)
    wait_until_live(page)
    draw(page, DIGITS[7])
    button(page).tap()
    settle(page)
    box = heat.overlay(page).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".heat-readout")).to_contain_text("row 15, column 15: ")
    choices = page.locator(".heat-choices label:visible, .heat-button:visible").all()
    assert len(choices) == 17
    for choice in choices:
        size = choice.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close").tap()
    expect(heat.overlay(page)).to_be_hidden()
