"""What a person does and sees on the Digits page, for the tests and the bench."""

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.live_traffic import settle
from tests.strokes import Stroke

ROOT = "[data-frame]"


def wait_until_live(page: Page) -> None:
    """Wait for the first answer to be painted."""
    page.wait_for_selector(f'{ROOT}:not([data-frame="0"])[data-connection="open"]')


def frames(page: Page) -> int:
    """Count the answers painted so far."""
    return int(page.locator(ROOT).get_attribute("data-frame") or 0)


def pad_box(page: Page) -> FloatRect:
    """Where the pad is on the screen, in CSS pixels."""
    pad = page.get_by_label("Drawing pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    return box


def draw(page: Page, strokes: list[Stroke], pause_ms: float = 4) -> None:
    """Draw with the mouse."""
    box = pad_box(page)
    for stroke in strokes:
        for i, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if i == 0:
                page.mouse.down()
            page.wait_for_timeout(pause_ms)
        page.mouse.up()
    settle(page)


def meters(page: Page) -> dict[str, float]:
    """Read each class's probability off its bar, all in one moment."""
    bars = page.get_by_role("meter").evaluate_all(
        "(bars) => bars.map((bar) => [bar.ariaLabel, Number(bar.ariaValueNow)])"
    )
    return dict(bars)


def top_guess(page: Page) -> str:
    """Name the class with the longest bar."""
    shares = meters(page)
    return max(shares, key=shares.__getitem__)


def verdict(page: Page) -> Locator:
    """Find the large guess."""
    return page.locator(".verdict-guess")
