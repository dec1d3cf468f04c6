"""The cat on the Photos page, its strip of blocks in sight."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import settle
from tests.browser.photos_blocks.hands import TALL, block, thumbnails
from tests.visitors import Visitors
from tools.server import Server


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """The cat, for all tests of this file."""
    with one_visit(visitors, server.url, "/photos?photo=cat", **TALL) as page:
        yield page


@pytest.fixture
def page(visit: Page) -> Page:
    """The cat as it is, the strip in sight, no block open."""
    visit.get_by_role("button", name="Reset").click()
    close = visit.locator(".block-close")
    if close.is_visible():
        close.click()
    visit.locator(".block-strip").evaluate("(strip) => { strip.scrollLeft = 0; }")
    visit.locator(".block-strip").scroll_into_view_if_needed()
    expect(block(visit, "block 3")).to_be_in_viewport(ratio=1)
    settle(visit)
    expect(thumbnails(visit, "stem").first).to_be_visible()
    return visit
