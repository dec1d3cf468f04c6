"""The Filters page, used as a person does."""

import base64
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.images.samples import load_sample
from tests.browser.digits_page import wait_until_live
from tests.browser.filters_page import (
    cell,
    pixels,
    set_number,
    the_map,
    type_in_cell,
    wait_for_fragment,
)
from tests.browser.live_traffic import settle

OpenPage = Callable[..., Page]


@pytest.fixture
def coins(open_page: OpenPage) -> Page:
    """The front page as it opens: Sobel x on the coins."""
    page = open_page("/")
    wait_until_live(page)
    settle(page)
    return page


def pick_sample(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Which sample").click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(page.get_by_text(f"Sample: {name}")).to_be_visible()


def test_the_front_page_shows_sobel_x_on_the_coins(coins: Page) -> None:
    picture = load_sample("coins", color=False).astype(np.float32)
    expected = cnnviz.convolve(picture, cnnviz.KERNELS["sobel_x"])
    farthest = f"{np.abs(expected).max():.0f}"
    assert pixels(coins).shape[:2] == expected.shape[1:]
    expect(coins.get_by_text(farthest, exact=True).first).to_be_visible()
    expect(coins.get_by_text("+ 1 = 301")).to_be_visible()


def test_sobel_x_is_picked_for_the_coins(coins: Page) -> None:
    at_first = pixels(coins)
    coins.get_by_role("radio", name="Gaussian blur").click()
    pick_sample(coins, "bricks")
    settle(coins)
    assert pixels(coins).shape != at_first.shape
    pick_sample(coins, "coins")
    settle(coins)
    assert not np.array_equal(pixels(coins), at_first)
    coins.get_by_role("radio", name="Sobel x").click()
    settle(coins)
    np.testing.assert_array_equal(pixels(coins), at_first)


def test_a_typed_cell_changes_the_maps_and_undo_brings_them_back(coins: Page) -> None:
    before = pixels(coins)
    type_in_cell(coins, 1, 1, "5")
    settle(coins)
    assert not np.array_equal(pixels(coins), before)
    expect(cell(coins, 1, 1)).to_have_accessible_name("row 1, column 1: 5")
    coins.get_by_role("button", name="Undo").click()
    settle(coins)
    np.testing.assert_array_equal(pixels(coins), before)


def test_a_link_shows_another_visitor_the_same_maps(coins: Page, open_page: OpenPage) -> None:
    pick_sample(coins, "espresso")
    type_in_cell(coins, 2, 2, "3")
    set_number(coins, "Stride, columns", "2")
    coins.get_by_label("Activation", exact=True).select_option("tanh")
    settle(coins)
    wait_for_fragment(coins, lambda state: b"tanh" in base64.urlsafe_b64decode(state[8:] + "=="))
    other = open_page("/" + coins.url.split("/", 3)[3])
    wait_until_live(other)
    settle(other)
    expect(cell(other, 2, 2)).to_have_accessible_name("row 2, column 2: 3")
    expect(other.get_by_text("Sample: espresso")).to_be_visible()
    for name in ("Picture", "stage 1 feature map 1", "stage 1 pooled map 1"):
        np.testing.assert_array_equal(pixels(other, name), pixels(coins, name))


def test_the_code_of_the_page_is_shown(coins: Page) -> None:
    coins.get_by_text("Show the code").click()
    first = {"PyTorch": "import torch", "OpenCV": "import cv2", "NumPy and SciPy": "from scipy"}
    for library, line in first.items():
        coins.get_by_role("radio", name=library).click(force=True)
        expect(coins.get_by_label("The code")).to_contain_text(line)


def test_the_saved_numbers_are_those_of_convolve(coins: Page) -> None:
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


FITS = """async (width) => {
  for (const end = performance.now() + 20_000; performance.now() < end;) {
    await new Promise(requestAnimationFrame);
    const { scrollWidth } = document.querySelector('[data-testid=stMain]');
    if (innerWidth === width && scrollWidth <= width) return;
  }
  throw new Error(`wider than ${width}`);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_scrolls_sideways(open_page: OpenPage, theme: str) -> None:
    page = open_page("/", width=1920, height=900, theme=theme)
    wait_until_live(page)
    for width in (1920, 1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        expect(the_map(page, "Picture")).to_be_visible()
        page.evaluate(FITS, width)
