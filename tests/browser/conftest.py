"""Fixtures for tests that use the app as a person does, in Chromium on the real server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.live_traffic import watch
from tests.conftest import Complaints
from tools.server import Server

SETTLED = "[data-testid='stApp'][data-test-script-state='notRunning']"


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
