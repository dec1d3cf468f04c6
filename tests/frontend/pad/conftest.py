"""Fixtures for the drawing pad."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.frontend.pad.hands import MOUNT, Pad


@pytest.fixture
def open_pad(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Pad]:
    """Mount a pad on a page: ``open_pad(pad_width="280px", touch=True, width=390)``."""

    def open_one(pad_width: str = "280px", **options: Any) -> Pad:
        page = new_page(frontend_url, **options)
        page.evaluate(MOUNT, pad_width)
        return Pad(page)

    return open_one


@pytest.fixture
def pad(open_pad: Callable[..., Pad]) -> Pad:
    return open_pad()


@pytest.fixture
def devtools(pad: Pad) -> Iterator[CDPSession]:
    """For input that Playwright has no words for: pens, several fingers, dropped files."""
    session = pad.page.context.new_cdp_session(pad.page)
    yield session
    session.detach()
