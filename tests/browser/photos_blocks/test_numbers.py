"""The opened block on the Photos page: every number shown is torch's."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.explain.receptive_field import receptive_field
from tests.browser import photos_page as photos
from tests.browser.live_traffic import settle
from tests.browser.photos_blocks.hands import (
    numbers,
    open_layer,
    pick_map,
    result,
    strongest,
    traced,
)


@pytest.mark.parametrize(
    ("name", "tab", "nth", "layer"),
    [
        ("input", "normalized", 0, "normalize"),
        ("stem", "convolution 3×3", 0, "stem"),
        ("stem", "ReLU6", 0, "stem_relu"),
        ("block 3", "sum with block 2’s", 0, "block3_sum"),
        ("block 4", "depthwise 5×5", 0, "block4_depthwise"),
        ("block 7", "expand 1×1", 0, "block7_expand"),
        ("block 7", "ReLU6", 1, "block7_depthwise_relu"),
        ("block 7", "project 1×1", 0, "block7_project"),
        ("head", "convolution 1×1", 0, "head"),
    ],
)
def test_the_arithmetic_of_a_maps_strongest_value_comes_to_torchs_number(
    page: Page, name: str, tab: str, nth: int, layer: str
) -> None:
    open_layer(page, name, tab, nth)
    pick_map(page, layer, 1)
    row, column = strongest(layer, 1)
    title = f"{layer} map 2, row {row + 1}, column {column + 1}"
    expect(page.locator(".inspector-title")).to_have_text(title)
    value = float(traced()[layer].output[1, row, column])
    assert result(page) == pytest.approx(value, abs=0.06)
    expect(page.locator(".map-readout")).to_contain_text(title)
    said = page.locator(".map-readout").inner_text().rsplit(": ", 1)[1]
    assert numbers(said)[0] == pytest.approx(value, rel=0.01)
    smallest = page.locator(".block-numbers td, .block-numbers span:not(:empty)").evaluate_all(
        "(all) => Math.min(12, ...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest == 12


@pytest.mark.parametrize(("name", "tab", "layer"), [
    ("mean", "mean of each map", "mean"), ("answer", "dense", "dense"),
    ("answer", "softmax", "softmax"),
])  # fmt: skip
def test_layers_without_maps_tell_how_their_largest_number_came_to_be(
    page: Page, name: str, tab: str, layer: str
) -> None:
    open_layer(page, name, tab)
    expect(page.locator(".unit-list button")).to_have_count(12)
    page.locator(".unit-list button").first.click()
    settle(page)
    expect(page.locator(".inspector-result")).to_be_visible()
    assert result(page) == pytest.approx(float(traced()[layer].output.max()), abs=0.01)


def test_a_pinned_values_numbers_follow_the_photo(page: Page) -> None:
    open_layer(page, "block 3")
    pick_map(page, "block3_sum", 2)
    row, column = strongest("block3_sum", 2)
    photos.slide(page, "Turn", 96)
    settle(page)
    value = float(traced(96)["block3_sum"].output[2, row, column])
    assert result(page) == pytest.approx(value, abs=0.02)


def test_what_a_value_sees_is_outlined_on_the_photo(page: Page) -> None:
    open_layer(page, "block 3")
    pick_map(page, "block3_sum", 2)
    row, column = strongest("block3_sum", 2)
    network = cnnviz.load_network("photos")
    unit = (2, row, column)
    sees = receptive_field(network.layers, network.input_shape, "block3_sum", unit)["input"]
    box = page.locator(".outline-solid")
    expect(box).to_have_attribute("x", str(sees[2][0]))
    expect(box).to_have_attribute("y", str(sees[1][0]))
    expect(box).to_have_attribute("width", str(len(sees[2])))
    page.locator(".block-title").click()
    page.locator(".block-close").click()
    expect(box).to_have_count(0)


def test_what_excites_a_map_has_the_own_photo_among_the_samples(page: Page) -> None:
    open_layer(page, "block 3")
    pick_map(page, "block3_sum", 2)
    own = page.locator(".is-own p")
    expect(own).to_be_visible()
    largest = float(traced()["block3_sum"].output[2].max())
    assert numbers(own.inner_text())[0] == pytest.approx(largest, rel=0.01)
    patches = page.locator(".top-patch b").all_inner_texts()
    values = [numbers(text)[0] for text in patches]
    assert values == sorted(values, reverse=True)
    assert len(values) > 8


def test_the_first_layer_has_32_kernels_in_color(page: Page) -> None:
    open_layer(page, "stem", "convolution 3×3")
    kernels = page.get_by_role("button", name=re.compile(r"stem kernel \d+"))
    expect(kernels).to_have_count(32)
    kernels.nth(4).hover()
    weights = cnnviz.load_network("photos").weights["stem"][4]
    for channel, name in enumerate(("red", "green", "blue")):
        shown = page.get_by_role("table", name=name).locator("td").all_inner_texts()
        found = [numbers(text)[0] for text in shown]
        np.testing.assert_allclose(found, weights[channel].ravel(), atol=0.0051)


def test_a_product_leads_to_the_block_that_it_came_from(page: Page) -> None:
    open_layer(page, "block 4", "expand 1×1")
    pick_map(page, "block4_expand", 0)
    row, column = strongest("block4_expand", 0)
    weights = cnnviz.load_network("photos").weights["block4_expand"][0, :, 0, 0]
    products = traced()["block4_expand"].input[:, row, column] * weights
    page.locator(".inspector-half button").first.click()
    settle(page)
    expect(page.get_by_role("heading", name="block 3")).to_be_visible()
    title = f"block3_sum map {products.argmax() + 1}, row {row + 1}, column {column + 1}"
    expect(page.locator(".inspector-title")).to_have_text(title)
