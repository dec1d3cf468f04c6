"""The strip of blocks: what each shows, and which are asked for."""

from playwright.sync_api import Page, expect

from tests.frontend.blocks.hands import SETUP
from tests.frontend.fake_blocks import ANSWERS, NETWORK


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
          const { TABLES, paintMap } = await import('/ui/colors.js');
          const pixels = new Uint32Array(3);
          // −1 … 3 as bytes 0 … 255: 0 is byte 63.75, 3 the end
          paintMap(pixels, [63.75, 255, 0], ...codedEnds('signed', [-1, 3]), TABLES.signed);
          return [...pixels].map((pixel) => [...TABLES.signed].indexOf(pixel));
        }"""
    )
    assert painted == [255, 510, 170]


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
