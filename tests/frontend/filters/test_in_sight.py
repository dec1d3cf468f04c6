"""What is in sight of maps too many for one window."""

from playwright.sync_api import Page, expect

from tests.frontend.fake_filters import SOBEL, stage
from tests.frontend.filters.hands import COLORS, Open, root

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
