"""Pictures that are drawn, pasted, dropped and uploaded on the Filters page, and kept there."""

from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import cnnviz
from tests.browser.brought_files import drop_file, paste_file
from tests.browser.digits_page import draw, pad_box, settle, wait_until_live
from tests.browser.filters_page import UPLOAD, cell, pixels, upload, wait_for_fragment
from tests.browser.live_traffic import SERVER_GONE
from tests.images.test_reading import BAD_FILES
from tests.pictures import encoded
from tests.strokes import DIGITS

DRAWING = "/?picture-from=Drawing"
RED = np.full((30, 40, 3), (255, 0, 0), np.uint8)
RED[:, 20:] = (0, 0, 255)


@pytest.fixture
def visit(open_page):
    def at(path: str = "/", **options: Any) -> Page:
        page = open_page(path, **options)
        wait_until_live(page)
        settle(page)
        return page

    return at


def reload(page: Page) -> None:
    page.reload()
    wait_until_live(page)
    settle(page)


def paste(page: Page, picture: np.ndarray) -> None:
    paste_file(page, encoded(Image.fromarray(picture)))


def picture(page: Page) -> np.ndarray:
    """(H, W, 3) uint8, as it is painted."""
    return pixels(page, "Picture")[..., :3]


def test_the_maps_follow_the_pen_and_are_those_of_the_drawing(visit):
    page = visit(DRAWING)
    assert not picture(page).any()
    box = pad_box(page)
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 90, steps=4)
    settle(page)
    halfway = picture(page)
    assert halfway.any()
    page.mouse.move(box["x"] + 140, box["y"] + 90, steps=4)
    settle(page)
    assert (picture(page) != halfway).any()
    page.mouse.up()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save numbers (.npz)").click()
    with np.load(download.value.path()) as numbers:
        np.testing.assert_array_equal(numbers["picture"][0], picture(page)[..., 0])
        feature = cnnviz.convolve(numbers["picture"], cnnviz.KERNELS["sobel_x"])
        np.testing.assert_allclose(numbers["stage1.feature"], feature, atol=1e-3)


def test_a_drawing_is_cleared_brought_back_and_kept_over_a_reload(visit):
    page = visit(DRAWING)
    draw(page, DIGITS[7])
    drawn = picture(page)
    page.get_by_role("button", name="Clear").click()
    settle(page)
    assert not picture(page).any()
    expect(page.get_by_text("Draw something")).to_be_visible()
    page.get_by_label("Drawing pad").focus()
    page.keyboard.press("Control+z")
    settle(page)
    np.testing.assert_array_equal(picture(page), drawn)
    reload(page)
    np.testing.assert_array_equal(picture(page), drawn)
    expect(cell(page, 1, 1)).to_have_accessible_name("row 1, column 1: \u22121")


def test_another_source_takes_the_place_of_a_drawing_and_the_drawing_comes_back(visit):
    page = visit(DRAWING)
    draw(page, DIGITS[7])
    drawn = picture(page)
    page.get_by_role("radio", name="Sample").click()
    expect(page.get_by_text("Sample: coins, grey already")).to_be_visible()
    expect(page.get_by_label("Drawing pad")).not_to_be_visible()
    page.get_by_role("radio", name="Drawing").click()
    expect(page.get_by_text("Your drawing")).to_be_visible()
    settle(page)
    np.testing.assert_array_equal(picture(page), drawn)


def test_a_drawing_outlives_the_server(start_server, open_page, complaints):
    complaints.allow(SERVER_GONE)
    server = start_server()
    page = open_page(DRAWING, server=server)
    wait_until_live(page)
    draw(page, DIGITS[7])
    drawn = picture(page)
    server.kill()
    page.wait_for_selector('[data-frame]:not([data-connection="open"])')
    server.restart()
    page.wait_for_selector('[data-frame][data-connection="open"]', timeout=60_000)
    settle(page)
    np.testing.assert_array_equal(picture(page), drawn)


