"""What the Photos page says is shown: the page's photo, or one's own and the way back."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnnviz.images.samples import load_sample
from tests.browser import photos_page as photos
from tests.browser.brought_files import drop_file, paste_file
from tests.browser.digits_page import wait_until_live
from tests.browser.filters_page import upload
from tests.browser.live_traffic import settle
from tests.browser.photos_page import UPLOAD
from tests.browser.test_photos_sources import sample_file, wait_until_read


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The sample espresso."""
    page = open_page("/photos?photo=espresso")
    wait_until_live(page)
    settle(page)
    return page


@pytest.mark.parametrize("way", ["pasted", "dropped"])
def test_ones_own_photo_is_called_so_and_leads_back_to_the_sample(page: Page, way: str) -> None:
    caption, back = page.locator(".photo-caption"), page.locator(".picture-back")
    expect(caption).to_have_text("Sample: espresso")
    expect(back).to_be_hidden()
    if way == "pasted":
        paste_file(page, sample_file("cat"))
    else:
        drop_file(photos.the_photo(page), sample_file("cat"))
    wait_until_read(page, "cat")
    expect(caption).to_have_text("Your photo")
    page.get_by_role("button", name="Back to sample: espresso").click()
    wait_until_read(page, "food")
    expect(caption).to_have_text("Sample: espresso")
    expect(back).to_be_hidden()
    read = photos.read_by_network(load_sample("espresso", color=True))
    np.testing.assert_allclose(photos.network_input(page), read, atol=0.51)


def test_before_an_upload_the_photo_that_stays_is_called_what_it_is(page: Page) -> None:
    page.get_by_role("radio", name="Picture").click()
    expect(page.locator("input[type=file]")).to_have_count(1)
    expect(page.locator(".photo-caption")).to_have_text("Sample: espresso")
    upload(page, sample_file("cat"))
    wait_until_read(page, "cat")
    expect(page.locator(".photo-caption")).to_have_text("Your photo")
    paste_file(page, sample_file("espresso"))
    wait_until_read(page, "food")
    page.get_by_role("button", name="Back to the file chosen above").click()
    wait_until_read(page, "cat")


def test_on_filters_ones_own_picture_leads_back_to_the_sample(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/?sample=horse")
    wait_until_live(page)
    caption = page.get_by_text(re.compile("^Sample: horse"))
    expect(caption).to_be_visible()
    paste_file(page, sample_file("cat"))
    expect(page.get_by_text("Your picture")).to_be_visible()
    page.get_by_role("button", name="Back to sample: horse").click()
    expect(caption).to_be_visible()
    expect(page.locator(".picture-back")).to_be_hidden()


def test_a_refused_drop_names_its_file_and_is_brought_into_sight(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/photos?photo=espresso", width=390, height=844, touch=True)
    wait_until_live(page)
    settle(page)
    strip = page.locator(".block-strip")
    strip.scroll_into_view_if_needed()
    alert = page.locator(".photos").get_by_role("alert").filter(has_text="“*bad*.png”: the")
    drop_file(strip, b"no picture" * 20, name="*bad*.png")
    expect(alert).to_be_in_viewport(ratio=1)
    drop_file(strip, sample_file("cat"))  # a newer file takes it away
    expect(alert).to_have_count(0)
    wait_until_read(page, "cat")


def test_an_uploads_errors_name_their_file_and_only_the_newest_is_told(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(UPLOAD)
    told = page.get_by_text("“*notes*.jpg”: the file must be a PNG")
    upload(page, b"notes" * 20, "*notes*.jpg")
    expect(told).to_be_visible()
    upload(page, bytes(2**23 + 2**20), "big.png")
    large = page.get_by_text("The picture must be at most 8 MB, got 9.0 MB.")
    expect(large).to_be_visible()
    box = large.bounding_box()
    assert box
    assert box["width"] > 100  # not only for screen readers
    expect(told).to_be_hidden()
    upload(page, b"text", "notes.txt")
    expect(page.get_by_text("“notes.txt”: the file must be a PNG")).to_be_visible()
    expect(large).to_be_hidden()
    upload(page, sample_file("cat"))
    wait_until_read(page, "cat")
    expect(page.get_by_role("alert").filter(has_text="must be")).to_have_count(0)


def test_the_camera_stands_in_the_row_and_leaves_the_photo_in_sight(page: Page) -> None:
    page.get_by_role("radio", name="Camera").click()
    expect(page.locator("video")).to_have_js_property("readyState", 4)  # it films
    page.get_by_role("button", name="Take Photo").click()
    expect(page.locator(".photo-caption")).to_have_text("Your photograph")
    camera = page.get_by_role("group", name="Your camera").bounding_box()
    assert camera
    assert camera["y"] + camera["height"] <= photos.photo_box(page)["y"]
    assert camera["height"] < 250
