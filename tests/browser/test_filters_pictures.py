"""Files given to the Filters page: shown right, or answered with a sentence."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests import pictures
from tests.browser import filters_page as filters
from tests.browser.filters_page import SMALL
from tests.browser.live_traffic import settle
from tests.visitors import Visitors
from tools.server import Server

REFUSED = pictures.refused()
UNUSUAL = pictures.unusual()
LOSSY = 3  # levels of 255 that JPEG may be off


@pytest.fixture(scope="module")
def page(visitors: Visitors, server: Server) -> Iterator[Page]:
    """A picture of 8×8 that somebody uploaded, and a kernel of their own, for all tests."""
    with filters.one_visit(visitors, server.url, filters.UPLOAD) as visit:
        filters.upload(visit, SMALL)
        expect(visit.get_by_text("1 × 8 × 8")).to_be_visible()
        filters.type_in_cell(visit, 2, 2, "5")
        expect(filters.cell(visit, 2, 2)).to_have_accessible_name("row 2, column 2: 5")
        yield visit


@pytest.mark.parametrize(("name", "file", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_picture_is_answered_and_nothing_is_lost(
    page: Page, name: str, file: bytes, sentence: str
) -> None:
    settle(page)
    before = filters.pixels(page, "Picture"), filters.pixels(page), filters.kernel(page)
    filters.upload(page, file, name)
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    np.testing.assert_array_equal(filters.pixels(page, "Picture"), before[0])
    np.testing.assert_array_equal(filters.pixels(page), before[1])
    assert filters.kernel(page) == before[2]


@pytest.mark.parametrize(("name", "file", "expected"), UNUSUAL.values(), ids=UNUSUAL.keys())
def test_an_unusual_picture_is_shown_right(
    page: Page, name: str, file: bytes, expected: np.ndarray
) -> None:
    filters.upload(page, file, name)
    picture = filters.the_map(page, "Picture")
    expect(picture).to_have_js_property("height", expected.shape[0])
    expect(picture).to_have_js_property("width", expected.shape[1])
    atol = LOSSY if name == "a.jpg" else 0
    for _ in range(100):
        shown = filters.pixels(page, "Picture")[..., :3].astype(int)
        if np.allclose(shown, expected, rtol=0, atol=atol):
            break
        page.wait_for_timeout(50)
    np.testing.assert_allclose(shown, expected, rtol=0, atol=atol)
    expect(page.get_by_role("alert").filter(has_text="picture")).to_have_count(0)
    assert filters.kernel(page)[4] == "row 2, column 2: 5"