def test_a_pasted_picture_is_shown_in_color_and_grey_and_kept_over_a_reload(visit):
    page = visit()
    paste(page, RED)
    expect(page.get_by_text("3 × 30 × 40")).to_be_visible()
    settle(page)
    np.testing.assert_array_equal(picture(page), RED)
    page.get_by_role("radio", name="Grey").click()
    expect(page.get_by_text("1 × 30 × 40")).to_be_visible()
    reload(page)
    expect(page.get_by_text("1 × 30 × 40")).to_be_visible()
    assert picture(page)[0, 0].tolist() == [76] * 3  # 0.299 of 255
    page.get_by_role("radio", name="Color").click()
    expect(page.get_by_text("3 × 30 × 40")).to_be_visible()
    settle(page)
    np.testing.assert_array_equal(picture(page), RED)


def test_a_sample_that_is_picked_takes_the_place_of_a_pasted_picture(visit):
    page = visit()
    paste(page, RED)
    expect(page.get_by_text("Your picture")).to_be_visible()
    page.get_by_label("Which sample").click()
    page.get_by_role("option", name="horse").click()
    expect(page.get_by_text("Sample: horse")).to_be_visible()
    reload(page)
    expect(page.get_by_text("Sample: horse")).to_be_visible()


def test_a_picture_may_be_dropped_anywhere_on_the_view(visit):
    page = visit(DRAWING)
    for place in (".map-strip", ".kernel-editor", ".pad-stage"):
        drop_file(page.locator(place), encoded(Image.fromarray(RED)))
        expect(page.get_by_text("3 × 30 × 40")).to_be_visible()
        draw(page, DIGITS[1])  # and what is drawn takes its place
        expect(page.get_by_text("Your drawing")).to_be_visible()


def test_a_bad_picture_that_is_pasted_is_answered_and_the_one_before_stays(visit):
    page = visit("/?sample=white+pixel")
    before = picture(page)
    damaged = (encoded(Image.fromarray(RED))[:60], "damaged or cut off")
    for file, sentence in (*map(BAD_FILES.get, ("not a picture", "heic", "a bomb")), damaged):
        paste_file(page, file)
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        settle(page)
        np.testing.assert_array_equal(picture(page), before)


def test_what_a_file_is_called_stays_text_and_a_large_one_is_never_sent(visit):
    page = visit()
    name = "<img src=x onerror=alert(1)>.txt"
    paste_file(page, b"text", "text/plain", name)
    expect(page.get_by_text(f"The file must be a picture, got {name}.")).to_be_visible()
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda it: sent.append(len(it))))
    page.evaluate(
        """() => {
          const clipboard = new DataTransfer();
          clipboard.items.add(new File([new Uint8Array(2 ** 23 + 1)], 'a', { type: 'image/png' }));
          document.body.dispatchEvent(new ClipboardEvent(
            'paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.get_by_text("The picture must be at most 8 MB, got 8.0 MB.")).to_be_visible()
    assert not [size for size in sent if size > 2**20]


def test_an_upload_is_kept_over_a_reload_and_no_link_holds_it(visit):
    page = visit(UPLOAD)
    upload(page, RED)
    expect(page.get_by_text("3 × 30 × 40")).to_be_visible()
    settle(page)
    reload(page)
    np.testing.assert_array_equal(picture(page), RED)
    other = visit("/" + page.url.split("/", 3)[3])
    expect(other.get_by_text("Sample: coins, grey already")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?sample=cat&channels=Grey", "1 × 300 × 451"),
        ("?picture-from=Numbers&numbers=7%C3%977+with+a+curve", "1 × 7 × 7"),
        (DRAWING[1:], "1 × 112 × 112"),
    ],
)
def test_a_link_brings_sample_channels_and_numbers(visit, query, words):
    page = visit(f"/{query}")
    expect(page.get_by_text(words, exact=True)).to_be_visible()
    before = wait_for_fragment(page, lambda state: len(state) > 8)
    cell(page, 1, 1).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    settle(page)
    wait_for_fragment(page, lambda state: state != before)
    other = visit("/" + page.url.split("/", 3)[3])
    expect(other.get_by_text(words, exact=True)).to_be_visible()
    expect(cell(other, 1, 1)).to_have_accessible_name("row 1, column 1: 5")
