"""The opened block: its layers, kernels and largest numbers, opened and closed."""

from playwright.sync_api import Page, expect

from tests.frontend.blocks.hands import Open, gallery_map
from tests.frontend.fake_blocks import NETWORK


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


def test_a_refusal_is_said(open_block: Open) -> None:
    page = open_block("block 1")
    page.evaluate("fake.refusal = 'layer must be one of the network'")
    page.get_by_role("tab", name="expand 1×1").click()
    expect(page.get_by_role("alert")).to_have_text("Layer must be one of the network.")
