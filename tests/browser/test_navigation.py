"""Which address leads to which page, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SECONDS = 30_000


@pytest.mark.parametrize(
    ("address", "name", "landmark"),
    [
        ("/", "Filters", "Kernel editor"),
        ("/digits", "Digits", "Drawing pad"),
        ("/photos", "Photos", "What the network says"),
    ],
)
def test_each_page_has_its_own_address(
    open_page: Callable[..., Page], address: str, name: str, landmark: str
):
    page = open_page(address)
    expect(page.get_by_label(landmark)).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("link", name=name)).to_be_visible()


def test_the_navigation_leads_from_one_page_to_the_other(open_page: Callable[..., Page]):
    page = open_page("/")
    page.get_by_role("link", name="Digits").click()
    expect(page.get_by_label("Drawing pad")).to_be_visible(timeout=SECONDS)
    assert page.url.endswith("/digits")
