"""The strip of blocks on the Photos page: every number shown is torch's."""

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import cnnviz
from cnnviz.photo_view import View, place_photo
from cnnviz.receptive_field import receptive_field
from cnnviz.samples import load_sample
from cnnviz.trace import Trace
from tests.browser import photos_page as photos
from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import settle
from tools.server import Server

TALL = {"viewport": {"width": 1280, "height": 1200}}  # the photo's sliders and the strip in sight
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@lru_cache(maxsize=2)
def traced(angle: float = 0) -> Trace:
    """Give all that the network makes of the cat."""
    cat = load_sample("cat", color=True).astype(np.float32) / 255
    return cnnviz.trace(cnnviz.load_network("photos"), place_photo(cat, View(angle=angle)))


def most_active(layer: str, angle: float = 0) -> list[str]:
    activity = np.abs(traced(angle)[layer].output).mean((1, 2))
    return [f"{layer} map {index + 1}" for index in np.argsort(-activity)[:4]]


def strongest(layer: str, index: int, angle: float = 0) -> tuple[int, int]:
    values = traced(angle)[layer].output[index]
    row, column = np.unravel_index(values.argmax(), values.shape)
    return int(row), int(column)


@pytest.fixture(scope="module")
def visit(chromium: Browser, server: Server) -> Iterator[Page]:
    """The cat, for all tests of this file."""
    with one_visit(chromium, server.url, "/photos?photo=cat", **TALL) as page:
        yield page


@pytest.fixture
def page(visit: Page) -> Page:
    """The cat as it is, the strip in sight, no block open."""
    visit.get_by_role("button", name="Reset").click()
    close = visit.locator(".block-close")
    if close.is_visible():
        close.click()
    visit.locator(".block-strip").evaluate("(strip) => { strip.scrollLeft = 0; }")
    visit.locator(".block-strip").scroll_into_view_if_needed()
    expect(block(visit, "block 3")).to_be_in_viewport(ratio=1)
    settle(visit)
    expect(thumbnails(visit, "stem").first).to_be_visible()
    return visit


# Turns the photo a little with every frame and gives block 3's maps on the way. A page that had to
# wait so long that the hand seemed to rest ends it.
TURN = """async (slider, angle) => {
  const images = slider.getRootNode().querySelectorAll("[aria-label='block 3'] [role='img']");
  const seen = [];
  let before = performance.now();
  for (let turned = 2; turned <= angle; turned += 2) {
    slider.value = String(turned);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const now = await new Promise(requestAnimationFrame);
    if (now - before > 100) slider.wasLate = true;
    before = now;
    if (!slider.wasLate) seen.push([...images].map((image) => image.getAttribute('aria-label')));
  }
  return seen;
}"""


def block(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def thumbnails(page: Page, name: str) -> Locator:
    return block(page, name).get_by_role("img")


def names(images: Locator) -> list[str | None]:
    return [image.get_attribute("aria-label") for image in images.all()]


def open_layer(page: Page, name: str, tab: str | None = None, nth: int = 0) -> None:
    """Open a block, and the nth of its layers that is called so."""
    block(page, name).get_by_role("button").click()
    if tab:
        page.get_by_role("tab", name=tab).nth(nth).click()
    settle(page)


def pick_map(page: Page, layer: str, index: int) -> None:
    page.get_by_label("Order").select_option("by number")  # of many maps only the first are there
    page.locator(".gallery-maps").get_by_label(f"{layer} map {index + 1}", exact=True).click()
    settle(page)


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def result(page: Page) -> float:
    return numbers(page.locator(".inspector-result").inner_text())[0]


def test_each_block_shows_its_most_active_maps(page: Page) -> None:
    for name, layer in {"stem": "stem_relu", "block 3": "block3_sum"}.items():
        assert names(thumbnails(page, name)) == most_active(layer)


def test_a_column_scrolled_into_sight_brings_its_maps(page: Page) -> None:
    block(page, "head").get_by_role("button").scroll_into_view_if_needed()
    expect(thumbnails(page, "head")).to_have_count(4)
    settle(page)
    assert names(thumbnails(page, "head")) == most_active("head_relu")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_legend_tells_the_layers_true_ends(page: Page) -> None:
    reach = np.abs(traced()["block3_sum"].output).max()
    high = block(page, "block 3").locator(".legend-high").inner_text()
    assert float(high) == pytest.approx(reach, rel=0.01)


def test_while_a_hand_turns_the_photo_the_same_maps_follow_then_others_are_chosen(
    page: Page,
) -> None:
    before = names(thumbnails(page, "block 3"))
    slider = page.get_by_role("slider", name="Turn", exact=True)
    for seen in slider.evaluate(TURN, 96):
        assert seen == before
    settle(page)
    for nth, name in enumerate(most_active("block3_sum", 96)):
        expect(thumbnails(page, "block 3").nth(nth)).to_have_accessible_name(name)


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
    patches = page.locator(".exciting-patch b").all_inner_texts()
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


def test_the_keyboard_goes_from_the_strip_to_a_value_and_back(page: Page) -> None:
    block(page, "stem").get_by_role("button").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    name = most_active("block2_project")[0]
    expect(page.locator(".block-map-view figcaption")).to_have_text(name)
    page.locator(".gallery-maps").get_by_label(name, exact=True).focus()
    page.keyboard.press("Enter")
    settle(page)
    title = page.locator(".inspector-title")
    before = title.inner_text()
    page.keyboard.press("ArrowDown")
    expect(title).not_to_have_text(before)
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.locator(".block-panel")).to_be_hidden()
    expect(block(page, "block 2").get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_has_the_panel_below_the_strip_and_fingers_pin(
    chromium: Browser, server: Server, theme: str
) -> None:
    options = PHONE | {"color_scheme": theme}
    with one_visit(chromium, server.url, "/photos?photo=cat", **options) as phone:
        phone.locator(".block-strip").scroll_into_view_if_needed()
        expect(thumbnails(phone, "stem").first).to_be_visible()
        block(phone, "stem").get_by_role("button").tap()
        settle(phone)
        strip, panel = phone.locator(".block-strip"), phone.locator(".block-panel")
        boxes = [part.bounding_box() for part in (strip, panel)]
        assert boxes[0]
        assert boxes[1]
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
        whole = phone.get_by_role("img", name="enlarged")
        whole.tap(position={"x": 200, "y": 100})
        settle(phone)
        title = phone.locator(".inspector-title")
        expect(title).to_contain_text("stem_relu map")
        before = title.inner_text()
        phone.get_by_role("button", name="Down", exact=True).tap()
        expect(title).not_to_have_text(before)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
