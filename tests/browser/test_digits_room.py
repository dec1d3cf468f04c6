"""The room that the Digits page takes, and what of it is on the screen."""

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.digits_page import draw, wait_until_live
from tests.browser.live_traffic import settle
from tests.map_pixels import map_pixels
from tests.strokes import DIGITS, line


def test_a_saved_picture_shows_layers_that_were_never_on_the_screen(open_page):
    page = open_page("/digits", width=390, height=844)
    wait_until_live(page)
    draw(page, DIGITS[7])
    assert _painted(page, "conv3 map 1") == 1  # blank: one color
    with page.expect_download():
        page.get_by_role("button", name="Save picture (.png)").click()
    assert _painted(page, "conv3 map 1") > 10


def _painted(page: Page, name: str) -> int:
    """Count the colors of a map."""
    pixels = map_pixels(page.get_by_role("img", name=name, exact=True))
    return len(np.unique(pixels.reshape(-1, 4), axis=0))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_nothing_scrolls_sideways_and_everything_is_there(open_page, width, theme):
    page = open_page("/digits", width=width, height=900, theme=theme)
    wait_until_live(page)
    draw(page, [line((0.3, 0.2), (0.5, 0.8))])
    scroll, inner = page.evaluate(
        "[document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]"
    )
    assert scroll <= inner
    boxes = [
        part.bounding_box()
        for part in (
            page.get_by_label("Drawing pad"),
            page.get_by_role("meter", name="9", exact=True),
            page.get_by_role("img", name="conv1 map 1", exact=True),
            page.get_by_role("button", name="Save picture (.png)"),
        )
    ]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)


def test_on_a_phone_the_bars_are_in_sight_of_the_pen(open_page):
    page = open_page("/digits", width=390, height=844, touch=True)
    wait_until_live(page)
    assert page.get_by_label("Drawing pad").bounding_box()["y"] > 0
    bar = page.get_by_role("meter", name="7", exact=True).bounding_box()
    assert bar["y"] + bar["height"] < 844


def test_only_the_layers_on_the_screen_are_asked_for(open_page):
    sent: list[bytes] = []
    page = open_page("/digits", width=390, height=844)
    keep = lambda frame: sent.append(frame)  # noqa: E731,PLW0108 - Playwright marks its listeners
    page.on("websocket", lambda socket: socket.on("framesent", keep))
    page.reload()
    wait_until_live(page)
    settle(page)
    asked = [frame for frame in sent if isinstance(frame, bytes) and b"layers" in frame][-1]
    assert b"dense1" not in asked


def test_reduced_motion_stills_the_view(open_page):
    page = open_page("/digits", reduced_motion="reduce")
    wait_until_live(page)
    moving = page.evaluate(
        """() => {
            const root = [...document.querySelectorAll('*')].find((e) => e.shadowRoot).shadowRoot;
            return [...root.querySelectorAll('*')].filter((element) => {
                const { transitionDuration, animationDuration } = getComputedStyle(element);
                return [transitionDuration, animationDuration].some((d) => parseFloat(d) > 0.01);
            }).length;
        }"""
    )
    assert moving == 0
