"""A stage that stamps its kernel: chosen on the page, followed to its pixels, kept by the link."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from tests.browser import filters_page as filters
from tests.browser.digits_page import settle, wait_until_live
from tests.browser.filters_page import FEATURE, arithmetic, pixel_center, set_number
from tests.visitors import Visitors
from tools.server import Server

PICTURE = filters.SMALL
KERNEL = [[1, 2], [3, 4]]
PLAIN = {"kernels": [{"name": "square", "values": [KERNEL], "bias": 0}], "padding": "same"}


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server):
    """A kernel of 2 × 2 on a picture of 8 × 8, for all tests of this file."""
    address = filters.link(filters.UPLOAD, **PLAIN, activation="none", pooling="none")
    with filters.one_page(visitors, server.url, address) as page:
        filters.upload(page, PICTURE)
        wait_until_live(page)
        settle(page)
        yield page


def choose_stamps(page: Page) -> None:
    page.get_by_label("Operation", exact=True).select_option("Transposed convolution")
    set_number(page, "Stride, rows", "2")
    set_number(page, "Stride, columns", "2")
    set_number(page, "Padding, rows", "1")
    set_number(page, "Padding, columns", "0")
    settle(page)


def test_a_stage_that_stamps_at_a_stride_of_two_doubles_the_size(visit: Page) -> None:
    expect(visit.get_by_label("Output padding, rows", exact=True)).to_be_hidden()
    choose_stamps(visit)
    expect(visit.get_by_label("Output padding, rows", exact=True)).to_be_visible()
    expect(visit.get_by_label("Border", exact=True)).to_be_hidden()
    maps = visit.locator('.map-set[data-key="stage1.feature"]')
    expect(maps).to_contain_text("height (8−1)·2 − 2·1 + 1·(2−1) + 0 + 1 = 14")
    expect(maps).to_contain_text("width (8−1)·2 − 2·0 + 1·(2−1) + 0 + 1 = 16")
    assert filters.pixels(visit).shape[:2] == (14, 16)


def test_the_pixels_whose_stamps_reach_a_pixel_add_up_to_it(visit: Page) -> None:
    choose_stamps(visit)
    set_number(visit, "Stride, columns", "1")
    settle(visit)
    stamps = cnnviz.convolve_transposed(PICTURE, KERNEL, stride=(2, 1), padding=(1, 0))[0]
    visit.mouse.move(*pixel_center(visit, 6, 5))
    expect(arithmetic(visit)).to_contain_text(f"{FEATURE}, row 7, column 6")
    (window,), (weights,), (products,) = (
        filters.tables(visit, label) for label in ("window", "kernel", "products")
    )
    # Row 6 and the one cut off are twice the picture's row 3, and the kernel's second row
    assert window == PICTURE[3, 4:6].tolist()
    assert weights == [4, 3]
    assert sum(products) == stamps[6, 5] == np.dot(window, weights)
    assert filters.is_marked(visit, "Picture")
    visit.mouse.move(*pixel_center(visit, 2, 2, "Picture"))
    assert filters.is_marked(visit)


def test_a_reload_keeps_what_was_chosen(visit: Page) -> None:
    choose_stamps(visit)
    filters.wait_for_fragment(visit, lambda state: len(state) > 100)
    visit.reload()
    visit.wait_for_selector(filters.SETTLED)
    expect(visit.get_by_label("Operation", exact=True)).to_have_value("transposed")
    expect(visit.get_by_label("Stride, rows", exact=True)).to_have_value("2")
    expect(visit.get_by_label("Padding, rows", exact=True)).to_have_value("1")
