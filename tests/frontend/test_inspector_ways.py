"""Units as places on the page, along the data's way, and where they lie on the pad."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.frontend.fake_network import LENET, message

COLUMNS = """
  const { columnsOf } = await import('/network/columns.js');
  const columns = columnsOf(network);
  const column = (name) => columns.find((one) => one.name === name);
"""


def run(page: Page, script: str) -> Any:
    """Evaluate a function body that knows `columns` and `column(name)` of a LeNet."""
    return page.evaluate(f"async (network) => {{ {COLUMNS} {script} }}", message(LENET))


@pytest.mark.parametrize(
    ("layer", "unit", "name"),
    [
        ("conv1", [2, 4, 6], "conv1 map 3, row 5, column 7"),
        ("dense1", [94], "dense1 unit 95"),
        ("dense2", [7], "dense2 for “7”"),
        ("softmax", [7], "softmax for “7”"),
    ],
)
def test_a_unit_and_its_place_are_each_other_s_inverse(
    module_page: Page, layer: str, unit: list[int], name: str
) -> None:
    page = module_page
    there, back, called = run(
        page,
        f"""
        const {{ placeOf, unitAt, unitName }} = await import('/network/units.js');
        const unit = {{ layer: '{layer}', unit: {unit} }};
        const place = placeOf(columns, unit, 2);
        return [unit, unitAt(columns, place, 2), unitName(column('{layer}'), unit.unit)];
        """,
    )
    assert there == back
    assert called == name


def test_a_map_as_a_whole_and_a_strip_s_empty_end_are_no_unit(module_page: Page) -> None:
    units = run(
        module_page,
        """
        const { unitAt } = await import('/network/units.js');
        const dense1 = columns.indexOf(column('dense1'));
        return [unitAt(columns, { column: 1, part: 0, row: 0, across: 0, pixel: false }),
          unitAt(columns, { column: dense1, part: 0, row: 13, across: 4, pixel: true }, 7),
          unitAt(columns, { column: dense1, part: 0, row: 13, across: 5, pixel: true }, 7)];
        """,
    )
    assert units == [None, {"layer": "dense1", "unit": [95]}, None]


def test_a_convolution_came_from_the_largest_product_of_its_strongest_channel(
    module_page: Page,
) -> None:
    unit = run(
        module_page,
        """
        const { cameFrom } = await import('/inspector/ways.js');
        const tensor = (data, shape) => ({ data, shape });
        return cameFrom({
          kind: 'convolution', unit: [0, 0, 0],
          arithmetic: { rows: [-1, 0], columns: [3, 4], first_channel: 0 },
          tensors: {
            windows: tensor([9, 9, 9, 9, 9, 9, 1, 2], [2, 2, 2]),
            kernels: tensor([1, 1, 1, 1, 9, 9, 1, -1], [2, 2, 2]),
            sums: tensor([1, -5], [2]),
          },
        }, column('pool1'));
        """,
    )
    assert unit == {"layer": "pool1", "unit": [1, 0, 4]}  # not in the padding's row


def test_a_pooled_value_came_from_the_winner(module_page: Page) -> None:
    units = run(
        module_page,
        """
        const { cameFrom } = await import('/inspector/ways.js');
        const pooled = (winner) => cameFrom({
          kind: winner ? 'max_pooling' : 'average_pooling', unit: [5, 1, 1],
          arithmetic: { rows: [2, 3], columns: [2, 3], winner },
          tensors: { window: { data: [0, 1, 7, 2], shape: [2, 2] } },
        }, column('relu1'));
        return [pooled([1, 1]), pooled(null)];
        """,
    )
    assert [unit["unit"] for unit in units] == [[5, 3, 3], [5, 3, 2]]


@pytest.mark.parametrize(
    ("inspected", "before", "unit"),
    [
        ("{ kind: 'relu', unit: [1, 2, 3], arithmetic: {}, tensors: {} }", "conv1", [1, 2, 3]),
        (
            "{ kind: 'flatten', unit: [9], arithmetic: { source: [0, 2, 1] }, tensors: {} }",
            "pool2",
            [0, 2, 1],
        ),
        (
            "{ kind: 'dense', unit: [0], arithmetic: {},"
            " tensors: { contributions: { data: [1, -3, 2] } } }",
            "flatten",
            [1],
        ),
        ("{ kind: 'softmax', unit: [4], arithmetic: {}, tensors: {} }", "dense2", [4]),
    ],
)
def test_every_kind_leads_back(
    module_page: Page, inspected: str, before: str, unit: list[int]
) -> None:
    found = run(
        module_page,
        f"""
        const {{ cameFrom }} = await import('/inspector/ways.js');
        return cameFrom({inspected}, column('{before}'));
        """,
    )
    assert found == {"layer": before, "unit": unit}


def test_the_picture_came_from_nowhere_and_the_last_layer_feeds_none(module_page: Page) -> None:
    ends = run(
        module_page,
        """
        const { cameFrom, goesTo } = await import('/inspector/ways.js');
        return [cameFrom({ kind: 'input', unit: [0, 0, 0] }, undefined),
          goesTo({ targets: {} }, undefined, null),
          goesTo({ targets: { pool1: [[0], [], [3]] } }, column('pool1'), null)];
        """,
    )
    assert ends == [None, None, None]


def test_a_value_goes_on_to_the_strongest_that_it_feeds(module_page: Page) -> None:
    units = run(
        module_page,
        """
        const { goesTo } = await import('/inspector/ways.js');
        const conv2 = column('conv2');
        const values = new Float32Array(conv2.parts * 64).fill(-1);
        values[5 * 64 + 2 * 8 + 3] = 4; // map 5, row 2, column 3
        values[6 * 64] = 9; // beyond what is fed
        const targets = { conv2: [null, [1, 2], [2, 3]], dense2: [null] };
        const logits = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        return [goesTo({ targets }, conv2, values), goesTo({ targets }, column('dense2'), logits)];
        """,
    )
    assert units == [{"layer": "conv2", "unit": [5, 2, 3]}, {"layer": "dense2", "unit": [2]}]


def test_what_was_fitted_into_28_lies_on_the_pad_where_it_was_drawn(module_page: Page) -> None:
    boxes = module_page.evaluate(
        """async () => {
          const { onPad } = await import('/inspector/pad_window.js');
          // ink of 40 × 20 pixels at row 10, column 30; fitted to 20 × 10, laid at 4, 9
          const reading = { ink_box: [10, 30, 50, 50], offset: [4, 9] };
          return [onPad([[0], [4, 5], [9]], reading, [20, 10], 112),
            onPad([[0], [0], [27]], reading, [20, 10], 112),
            onPad([[0], [4], [9]], { ink_box: null, offset: null }, [1, 1], 112),
            onPad([null, null, null], reading, [20, 10], 112)];
        }"""
    )
    inside, outside, blank, everything = boxes
    assert inside == [{"left": 30, "top": 10, "right": 32, "bottom": 14}]
    assert outside == [{"left": 66, "top": 2, "right": 68, "bottom": 4}]
    assert blank == everything == []


def test_why_follows_what_each_layer_with_weights_was_given(module_page: Page) -> None:
    names, questions = run(
        module_page,
        """
        const { linksOf, questionText } = await import('/inspector/why.js');
        return [linksOf(columns).map(({ name }) => name),
          [questionText(network.labels, 7, null), questionText(network.labels, 7, 1)]];
        """,
    )
    assert names == ["relu3", "pool2", "pool1", "input"]
    depthwise = run(
        module_page,
        """
        const { linksOf } = await import('/inspector/why.js');
        column('conv2').kind = 'depthwise_convolution';
        return linksOf(columns).map(({ name }) => name);
        """,
    )
    assert depthwise == names
    assert questions == ["Why 7?", "Why 7 and not 1?"]
