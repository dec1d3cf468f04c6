"""Kernels by their formula, worked cases, and kernels that don't fit the picture, on the page."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.images.samples import load_sample
from cnnviz.kernels.formulas import gaussian
from tests.browser.digits_page import settle, wait_until_live
from tests.browser.filters_page import cell, kernel, pixels, wait_for_fragment


@pytest.fixture
def visit(open_page):
    def at(path: str = "/") -> Page:
        page = open_page(path)
        wait_until_live(page)
        settle(page)
        return page

    return at


def saved(page: Page) -> dict[str, np.ndarray]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save numbers (.npz)").click()
    with np.load(download.value.path()) as numbers:
        return dict(numbers)


def test_a_slider_gives_the_kernel_of_the_formula_and_the_link_holds_it(visit):
    page = visit("/?sample=white+pixel")
    page.get_by_role("radio", name="Gaussian blur").click()
    settle(page)
    before = pixels(page)
    slider = page.get_by_label("σ", exact=True)
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert pixels(page).shape != before.shape  # 11 × 11 in place of 7 × 7
    picture = load_sample("white pixel", color=True).astype(np.float32)
    expected = cnnviz.convolve(picture, gaussian(1.5))
    np.testing.assert_allclose(saved(page)["stage1.feature"], expected, atol=1e-3)
    wait_for_fragment(page, lambda state: len(state) >= 1000)
    other = visit("/" + page.url.split("/", 3)[3])
    expect(other.get_by_label("σ", exact=True)).to_have_value("1.5")
    np.testing.assert_array_equal(pixels(other), pixels(page))


def test_the_maps_follow_while_a_slider_is_dragged(visit):
    page = visit("/?sample=white+pixel")
    page.get_by_role("radio", name="Gabor").click()
    settle(page)
    box = page.get_by_label("Angle").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, middle)
    page.mouse.down()
    seen = []
    for part in (0.3, 0.5, 0.7):
        page.mouse.move(box["x"] + part * box["width"], middle, steps=4)
        settle(page)
        seen.append(pixels(page))
    page.mouse.up()
    assert all((a != b).any() for a, b in pairwise(seen))


def test_another_random_kernel_comes_at_a_press(visit):
    page = visit("/?sample=white+pixel")
    page.get_by_role("radio", name="Random").click()
    settle(page)
    before = kernel(page)
    page.get_by_role("button", name="Another").click()
    expect(cell(page, 1, 1)).not_to_have_accessible_name(before[0])
    assert len(set(kernel(page)) & set(before)) == 0


def test_settings_come_and_go_with_the_kernel_and_stay_while_it_is_edited(visit):
    page = visit("/?sample=white+pixel")
    settings = page.get_by_role("region", name="Settings of the kernel")
    expect(settings).not_to_be_visible()
    page.get_by_role("radio", name="Box blur").click()
    expect(settings.get_by_label("Size")).to_have_value("3")
    cell(page, 1, 1).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Box blur, edited").first).to_be_visible()
    settings.get_by_label("Size").press("ArrowLeft")
    expect(page.get_by_text("4 weights, sum 1")).to_be_visible()


def test_numbers_bring_their_kernel_and_its_settings_which_can_be_taken_back(visit):
    page = visit("/?sample=white+pixel")
    page.get_by_role("radio", name="Numbers").click()
    expect(page.get_by_text("1 × 4 × 4").first).to_be_visible()
    page.get_by_label("Which numbers").click()
    page.get_by_role("option", name="6×6 padded to 8×8").click()
    expect(page.get_by_text("The kernel Vertical edge came with the numbers.")).to_be_visible()
    expect(page.get_by_label("Padding, rows", exact=True)).to_have_value("1")
    settle(page)
    assert saved(page)["stage1.feature"][0, 1].tolist() == [-30, 0, 30, 30, 0, 0]
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("came with the numbers")).not_to_be_visible()
    expect(page.get_by_label("Padding, rows", exact=True)).not_to_be_visible()
    expect(page.get_by_text("1 × 4 × 4").first).to_be_visible()


def test_three_slices_are_added_up_on_grey_and_come_back_with_color(visit):
    page = visit("/?sample=cat")
    page.get_by_label("the same for all channels").uncheck()
    settle(page)
    expect(page.get_by_role("gridcell")).to_have_count(27)
    in_color = saved(page)
    page.get_by_role("radio", name="Grey").click()
    expect(page.get_by_text("three slices are added up")).to_be_visible()
    expect(page.get_by_role("gridcell")).to_have_count(27)
    settle(page)
    grey = load_sample("cat", color=False).astype(np.float32)
    expected = cnnviz.convolve(grey, 3 * cnnviz.KERNELS["sobel_x"])
    np.testing.assert_allclose(saved(page)["stage1.feature"], expected, atol=1e-3)
    page.get_by_role("radio", name="Color").click()
    expect(page.get_by_text("three slices are added up")).not_to_be_visible()
    settle(page)
    np.testing.assert_array_equal(saved(page)["stage1.feature"], in_color["stage1.feature"])
    page.get_by_role("button", name="Add a stage").click()
    expect(page.get_by_text("of the kernel’s three slices it has the one for R")).to_be_visible()
    expect(page.get_by_text("Sobel x, edited, slice R").first).to_be_visible()
    settle(page)
    first = in_color["stage1.pooled"]
    expected = cnnviz.convolve(first, cnnviz.KERNELS["sobel_x"])
    np.testing.assert_allclose(saved(page)["stage2.feature"], expected, atol=1e-2, rtol=1e-5)


def test_kernels_of_different_sizes_are_said_to_share_their_middles(visit):
    page = visit("/?sample=white+pixel")
    page.get_by_role("button", name="Add a kernel").click()
    page.get_by_role("radio", name="Gaussian blur").click()
    expect(page.get_by_text("middles on the same pixel")).to_be_visible()
    settle(page)
    page.get_by_role("img", name=re.compile("feature map 1")).click(position={"x": 30, "y": 30})
    panel = page.get_by_role("region", name="Arithmetic of the pixel")
    expect(panel.get_by_role("table", name="kernel").locator("td")).to_have_count(9)
