"""Fixtures for tests that use the app as a person does, in Chromium on the real server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.digits_page import draw
from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import SETTLED, settle, watch
from tests.conftest import Complaints
from tests.strokes import DIGITS
from tests.visitors import Visitors
from tools.server import Server


@pytest.fixture
def open_page(
    new_page: Callable[..., Page], server: Server, complaints: Complaints
) -> Iterator[Callable[..., Page]]:
    """Visit a page of the app and wait until Streamlit has drawn it.

    ``open_page("/digits", width=390, height=844, theme="dark", touch=True, server=other)``
    """
    own = server
    # Streamlit's own script first looks for its server below the page's address, in vain
    complaints.allow(r"404 .*/_stcore/(health|host-config)")

    with ExitStack() as traffic:

        def visit(path: str = "/", *, server: Server | None = None, **options: Any) -> Page:
            at = server or own
            page = new_page(at.url, **options)
            traffic.enter_context(watch(page))
            page.goto(at.url + path)
            page.wait_for_selector(SETTLED)
            return page

        yield visit


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The Digits page at 1280×800, light, with a mouse."""
    return open_page("/digits")


@pytest.fixture(scope="module")
def drawn(visitors: Visitors, server: Server) -> Iterator[Page]:
    """A 7 on the Digits page, for all tests of a file."""
    with one_visit(visitors, server.url, "/digits") as page:
        draw(page, DIGITS[7])
        yield page


@pytest.fixture
def seven(drawn: Page) -> Page:
    """A 7 on the Digits page that is only looked at: nothing pointed at, pinned or chosen."""
    drawn.mouse.move(5, 5)
    for _ in range(2):  # out of a map, and then let go of it
        drawn.keyboard.press("Escape")
    drawn.get_by_label("Drawing pad").focus()
    drawn.get_by_role("radio", name="layer", exact=True).check(force=True)
    settle(drawn)
    return drawn
