"""Where columns and maps stand, for the widths that screens have."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.frontend.fake_network import LENET, VGG, Layer, message

LAYOUT = """async ([message, width, head]) => {
  const { columnsOf } = await import('/network/columns.js');
  const { layoutNetwork } = await import('/network/layout.js');
  const columns = columnsOf(message);
  const layout = layoutNetwork(columns, width, columns.map(() => head));
  return { ...layout, names: columns.map((c) => c.name), sides: columns.map((c) => c.across),
    forms: columns.map((c) => c.form), parts: columns.map((c) => c.parts) };
}"""

NARROW = [320, 358, 390, 730, 899]
WIDE = [950, 1000, 1100, 1230, 1250, 1500, 1870]


def layout(page: Page, layers: list[Layer], width: int) -> dict[str, Any]:
    return page.evaluate(LAYOUT, [message(layers), width, {"full": 80, "compact": 54}])


def map_columns(laid: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**column, "side": side, "parts": parts, "name": name}
        for column, side, form, parts, name in zip(
            laid["columns"], laid["sides"], laid["forms"], laid["parts"], laid["names"], strict=True
        )
        if form == "maps"
    ]


def test_columns_stand_side_by_side_and_none_is_clipped(module_page: Page) -> None:
    for width in WIDE:
        laid = layout(module_page, LENET, width)
        assert laid["mode"] == "columns"
        ends = [column["x"] + column["columnWidth"] for column in laid["columns"]]
        starts = [column["x"] for column in laid["columns"]]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
        assert starts[0] == 0
        assert ends[-1] <= width + 1


def test_a_deeper_network_stands_side_by_side_too(module_page: Page) -> None:
    assert layout(module_page, VGG, 1230)["mode"] == "columns"


@pytest.mark.parametrize("layers", [LENET, VGG], ids=["lenet", "vgg"])
def test_below_900_px_layers_are_stacked_within_the_width(
    module_page: Page, layers: list[Layer]
) -> None:
    for width in NARROW:
        laid = layout(module_page, layers, width)
        assert laid["mode"] == "rows"
        cells = [cell for column in laid["columns"] for cell in column["cells"]]
        assert max(cell["x"] + cell["width"] for cell in cells) <= width


@pytest.mark.parametrize("layers", [LENET, VGG], ids=["lenet", "vgg"])
def test_every_value_is_a_square_of_whole_pixels(module_page: Page, layers: list[Layer]) -> None:
    for width in [*NARROW, *WIDE]:
        for column in map_columns(layout(module_page, layers, width)):
            for cell in column["cells"]:
                assert cell["width"] == cell["height"]
                assert cell["width"] % column["side"] == 0
                assert cell["x"] == int(cell["x"])
                assert cell["y"] == int(cell["y"])


@pytest.mark.parametrize("layers", [LENET, VGG], ids=["lenet", "vgg"])
def test_every_map_has_a_place_and_no_two_overlap(module_page: Page, layers: list[Layer]) -> None:
    for width in [*NARROW, *WIDE]:
        for column in map_columns(layout(module_page, layers, width)):
            assert len(column["cells"]) == column["parts"]
            assert not any(overlap(a, b) for a, b in combinations(column["cells"], 2))


def overlap(a: dict[str, int], b: dict[str, int]) -> bool:
    beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    above = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
    return not (beside or above)


def test_columns_of_maps_begin_and_end_on_common_lines(module_page: Page) -> None:
    for width in WIDE:
        laid = layout(module_page, LENET, width)
        for column in map_columns(laid)[1:]:
            assert column["cells"][0]["y"] == 0
            last = column["cells"][-1]
            assert last["y"] + last["height"] == laid["bodyHeight"]


def test_maps_grow_with_the_screen(module_page: Page) -> None:
    sizes = [
        map_columns(layout(module_page, LENET, width))[1]["cells"][0]["width"]
        for width in (950, 1230, 1870)
    ]
    assert sizes == [48, 48, 96]


def test_cells_of_a_strip_are_at_least_4_px(module_page: Page) -> None:
    for width in [*NARROW, *WIDE]:
        laid = layout(module_page, LENET, width)
        for column, form, parts in zip(laid["columns"], laid["forms"], laid["parts"], strict=True):
            if form == "strip":
                (cell,) = column["cells"]
                lines = -(-parts // column["perLine"])
                assert cell["height"] / lines >= 4
                assert cell["width"] / column["perLine"] >= 4


def test_the_last_strip_and_the_bars_share_their_rows(module_page: Page) -> None:
    logits, bars = layout(module_page, LENET, 1230)["columns"][-2:]
    assert logits["cells"][0]["y"] == bars["cells"][0]["y"]
    assert logits["cells"][0]["height"] == bars["cells"][0]["height"]


def test_kernels_are_shown_where_there_is_room(module_page: Page) -> None:
    conv1 = layout(module_page, LENET, 2200)["columns"][1]
    assert conv1["kernel"]["width"] == 25
    assert all(cell["x"] >= 25 for cell in conv1["cells"])


def test_meanings_and_feeding_follow_from_the_kinds(module_page: Page) -> None:
    columns = module_page.evaluate(
        "async (m) => (await import('/network/columns.js')).columnsOf(m)", message(LENET)
    )
    assert [(column["name"], column["meaning"], column["fedBy"]) for column in columns] == [
        ("input", "picture", "none"),
        ("conv1", "signed", "all"),
        ("relu1", "positive", "same"),
        ("pool1", "positive", "same"),
        ("conv2", "signed", "all"),
        ("relu2", "positive", "same"),
        ("pool2", "positive", "same"),
        ("flatten", "positive", "segments"),
        ("dense1", "signed", "all"),
        ("relu3", "positive", "same"),
        ("dense2", "signed", "all"),
        ("softmax", "probability", "same"),
    ]


def test_pooling_before_relu_keeps_the_sign(module_page: Page) -> None:
    layers = [LENET[0], {**LENET[2], "name": "pool1"}]
    columns = module_page.evaluate(
        "async (m) => (await import('/network/columns.js')).columnsOf(m)", message(layers)
    )
    assert columns[-1]["meaning"] == "signed"
