"""The opened block: its layers, all maps, one in full, numbers, kernels and exciting patches."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_blocks import ANSWERS, NETWORK, wide_network

Open = Callable[..., Page]
SETUP = """async (network) => {
  const { createBlocks } = await import('/blocks/blocks.js');
  const { stylesheets } = await import('/blocks/stylesheets.js');
  await Promise.all(stylesheets.map((href) => new Promise((onload) => {
    document.head.append(Object.assign(document.createElement('link'),
      { rel: 'stylesheet', href, onload }));
  })));
  const picture = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
  window.wants = [];
  window.outlined = null;
  window.blocks = createBlocks({
    ask: fake.ask,
    onWant: (layers) => wants.push(layers),
    outline: (boxes) => { window.outlined = boxes; },
    stagePicture: () => picture,
  });
  document.body.append(blocks.strip, blocks.panel);
  blocks.describe(network, fake.weights(network));
  window.see = (factor, isExact) => {
    fake.factor = factor;
    blocks.update(...fake.seen(network, wants.at(-1) ?? {}), isExact);
  };
  while (!wants.length) await new Promise(requestAnimationFrame);
  see(1, true);
}"""


@pytest.fixture
def page(module_page: Page) -> Page:
    """The blocks of the fake network, looked at once."""
    module_page.evaluate(ANSWERS, NETWORK)
    module_page.evaluate(SETUP, NETWORK)
    return module_page


@pytest.fixture
def open_block(page: Page) -> Open:
    """Open a block by a click, and one of its tabs: ``open_block("block 2", "ReLU6")``."""

    def click(name: str, tab: str | None = None) -> Page:
        page.get_by_role("group", name=name, exact=True).get_by_role("button").click()
        if tab:
            page.get_by_role("tab", name=tab).first.click()
        return page

    return click


def maps_in_order(page: Page) -> list[str]:
    return [
        str(name)
        for name in page.locator(".gallery-map").evaluate_all(
            "(maps) => maps.map((map) => map.getAttribute('aria-label'))"
        )
    ]


def gallery_map(page: Page, name: str) -> Any:
    return page.locator(".gallery-maps").get_by_role("img", name=name, exact=True)


def test_a_block_has_name_shape_parameters_and_its_most_active_maps(page: Page) -> None:
    block = page.get_by_role("group", name="block 2", exact=True)
    expect(block.get_by_role("button")).to_have_text("block 25 × 8 × 8173 parameters")
    expect(block.get_by_role("img")).to_have_count(4)
    expect(block.get_by_role("img").first).to_have_accessible_name("block2_sum map 5")


def test_the_answer_names_the_most_probable_classes(page: Page) -> None:
    classes = page.get_by_role("group", name="answer", exact=True).get_by_role("listitem")
    expect(classes).to_have_count(4)
    expect(classes.first).to_contain_text("tabby cat")


def test_a_signed_maps_zero_is_neutral_and_its_scale_symmetric(page: Page) -> None:
    numbers = page.get_by_role("group", name="block 2", exact=True).locator(".legend-numbers")
    expect(numbers).to_have_text("−3.0003.00")
    painted = page.evaluate(
        """async () => {
          const { codedEnds } = await import('/blocks/codes.js');
          const { TABLES, paintMap } = await import('/colors.js');
          const pixels = new Uint32Array(3);
          // −1 … 3 as bytes 0 … 255: 0 is byte 63.75, 3 the end
          paintMap(pixels, [63.75, 255, 0], ...codedEnds('signed', [-1, 3]), TABLES.signed);
          return [...pixels].map((pixel) => [...TABLES.signed].indexOf(pixel));
        }"""
    )
    assert painted == [255, 510, 170]


def test_a_click_opens_a_block_and_another_closes_it(open_block: Open) -> None:
    page = open_block("block 2")
    expect(page.get_by_role("heading", name="block 2")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(6)
    expect(page.get_by_role("tab", selected=True)).to_contain_text("sum with block 1’s")
    open_block("block 2")
    expect(page.locator(".block-panel")).to_be_hidden()


def test_a_thumbnail_opens_its_map_with_its_strongest_value(page: Page) -> None:
    page.get_by_role("img", name="block2_sum map 4").click()
    expect(page.locator(".block-map-view figcaption")).to_have_text("block2_sum map 4")
    expect(page.locator(".inspector-title")).to_have_text("block2_sum map 4, row 8, column 8")
    expect(page.locator(".inspector-total")).to_contain_text("=")


def test_all_maps_stand_by_activity_or_by_number(open_block: Open) -> None:
    page = open_block("block 2", "expand 1×1")
    by_activity = [f"block2_expand map {i}" for i in (8, 7, 6, 5, 4, 3, 2, 1)]
    expect(page.locator(".gallery-map")).to_have_count(8)
    assert maps_in_order(page) == by_activity
    page.get_by_label("Order").select_option("by number")
    assert maps_in_order(page) == by_activity[::-1]


def test_of_many_maps_only_those_in_sight_stand_on_the_page(module_page: Page) -> None:
    network = wide_network(900)
    module_page.evaluate(ANSWERS, network)
    module_page.evaluate(SETUP, network)
    module_page.get_by_role("img", name="block2_sum map 5").click()
    module_page.get_by_role("tab", name="expand 1×1").click()
    maps, gallery = module_page.locator(".gallery-map"), module_page.locator(".gallery-maps")
    expect(maps.first).to_have_accessible_name("block2_expand map 900")
    assert maps.count() < 150
    rows = gallery.evaluate("({ scrollHeight }) => (scrollHeight - 2) / 60")
    across = module_page.locator(".gallery-rows").evaluate(
        "(rows) => Math.floor((rows.clientWidth + 4) / 60)"
    )
    assert rows == pytest.approx(900 / across, abs=1)
    maps.first.focus()
    module_page.keyboard.press("End")
    last = gallery.get_by_role("img", name="block2_expand map 1", exact=True)
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    gallery.evaluate("(gallery) => { gallery.scrollTop = 0; }")
    expect(maps.first).to_have_accessible_name("block2_expand map 900")
    expect(last).to_have_count(0)


def test_the_arrow_keys_go_on_into_rows_that_were_out_of_sight(module_page: Page) -> None:
    network = wide_network(900)
    module_page.evaluate(ANSWERS, network)
    module_page.evaluate(SETUP, network)
    module_page.get_by_role("img", name="block2_sum map 5").click()
    module_page.get_by_role("tab", name="expand 1×1").click()
    module_page.locator(".gallery-map").first.focus()
    for _ in range(12):
        module_page.keyboard.press("ArrowDown")
        module_page.evaluate("new Promise(requestAnimationFrame)")
    across = module_page.locator(".gallery-rows").evaluate(
        "(rows) => Math.floor((rows.clientWidth + 4) / 60)"
    )
    focused = module_page.locator(".gallery-map:focus")
    expect(focused).to_have_accessible_name(f"block2_expand map {900 - 12 * across}")


def test_while_the_hand_moves_the_maps_keep_their_order(open_block: Open) -> None:
    page = open_block("block 2", "expand 1×1")
    expect(page.locator(".gallery-map")).to_have_count(8)
    before = maps_in_order(page)
    page.evaluate("fake.isTurned = true; see(2, false)")
    page.evaluate("fake.settled()")
    assert maps_in_order(page) == before
    page.evaluate("see(2, true)")
    expect(page.locator(".gallery-map").first).to_have_accessible_name("block2_expand map 1")


def test_pointing_at_a_map_brings_it_in_full_with_the_value_under_the_pointer(
    open_block: Open,
) -> None:
    page = open_block("block 2", "expand 1×1")
    gallery_map(page, "block2_expand map 3").hover()
    whole = page.get_by_role("img", name="block2_expand map 3, enlarged")
    expect(whole).to_be_visible()
    assert whole.bounding_box()["width"] == 336  # type: ignore[index] # it is visible
    whole.hover(position={"x": 42 * 2 + 5, "y": 42 * 1 + 5})
    expect(page.locator(".map-readout")).to_have_text("block2_expand map 3, row 2, column 3: 0.60")


def test_a_value_outlines_what_it_sees_and_lets_go(open_block: Open) -> None:
    page = open_block("block 2", "expand 1×1")
    gallery_map(page, "block2_expand map 3").hover()
    whole = page.get_by_role("img", name="block2_expand map 3, enlarged")
    whole.hover(position={"x": 42 * 2 + 5, "y": 42 * 1 + 5})
    page.wait_for_function("outlined !== null")
    assert page.evaluate("outlined") == [{"box": [0, 1, 3, 4], "kind": "solid"}]
    expect(page.locator(".block-sight")).to_contain_text(
        "3 × 3 pixels: rows 1 to 3, columns 2 to 4"
    )
    page.locator(".block-title").hover()
    page.wait_for_function("outlined === null")


def test_where_a_value_sees_all_its_own_cell_is_marked_too(module_page: Page) -> None:
    boxes = module_page.evaluate(
        """async () => {
          const { boxesOf } = await import('/blocks/sight.js');
          const input = { rows: 224, across: 224 };
          const sources = { input: [null, null, null] };
          const maps = { form: 'maps', rows: 7, across: 7 };
          return [boxesOf({ layer: 'head', unit: [3, 1, 6], sources }, maps, input),
            boxesOf({ layer: 'dense', unit: [3], sources }, { form: 'strip' }, input),
            boxesOf({ layer: 'input', unit: [2, 5, 9], sources: {} }, { form: 'maps' }, input)];
        }"""
    )
    whole = {"box": [0, 0, 224, 224], "kind": "solid"}
    assert boxes == [
        [whole, {"box": [32, 192, 64, 224], "kind": "dashed"}],
        None,
        [{"box": [5, 9, 6, 10], "kind": "solid"}],
    ]


def test_numbers_follow_the_photo_while_a_value_is_pinned(open_block: Open) -> None:
    page = open_block("block 2")
    gallery_map(page, "block2_sum map 2").click()
    expect(page.locator(".inspector-total")).to_have_text("0.50 + 0.25 = 0.75")
    page.evaluate("see(2, false)")
    expect(page.locator(".inspector-total")).to_have_text("1.0 + 0.5 = 1.5")


def test_a_number_leads_to_where_it_came_from_in_another_block(open_block: Open) -> None:
    page = open_block("block 2")
    gallery_map(page, "block2_sum map 2").click()
    page.get_by_role("button", name="block1_project map 2, row 8, column 8").click()
    expect(page.get_by_role("heading", name="block 1")).to_be_visible()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("project 1×1")
    expect(page.locator(".inspector-title")).to_have_text("block1_project map 2, row 8, column 8")


def test_what_excites_a_map_stands_strongest_first_with_the_own_photo_among_it(
    open_block: Open,
) -> None:
    page = open_block("block 2")
    gallery_map(page, "block2_sum map 2").click()
    patches = page.locator(".exciting-patch")
    expect(patches).to_have_text(["cat 9.00", "your photo 7.00", "coffee 5.00"])
    expect(page.locator(".is-own")).to_have_text("your photo 7.00")
    box = page.get_by_role("img", name="cat: 9.00").locator(".photo-box")
    assert box.evaluate("({ style }) => [style.top, style.left, style.width, style.height]") == [
        "12.5%",
        "25%",
        "25%",
        "25%",
    ]


def test_the_first_layers_kernels_are_colors_with_their_numbers(open_block: Open) -> None:
    page = open_block("stem", "convolution 3×3")
    kernels = page.locator(".kernel-picture")
    expect(kernels).to_have_count(4)
    kernels.nth(2).hover()
    expect(page.locator(".kernel-numbers p")).to_have_text("stem kernel 3")
    expect(page.get_by_role("table", name="red").locator("td").first).to_have_text("2.00")
    kernels.nth(2).click()
    expect(page.locator(".block-map-view figcaption")).to_have_text("stem map 3")
    open_block("block 2")
    expect(page.locator(".block-kernels")).to_be_hidden()


def test_a_kernels_color_is_grey_where_it_is_0(module_page: Page) -> None:
    colors = module_page.evaluate(
        """async () => {
          const { kernelColors } = await import('/blocks/color_kernels.js');
          const weights = { shape: [2, 3, 1, 1], data: [9, 9, 9, 0.5, 0, -0.25] };
          return [...kernelColors(weights, 1).data];
        }"""
    )
    assert colors == [255, 128, 64]


def test_a_layer_without_maps_lists_its_largest_numbers(open_block: Open) -> None:
    page = open_block("answer")
    rows = page.locator(".unit-list .inspector-row")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("tabby cat")
    rows.first.click()
    expect(page.locator(".inspector-title")).to_have_text("softmax for “tabby cat”")
    page.get_by_role("tab", name="dense").click()
    expect(rows.first).to_contain_text("cock")  # the largest logit of the fake
    expect(page.locator(".block-gallery")).to_be_hidden()


def test_the_keyboard_walks_opens_pins_and_lets_go(page: Page) -> None:
    page.get_by_role("group", name="input", exact=True).get_by_role("button").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    block = page.get_by_role("group", name="block 2", exact=True)
    expect(block.get_by_role("button")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(block.get_by_role("img").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".block-map-view figcaption")).to_have_text("block2_sum map 5")
    gallery_map(page, "block2_sum map 5").focus()
    page.keyboard.press("ArrowRight")
    expect(gallery_map(page, "block2_sum map 4")).to_be_focused()
    page.keyboard.press("Enter")
    whole = page.get_by_role("img", name="block2_sum map 4, enlarged")
    expect(whole).to_be_focused()
    expect(page.locator(".inspector-title")).to_have_text("block2_sum map 4, row 8, column 8")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".inspector-title")).to_have_text("block2_sum map 4, row 7, column 8")
    page.keyboard.press("Escape")  # the value
    expect(gallery_map(page, "block2_sum map 4")).to_be_focused()
    page.keyboard.press("Escape")  # the map
    page.keyboard.press("Escape")  # the block
    expect(page.locator(".block-panel")).to_be_hidden()
    expect(block.get_by_role("button")).to_be_focused()


def test_a_description_that_comes_again_leaves_the_block_open(open_block: Open) -> None:
    page = open_block("block 2")
    page.evaluate("(network) => blocks.describe(network, fake.weights(network))", NETWORK)
    expect(page.get_by_role("heading", name="block 2")).to_be_visible()


def test_the_strip_scrolls_within_itself(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    strip = page.locator(".block-strip")
    assert strip.evaluate("(e) => e.scrollWidth > e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("group", name="input", exact=True).get_by_role("button").focus()
    page.keyboard.press("End")
    expect(page.get_by_role("group", name="answer", exact=True)).to_be_in_viewport()


def test_only_columns_in_sight_are_asked_for(module_page: Page) -> None:
    module_page.set_viewport_size({"width": 390, "height": 844})
    module_page.evaluate(ANSWERS, NETWORK)
    module_page.evaluate(SETUP, NETWORK)
    assert module_page.evaluate("Object.keys(wants[0])") == ["stem_relu", "block1_project"]
    module_page.locator(".block-strip").evaluate("(strip) => { strip.scrollLeft = 9999; }")
    module_page.wait_for_function("'head_relu' in wants.at(-1) && !('stem_relu' in wants.at(-1))")


def test_a_refusal_is_said(open_block: Open) -> None:
    page = open_block("block 1")
    page.evaluate("fake.refusal = 'layer must be one of the network'")
    page.get_by_role("tab", name="expand 1×1").click()
    expect(page.get_by_role("alert")).to_have_text("Layer must be one of the network.")
