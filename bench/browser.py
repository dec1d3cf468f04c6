"""A headless Chromium for the benchmarks, and the paces measured in it."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import FLAGS, find_chromium

WIDTH, HEIGHT = 1920, 1080  # the projector; every layer is on the screen, so none is left out

_FRAMES = """
(count) => new Promise((resolve) => {
  const times = [];
  const step = (now) => {
    times.push(now);
    if (times.length <= count) requestAnimationFrame(step);
    else resolve(times.slice(1).map((time, i) => time - times[i]));
  };
  requestAnimationFrame(step);
})
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium, and end it after use."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, url: str) -> Page:
    """Open an address as a new visitor and wait until its live view has painted once."""
    page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
    page.goto(url)
    wait_for_first_answer(page)
    return page


def wait_for_first_answer(page: Page) -> None:
    """Wait until the live view is there and has painted an answer: it can be used then."""
    page.locator("[data-frame]:not([data-frame='0'])").wait_for(timeout=60_000)


def frame_interval(page: Page, frames: int = 120) -> float:
    """Return the display's frame interval in milliseconds, the median of many."""
    return float(statistics.median(page.evaluate(_FRAMES, frames)))
