"""The blocks of the fake network."""

import pytest
from playwright.sync_api import Page

from tests.frontend.blocks.hands import SETUP, Open
from tests.frontend.fake_blocks import ANSWERS, NETWORK


@pytest.fixture
def page(module_page: Page) -> Page:
    """The blocks of the fake network, looked at once."""
    module_page.evaluate(ANSWERS, NETWORK)
    module_page.evaluate(SETUP, NETWORK)
    return module_page


@pytest.fixture
def open_block(page: Page) -> Open:
    """Open a block by a click, and one of its tabs: ``open_block("block 2", "ReLU6")``."""

    def click(name: str, tab: str | None = None) -> Page:
        page.get_by_role("group", name=name, exact=True).get_by_role("button").click()
        if tab:
            page.get_by_role("tab", name=tab).first.click()
        return page

    return click
