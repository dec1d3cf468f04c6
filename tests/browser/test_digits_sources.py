"""Digits that are not drawn: test digits, pictures; and what is refused."""

import base64
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.images.datasets import load_mnist
from tests.browser.digits_page import draw, meters, top_guess, verdict, wait_until_live
from tests.browser.live_traffic import settle
from tests.images.test_reading import BAD_FILES
from tests.pictures import encoded, photograph
from tests.strokes import DIGITS

IMAGES, LABELS = load_mnist("test")


@pytest.fixture
def upload(open_page):
    page = open_page("/digits?source=Picture")
    wait_until_live(page)
    return page


def _give(page: Page, name: str, file: bytes) -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": file})


def _paste(page: Page, file: bytes, kind: str) -> None:
    page.evaluate(
        """([text, kind]) => {
            const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
            const clipboard = new DataTransfer();
            clipboard.items.add(new File([bytes], 'pasted', { type: kind }));
            document.body.dispatchEvent(new ClipboardEvent(
                'paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }""",
        [base64.b64encode(file).decode(), kind],
    )


def test_a_test_digit_in_the_address_is_on_the_pad(open_page):
    page = open_page("/digits?source=Test+digit&digit=0")
    wait_until_live(page)
    settle(page)
    expect(page.get_by_text("Test digit 0, labelled 7")).to_be_visible()
    assert top_guess(page) == "7"


def test_another_test_digit_of_a_label_has_that_label(open_page):
    page = open_page("/digits?source=Test+digit")
    wait_until_live(page)
    page.get_by_label("Which test digit").click()
    page.get_by_role("option", name="a 3", exact=True).click()
    expect(page.get_by_text(", labelled 3")).to_be_visible()


def test_a_digit_that_the_network_misreads_is_misread_on_the_page(open_page):
    page = open_page("/digits?source=Test+digit")
    wait_until_live(page)
    page.get_by_label("Which test digit").click()
    page.get_by_role("option", name="one the network misreads").click()
    expect(page.get_by_text("Test digit 0, labelled 7")).not_to_be_visible()
    settle(page)
    label = page.locator(".digits-caption").inner_text()[-1]
    assert top_guess(page) != label


def test_a_digit_that_the_network_is_unsure_of_is_said_to_be_unsure(open_page):
    network = cnnviz.load_network("digits")
    shares = network.predict(IMAGES[:, None].astype(np.float32) / 255)
    closest = int(np.sort(shares, axis=1)[:, -2].argmax())
    page = open_page(f"/digits?source=Test+digit&digit={closest}")
    wait_until_live(page)
    settle(page)
    first, second = sorted(meters(page), key=meters(page).__getitem__)[:-3:-1]
    expect(verdict(page)).to_have_text(f"{first} or {second}?")


def test_a_test_digit_can_be_drawn_over_and_a_rerun_leaves_it_so(open_page):
    page = open_page("/digits?source=Test+digit&digit=0")
    wait_until_live(page)
    settle(page)
    seven = meters(page)
    draw(page, DIGITS[0])
    drawn_over = meters(page)
    assert drawn_over != seven
    expect(page.get_by_text("Test digit 0, labelled 7, changed")).to_be_visible()
    page.get_by_text("Draw", exact=True).click()
    page.get_by_text("Test digit", exact=True).click()
    settle(page)
    assert meters(page) == drawn_over


@pytest.mark.parametrize("dark_on_light", [True, False])
def test_an_uploaded_photograph_of_a_digit_is_read(upload, dark_on_light):
    _give(upload, "digit.jpg", photograph(IMAGES[3], seed=3, dark_on_light=dark_on_light))
    expect(upload.get_by_text("Found in your picture")).to_be_visible()
    settle(upload)
    assert top_guess(upload) == str(LABELS[3])


def test_a_rotated_jpeg_is_turned_upright(upload):
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = np.pad(255 - IMAGES[0].repeat(8, 0).repeat(8, 1), 60, constant_values=255)
    stored = Image.fromarray(np.ascontiguousarray(np.rot90(upright)))
    _give(upload, "turned.jpg", encoded(stored, "JPEG", exif=exif))
    expect(verdict(upload)).to_have_text("7")


@pytest.mark.parametrize("name", ["empty", "not a picture", "heic", "a bomb"])
def test_a_bad_upload_is_answered_with_a_sentence_and_the_drawing_stays(upload, name):
    file, sentence = BAD_FILES[name]
    draw(upload, DIGITS[7])
    before = meters(upload)
    _give(upload, "picture.png", file)
    expect(upload.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    settle(upload)
    assert meters(upload) == before


def test_a_picture_without_a_digit_is_answered_with_a_sentence(upload):
    _give(upload, "sheet.png", encoded(Image.new("L", (300, 300), 200)))
    expect(upload.get_by_text("no digit found: the ink hardly differs")).to_be_visible()


def test_refused_files_are_told_one_after_the_other_beside_the_maps(upload):
    first_map = upload.get_by_role("img", name="conv1 map 1", exact=True)
    place = first_map.bounding_box()
    for name in ("first.png", "second.png"):
        _give(upload, name, b"nothing")
        alert = upload.get_by_role("alert").filter(has_text=f"“{name}”: the file must be")
        expect(alert).to_be_in_viewport(ratio=1)
    assert first_map.bounding_box() == place
    upload.get_by_role("button", name=re.compile("^Remove")).click()
    expect(alert).to_be_hidden()


def test_a_photograph_by_the_camera_is_looked_at(upload):
    """The browser's pretended camera films no digit for sure, so either answer will do."""
    upload.get_by_role("button", name="Camera").click()
    expect(upload.locator("video")).to_have_js_property("readyState", 4)  # it films
    upload.get_by_role("button", name="Take Photo").click()
    answer = re.compile("Found in your picture|no digit found")
    expect(upload.get_by_text(answer).first).to_be_visible()


def test_a_pasted_picture_is_read(page):
    wait_until_live(page)
    _paste(page, photograph(IMAGES[3], seed=3), "image/jpeg")
    expect(page.get_by_text("Found in your picture")).to_be_visible()
    settle(page)
    assert top_guess(page) == str(LABELS[3])


def test_a_pasted_picture_that_is_damaged_is_answered_with_a_sentence(page):
    wait_until_live(page)
    draw(page, DIGITS[7])
    before = meters(page)
    file = photograph(IMAGES[3], seed=3)
    _paste(page, file[: len(file) // 3], "image/jpeg")
    expect(page.get_by_text("damaged or cut off")).to_be_visible()
    settle(page)
    assert meters(page) == before
