"""A mounted kernel editor."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.frontend.kernel_hands import SOBEL, Editor


@pytest.fixture
def open_editor(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Editor]:
    """Mount an editor: ``open_editor(RGB, "300px", touch=True)``."""
    return lambda kernel=SOBEL, width="390px", **options: Editor(
        new_page(frontend_url, **options), kernel, width
    )


@pytest.fixture
def open_on_phone(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Editor]:
    return lambda width="390px": Editor(
        new_page(frontend_url, touch=True, is_mobile=True, width=390), SOBEL, width
    )


@pytest.fixture
def editor(open_editor: Callable[..., Editor]) -> Editor:
    return open_editor()
