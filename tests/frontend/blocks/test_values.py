"""One value of a map: what it sees, its numbers, and what excites its map."""

from playwright.sync_api import Page, expect

from tests.frontend.blocks.hands import Open, gallery_map


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
    patches = page.locator(".top-patch")
    expect(patches).to_have_text(["cat 9.00", "your photo 7.00", "coffee 5.00"])
    expect(page.locator(".is-own")).to_have_text("your photo 7.00")
    box = page.get_by_role("img", name="cat: 9.00").locator(".photo-box")
    assert box.evaluate("({ style }) => [style.top, style.left, style.width, style.height]") == [
        "12.5%",
        "25%",
        "25%",
        "25%",
    ]


def test_a_sample_that_is_the_own_photo_stands_there_once(module_page: Page) -> None:
    patches = [
        {"photo": name, "value": value, "unit": [3, row, 2]}
        for name, value, row in [("cat", 17.301, 5), ("coffee", 17.3, 6), ("rocket", 0, 0)]
    ]
    named = """async ([patches, owns]) => {
      const { withOwn } = await import('/blocks/top_patches.js');
      return owns.map((own) => withOwn(patches, own).map(({ name, isOwn }) => [name, isOwn]));
    }"""
    owns = [{"value": 17.3, "unit": [3, 5, 2]}, {"value": 0, "unit": [3, 0, 2]}]
    cat, nothing = module_page.evaluate(named, [patches, owns])
    assert cat == [["cat, your photo", True], ["coffee", False], ["rocket", False]]
    assert nothing[2:] == [["rocket", False], ["your photo", True]]


def test_what_excites_the_enlarged_map_is_there_from_the_start(open_block: Open) -> None:
    page = open_block("block 2")
    first = page.locator(".block-map-view figcaption").inner_text()
    expect(page.locator(".top-patches-title")).to_have_text(f"What excites {first}")
    expect(page.locator(".top-patch")).to_have_count(3)
    gallery_map(page, "block2_sum map 2").hover()
    expect(page.locator(".top-patches-title")).to_have_text("What excites block2_sum map 2")
    open_block("answer")
    expect(page.locator(".block-top-patches")).to_be_hidden()


def test_a_list_of_numbers_speaks_of_no_map_nor_of_the_value_before(open_block: Open) -> None:
    page = open_block("block 2")
    gallery_map(page, "block2_sum map 2").click()
    spoken = page.locator(".inspector-spoken")
    expect(spoken).to_contain_text("block2_sum map 2")
    open_block("answer")
    expect(page.locator(".inspector-title")).to_have_text(
        "Click a number to see how it came to be."
    )
    expect(spoken).to_have_text("")


def test_layers_are_spoken_of_in_the_students_words(open_block: Open) -> None:
    page = open_block("block 2", "project 1×1")
    expect(page.locator(".block-sentence")).to_contain_text(
        "block2_project: Each map has one weight"
    )
    expect(page.locator(".block-sentence")).to_contain_text("each map of the ReLU6 before (")
    page.get_by_role("tab", name="sum with").click()
    expect(page.locator(".block-sentence")).to_contain_text("in what block 1 gives")
