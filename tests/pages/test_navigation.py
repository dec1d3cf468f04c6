"""Which address leads to which page, in a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tools.server import Server

SECONDS = 30_000


@pytest.mark.parametrize("address", ["/", "/digits"])
def test_the_front_page_leads_to_digits(
    new_page: Callable[..., Page], server: Server, complaints: Any, address: str
):
    # On a page's own address Streamlit's front end first looks for the server below it.
    complaints.allow(r"404.*/digits/_stcore/")
    page = new_page(server.url)
    page.goto(server.url + address)
    expect(page.get_by_label("Drawing pad")).to_be_visible(timeout=SECONDS)
    assert page.url == f"{server.url}/digits"
