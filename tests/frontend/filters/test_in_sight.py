"""What is in sight of maps too many for one window."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_filters import SOBEL, stage
from tests.frontend.filters.hands import COLORS, Open, arithmetic, root, the_map

STAGE = stage(kernels=[SOBEL, SOBEL], activation="relu", pooling="max")


def to_the_end(page: Page) -> None:
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def test_the_last_map_s_size_is_read_above_the_status_line(open_view: Open) -> None:
    page = open_view(COLORS, STAGE, STAGE, height=800)
    expect(page.locator(".map-set")).to_have_count(7)
    to_the_end(page)
    formula = page.locator(".map-formula").last.bounding_box()
    status = page.locator(".status-line").bounding_box()
    side, maps = (
        root(page).locator(part).bounding_box() for part in (".stage-editor", ".map-strip")
    )
    assert formula and status and side and maps  # noqa: PT018
    assert maps["height"] < side["height"]  # otherwise nothing would follow
    assert formula["y"] + formula["height"] <= status["y"]


@pytest.mark.parametrize("hand", ["mouse", "keys", "finger"])
def test_a_pinned_pixel_s_numbers_are_in_sight_and_not_over_its_map(
    open_view: Open, hand: str
) -> None:
    reduced: dict[str, Any] = {"reduced_motion": "reduce", "touch": hand == "finger"}
    page = open_view(COLORS, STAGE, STAGE, height=600, **reduced)
    pinned = the_map(page, "stage 2 feature map 1")
    expect(arithmetic(page)).not_to_be_in_viewport(ratio=0.5)
    if hand == "keys":
        pinned.focus()
        page.keyboard.press("ArrowDown")
    elif hand == "mouse":
        pinned.click(position={"x": 20, "y": 9})
    else:
        pinned.tap(position={"x": 20, "y": 9})
    expect(arithmetic(page)).to_contain_text("stage 2 feature map 1, row")
    expect(arithmetic(page)).to_be_in_viewport(ratio=0.99)
    expect(pinned).to_be_in_viewport(ratio=0.99)
    over, below = arithmetic(page).bounding_box(), pinned.bounding_box()
    assert over
    assert below
    assert below["y"] + below["height"] <= over["y"] or below["x"] >= over["x"] + over["width"]
    page.get_by_role("button", name="Let go of the pixel").click()
    expect(root(page).locator(".map-strip")).to_have_attribute("data-pinned", "false")


def test_maps_taller_than_the_window_are_scrolled_to_their_foot_first(open_view: Open) -> None:
    page = open_view(COLORS, STAGE, STAGE, height=600)
    last = the_map(page, "stage 2 pooled map 1")
    expect(last).not_to_be_in_viewport()
    last.evaluate("(map) => scrollBy(0, map.getBoundingClientRect().bottom - innerHeight + 20)")
    expect(last).to_be_in_viewport(ratio=0.99)
