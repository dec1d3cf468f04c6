"""Files given to the Photos page: read right, or answered with a sentence."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests import pictures
from tests.browser import photos_page as photos
from tests.browser.brought_files import paste_file
from tests.browser.filters_page import SMALL, one_visit, upload
from tests.browser.live_traffic import settle
from tests.visitors import Visitors
from tools.server import Server

REFUSED = pictures.refused()
REFUSED_PASTED = REFUSED | {"zero bytes": ("a.png", b"", "The picture is empty.")}
UNUSUAL = pictures.unusual()
OFF = 4  # levels of 255, by JPEG and by rounding


@pytest.fixture(scope="module")
def page(visitors: Visitors, server: Server) -> Iterator[Page]:
    """A photo of 8×8 that somebody pasted over a sample, for all tests."""
    with one_visit(visitors, server.url, "/photos") as visit:
        visit.get_by_role("radio", name="Picture").click()
        upload(visit, SMALL)
        wait_for(visit, SMALL[np.newaxis])
        yield visit


def wait_for(page: Page, picture: np.ndarray) -> None:
    """Wait until the network reads a picture (C, H, W)."""
    expected = photos.read_by_network(picture)
    for _ in range(100):
        settle(page)
        read = photos.network_input(page)
        if np.allclose(read, expected, rtol=0, atol=OFF):
            return
        page.wait_for_timeout(50)
    np.testing.assert_allclose(read, expected, rtol=0, atol=OFF)


@pytest.mark.parametrize(("name", "file", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_photo_is_answered_and_the_one_before_stays(
    page: Page, name: str, file: bytes, sentence: str
) -> None:
    before = photos.network_input(page), photos.bars(page)
    upload(page, file, name)
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    np.testing.assert_array_equal(photos.network_input(page), before[0])
    assert photos.bars(page) == before[1]


@pytest.mark.parametrize(
    ("name", "file", "sentence"), REFUSED_PASTED.values(), ids=REFUSED_PASTED.keys()
)
def test_a_bad_photo_that_is_pasted_is_answered_and_the_one_before_stays(
    page: Page, name: str, file: bytes, sentence: str
) -> None:
    before = photos.network_input(page), photos.bars(page)
    paste_file(page, file, name=name)
    expect(page.locator(".photos").get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    np.testing.assert_array_equal(photos.network_input(page), before[0])
    assert photos.bars(page) == before[1]


@pytest.mark.parametrize(("name", "file", "expected"), UNUSUAL.values(), ids=UNUSUAL.keys())
def test_an_unusual_photo_is_read_right(
    page: Page, name: str, file: bytes, expected: np.ndarray
) -> None:
    upload(page, file, name)
    wait_for(page, expected.transpose(2, 0, 1))
    expect(page.get_by_role("alert").filter(has_text="picture")).to_have_count(0)
