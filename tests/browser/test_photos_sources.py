"""Photos that are picked, uploaded, pasted and dropped, and where they are kept: nowhere else."""

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from cnnviz.images.photo_samples import photo_note
from cnnviz.images.samples import load_sample
from tests.browser import photos_page as photos
from tests.browser.brought_files import drop_file, paste_file
from tests.browser.digits_page import wait_until_live
from tests.browser.filters_page import upload
from tests.browser.live_traffic import SERVER_GONE, settle
from tests.browser.photos_page import UPLOAD
from tests.pictures import encoded

STORED = """() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])"""
UPRIGHT = 6  # EXIF: rows of the file are columns from right to left


@pytest.fixture
def visit(open_page):
    def at(path: str = "/photos", **options) -> Page:
        page = open_page(path, **options)
        wait_until_live(page)
        settle(page)
        return page

    return at


def sample_file(name: str, kind: str = "PNG", **options) -> bytes:
    return encoded(
        Image.fromarray(load_sample(name, color=True).transpose(1, 2, 0)), kind, **options
    )


def wait_until_read(page: Page, group: str) -> None:
    expect(page.locator(".photo-group").first).to_contain_text(group)
    settle(page)


def test_a_photograph_of_a_phone_held_upright_is_turned_and_read(open_page):
    page = open_page(UPLOAD)
    expect(page.get_by_text("Choose a photo above, or paste or drop one here.")).to_be_visible()
    expect(page.get_by_text("No photo yet")).to_be_visible()
    assert photos.bars(page) == {}
    large = Image.fromarray(load_sample("cat", color=True).transpose(1, 2, 0)).resize((1353, 900))
    lying = large.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = UPRIGHT
    upload(page, encoded(lying, "JPEG", quality=92, exif=exif), "IMG_0001.JPG")
    wait_until_read(page, "cat")
    assert photos.groups(page)["cat"] > 0.8
    cats = ("tabby cat", "tiger cat", "Egyptian cat")
    assert next(iter(photos.bars(page))) in cats
    upright = photos.read_by_network(load_sample("cat", color=True))
    read = photos.network_input(page)
    assert np.abs(read - upright).mean() < 6
    assert np.abs(read - np.rot90(upright, axes=(1, 2))).mean() > 20
    expect(page.get_by_text(photo_note("cat"))).not_to_be_visible()


def test_another_sample_is_read_with_its_own_sentence_as_it_is(visit):
    page = visit("/photos?photo=cat")
    photos.slide(page, "Turn", 45)
    page.get_by_label("Which sample").click()
    page.get_by_role("option", name="espresso").click()
    wait_until_read(page, "food")
    assert photos.bars(page)["espresso"] >= 0.9
    expect(page.get_by_text(photo_note("espresso"))).to_be_visible()
    expect(page.get_by_role("slider", name="Turn")).to_have_attribute("aria-valuetext", "0°")


def test_a_photo_may_be_pasted_or_dropped_anywhere_on_the_view(visit):
    page = visit("/photos?photo=cat")
    paste_file(page, sample_file("espresso"))
    wait_until_read(page, "food")
    drop_file(page.get_by_label("What the network says"), sample_file("cat"))
    wait_until_read(page, "cat")
    drop_file(photos.the_photo(page), sample_file("espresso"))
    wait_until_read(page, "food")
    expect(page.locator(".photo-note")).to_have_text("")


def test_a_photograph_by_the_camera_is_read(visit):
    page = visit("/photos?photo=cat")
    page.get_by_role("radio", name="Camera").click()
    before = photos.network_input(page)
    expect(page.locator("video")).to_have_js_property("readyState", 4)  # it films
    page.get_by_role("button", name="Take Photo").click()
    for _ in range(200):
        settle(page)
        if (photos.network_input(page) != before).mean() > 0.9:
            break
        page.wait_for_timeout(50)
    assert (photos.network_input(page) != before).mean() > 0.9
    expect(page.get_by_text(photo_note("cat"))).to_have_count(0)


def test_the_page_says_where_a_photo_is_kept_and_it_is_nowhere_else(visit):
    page = visit("/photos?photo=espresso")
    before = page.evaluate(STORED)
    expect(
        page.get_by_text(
            "Your photo stays in this tab\u2019s and in the server\u2019s memory: it is never "
            "written to disk nor shown to anyone, and is gone when the tab is reloaded or closed."
        )
    ).to_be_visible()
    paste_file(page, sample_file("cat"))
    wait_until_read(page, "cat")
    assert page.evaluate(STORED) == before
    other = visit("/photos?photo=espresso")
    assert "food" in photos.groups(other)
    page.reload()
    wait_until_live(page)
    settle(page)
    assert next(iter(photos.groups(page))) == "food"


def test_a_photo_is_still_there_after_a_visit_to_another_page(visit):
    page = visit("/photos?photo=espresso")
    paste_file(page, sample_file("cat"))
    wait_until_read(page, "cat")
    page.get_by_role("link", name="Digits").click()
    expect(page.get_by_label("Drawing pad")).to_be_visible()
    page.get_by_role("link", name="Photos").click()
    wait_until_read(page, "cat")


def test_a_photo_outlives_the_server_with_all_that_was_done_to_it(
    start_server, open_page, complaints
):
    complaints.allow(SERVER_GONE)
    server = start_server()
    page = open_page("/photos?photo=espresso", server=server)
    wait_until_live(page)
    cat = load_sample("cat", color=True)
    paste_file(page, sample_file("cat"))
    wait_until_read(page, "cat")
    photos.slide(page, "Turn", 20)
    settle(page)
    before = photos.bars(page)
    server.kill()
    expect(page.get_by_text("Reconnecting").first).to_be_visible(timeout=15_000)
    page.wait_for_timeout(7000)  # by now Streamlit would have covered the page with a dialog
    expect(page.get_by_role("dialog")).to_have_count(0)
    photos.slide(page, "Blur", 2)  # someone goes on; the photo follows without the server
    expect(page.locator(".photo-moving")).to_be_visible()
    server.restart()
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=30_000)
    settle(page)
    read = photos.read_by_network(cat, angle=20, blur=2)
    np.testing.assert_allclose(photos.network_input(page), read, atol=0.51)
    photos.slide(page, "Blur", 0)
    settle(page)
    assert photos.bars(page) == pytest.approx(before)
