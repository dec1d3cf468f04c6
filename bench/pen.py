"""A pen that draws figures on the Digits page's pad, and how fast the network follows it."""

import math

from playwright.sync_api import Page

from bench.pace import Pace, drag, measure_pace

EVENTS_PER_STROKE = 60
QUIET_MS = 500


def measure_pen(page: Page) -> Pace:
    """Draw on the page's pad."""
    return measure_pace(page, draw_stroke, ("pointerdown", "pointermove"))


def eight(number: int) -> list[tuple[float, float]]:
    """Return the corners of a figure eight in [0, 1]², a little different for each number."""
    turn, width = 0.3 * number, 0.2 + 0.02 * number
    angles = [2 * math.pi * i / EVENTS_PER_STROKE for i in range(EVENTS_PER_STROKE + 1)]
    return [(0.5 + width * math.sin(2 * a + turn), 0.5 + 0.36 * math.sin(a + turn)) for a in angles]


def draw_stroke(page: Page, number: int) -> float:
    """Draw one stroke on the empty pad, clear it and return the events per second reached."""
    box = page.get_by_label("Drawing pad").bounding_box()
    if box is None:
        raise RuntimeError("the drawing pad is not on the screen")
    reached = drag(
        page,
        [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in eight(number)],
    )
    page.wait_for_timeout(QUIET_MS)
    page.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(QUIET_MS)
    return reached
