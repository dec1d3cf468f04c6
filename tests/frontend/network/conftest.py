"""The network view with a first reading painted."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.frontend.fake_network import LENET, message
from tests.frontend.network.hands import MOUNT, Mount


@pytest.fixture
def mount(new_page: Callable[..., Page], frontend_url: str) -> Mount:
    """Open the view with a first reading painted: ``mount(width=1262)``."""

    def open_view(width: int = 1262, height: int = 900, **options: Any) -> Page:
        page = new_page(frontend_url, width=width, height=height, **options)
        page.evaluate(MOUNT, message(LENET))
        return page

    return open_view
