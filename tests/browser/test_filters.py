"""The Filters page, used as a person does."""

import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.samples import load_sample
from tests.browser.digits_page import settle, wait_until_live
from tests.pictures import encoded
from tests.test_images import BAD_FILES


@pytest.fixture
def coins(open_page) -> Page:
    """The front page as it opens: Sobel x on the coins."""
    page = open_page("/")
    wait_until_live(page)
    settle(page)
    return page


def _map(page: Page, name: str = "stage 1 feature map 1"):
    return page.get_by_role("img", name=name, exact=True)


def _pixels(page: Page, name: str = "stage 1 feature map 1") -> list[int]:
    return _map(page, name).evaluate(
        """(canvas) => {
            const { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            return [width, height, ...new Uint32Array(data.buffer)];
        }"""
    )


def _cell(page: Page, row: int, column: int):
    return page.get_by_role("gridcell", name=re.compile(f"^row {row}, column {column}:"))


def _type(page: Page, row: int, column: int, text: str) -> None:
    _cell(page, row, column).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    settle(page)


def test_the_front_page_shows_sobel_x_on_the_coins(coins):
    picture = load_sample("coins", color=False).astype(np.float32)
    expected = cnnviz.convolve(picture, cnnviz.KERNELS["sobel_x"])
    farthest = f"{np.abs(expected).max():.0f}"
    width, height, *_ = _pixels(coins)
    assert (1, height, width) == expected.shape
    expect(coins.get_by_text(farthest, exact=True).first).to_be_visible()
    expect(coins.get_by_text("+ 1 = 301")).to_be_visible()


def test_the_arithmetic_under_the_pointer_is_that_of_convolve(coins):
    picture = load_sample("coins", color=False).astype(np.float32)
    expected = cnnviz.convolve(picture, cnnviz.KERNELS["sobel_x"])[0]
    box = _map(coins).bounding_box()
    coins.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    said = coins.get_by_text(re.compile(r"row \d+, column \d+")).first
    expect(said).to_be_visible()
    row, column = map(int, re.search(r"row (\d+), column (\d+)", said.inner_text()).groups())
    value = f"{abs(expected[row - 1, column - 1]):.0f}"
    expect(coins.get_by_text(re.compile(rf"bias 0 = .?{value}$"))).to_be_visible()


def test_a_typed_cell_changes_the_maps_and_undo_brings_them_back(coins):
    before = _pixels(coins)
    _type(coins, 1, 1, "5")
    assert _pixels(coins) != before
    expect(_cell(coins, 1, 1)).to_have_accessible_name("row 1, column 1: 5")
    coins.get_by_role("button", name="Undo").click()
    settle(coins)
    assert _pixels(coins) == before


def test_dragging_a_cell_moves_the_maps_under_the_hand(coins):
    before = _pixels(coins)
    box = _cell(coins, 2, 2).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    coins.mouse.move(x, y)
    coins.mouse.down()
    for step in range(1, 9):
        coins.mouse.move(x, y - 6 * step)
        coins.wait_for_timeout(30)
    during = _pixels(coins)
    coins.mouse.up()
    assert during != before
    expect(_cell(coins, 2, 2)).not_to_have_accessible_name("row 2, column 2: 0")


def test_what_is_no_number_is_answered_and_the_kernel_stays(coins):
    before = _pixels(coins)
    _type(coins, 1, 1, "abc")
    expect(
        coins.get_by_text(re.compile("abc.*not a number|not a number.*abc")).first
    ).to_be_visible()
    coins.keyboard.press("Escape")
    settle(coins)
    assert _pixels(coins) == before


def test_another_kernel_of_the_gallery_is_taken(coins):
    before = _pixels(coins)
    coins.get_by_role("radio", name="Gaussian blur").click()
    settle(coins)
    assert _pixels(coins) != before


def test_a_link_shows_another_visitor_the_same_maps(coins, open_page):
    _type(coins, 2, 2, "3")
    other = open_page("/" + coins.url.split("/", 3)[3])
    wait_until_live(other)
    settle(other)
    expect(_cell(other, 2, 2)).to_have_accessible_name("row 2, column 2: 3")
    assert _pixels(other) == _pixels(coins)


def test_an_uploaded_picture_is_turned_upright(open_page):
    page = open_page("/?picture-from=Picture")
    wait_until_live(page)
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = Image.fromarray(np.zeros((40, 90, 3), np.uint8))
    file = encoded(stored, "JPEG", exif=exif)
    page.set_input_files("input[type=file]", {"name": "a.jpg", "mimeType": "", "buffer": file})
    expect(page.get_by_text("1 × 90 × 40")).to_be_visible()


@pytest.mark.parametrize("library", ["PyTorch", "OpenCV", "NumPy and SciPy"])
def test_the_code_of_the_page_is_shown(coins, library):
    coins.get_by_text("Show the code").click()
    coins.get_by_role("radio", name=library).click(force=True)
    line = {"PyTorch": "import torch", "OpenCV": "import cv2", "NumPy and SciPy": "from scipy"}
    expect(coins.get_by_label("The code")).to_contain_text(line[library])


def test_the_saved_numbers_are_those_of_convolve(coins):
    with coins.expect_download() as download:
        coins.get_by_role("button", name="Save numbers (.npz)").click()
    assert download.value.suggested_filename == "cnnviz-filters.npz"
    with np.load(download.value.path()) as numbers:
        saved = dict(numbers)
    picture = load_sample("coins", color=False).astype(np.float32)
    feature = cnnviz.convolve(picture, cnnviz.KERNELS["sobel_x"])
    np.testing.assert_allclose(saved["stage1.feature"], feature, atol=1e-3)
    pooled = cnnviz.pool(cnnviz.activate(feature, "relu"), "max", size=2, stride=2)
    np.testing.assert_allclose(saved["stage1.pooled"], pooled, atol=1e-3)


@pytest.mark.parametrize("name", ["empty", "not a picture", "heic", "a bomb"])
def test_a_bad_picture_is_answered_and_the_one_before_stays(open_page, name):
    page = open_page("/?picture-from=Picture")
    wait_until_live(page)
    settle(page)
    before = _pixels(page, "Picture")
    file, sentence = BAD_FILES[name]
    page.set_input_files("input[type=file]", {"name": "a.png", "mimeType": "", "buffer": file})
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    settle(page)
    assert _pixels(page, "Picture") == before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_nothing_scrolls_sideways(open_page, width, theme):
    page = open_page("/", width=width, height=900, theme=theme)
    wait_until_live(page)
    scroll, inner = page.evaluate(
        "[document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]"
    )
    assert scroll <= inner
