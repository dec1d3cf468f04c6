"""What feeds what, and the geometry of the curves."""

from typing import Any

from playwright.sync_api import Page

from tests.frontend.fake_network import LENET, message

RELATED = """async ([message, name, parts]) => {
  const { columnsOf } = await import('/network/columns.js');
  const { relatedParts } = await import('/network/links.js');
  const columns = columnsOf(message);
  const at = columns.findIndex((c) => c.name === name);
  const related = relatedParts(columns, at, new Set(parts));
  return Object.fromEntries(columns.map((c, i) =>
    [c.name, { parts: [...related.parts[i]].sort((a, b) => a - b), linked: related.linked[i] }]));
}"""

BOX = "{ x: 10, y: 0, width: 20, height: 10, from: 10, to: 30 }"
PATHS = """async ([message, at, from, to]) => {
  const { columnsOf } = await import('/network/columns.js');
  const { layoutNetwork } = await import('/network/layout.js');
  const { linkPaths } = await import('/network/links.js');
  const columns = columnsOf(message);
  const layout = layoutNetwork(columns, 1870, columns.map(() => ({ full: 80, compact: 54 })));
  return linkPaths(columns, layout, at, from && new Set(from), to && new Set(to));
}"""


def related(page: Page, name: str, parts: list[int]) -> dict[str, Any]:
    return page.evaluate(RELATED, [message(LENET), name, parts])


def test_a_pooled_map_comes_from_one_relu_map_and_feeds_all_of_the_next_convolution(
    module_page: Page,
) -> None:
    found = related(module_page, "pool1", [2])
    assert found["relu1"]["parts"] == found["conv1"]["parts"] == [2]
    assert found["input"]["parts"] == [0]
    assert found["conv2"]["parts"] == list(range(16))


def test_a_deep_map_comes_from_every_earlier_map(module_page: Page) -> None:
    found = related(module_page, "conv2", [5])
    assert found["pool1"]["parts"] == found["conv1"]["parts"] == list(range(12))
    assert found["relu2"]["parts"] == found["pool2"]["parts"] == [5]


def test_a_map_of_a_group_comes_from_its_group_alone(module_page: Page) -> None:
    layers = [dict(layer) for layer in LENET]
    layers[3] |= {"kind": "transposed_convolution", "groups": 4}  # 12 maps before, 16 of its own
    found = module_page.evaluate(RELATED, [message(layers), "conv2", [5]])
    assert found["pool1"]["parts"] == [3, 4, 5]
    found = module_page.evaluate(RELATED, [message(layers), "pool1", [3]])
    assert found["conv2"]["parts"] == [4, 5, 6, 7]
    paths = module_page.evaluate(PATHS, [message(layers), 4, None, None])
    assert paths["lines"].count("C") == 12 * 16 / 4


def test_a_pooled_map_becomes_its_own_stretch_of_the_flat_values(module_page: Page) -> None:
    found = related(module_page, "pool2", [1])
    assert found["flatten"]["parts"] == list(range(16, 32))
    assert related(module_page, "flatten", [16])["pool2"]["parts"] == [1]


def test_links_are_darkened_up_to_where_everything_meets_everything(module_page: Page) -> None:
    found = related(module_page, "relu1", [0])
    dark = [name for name, column in found.items() if column["linked"]]
    assert dark == ["conv1", "relu1", "pool1", "conv2"]


def test_a_convolution_is_linked_with_every_map_before_it(module_page: Page) -> None:
    paths = module_page.evaluate(PATHS, [message(LENET), 4, None, None])
    assert paths["lines"].count("C") == 12 * 16


def test_one_map_of_a_convolution_has_one_link_for_each_map_before_it(module_page: Page) -> None:
    paths = module_page.evaluate(PATHS, [message(LENET), 4, None, [3]])
    assert paths["lines"].count("C") == 12


def test_relu_is_linked_one_by_one(module_page: Page) -> None:
    paths = module_page.evaluate(PATHS, [message(LENET), 2, None, None])
    assert paths["lines"].count("C") == 12


def test_flatten_and_dense_are_bands(module_page: Page) -> None:
    flatten = module_page.evaluate(PATHS, [message(LENET), 7, None, None])
    dense = module_page.evaluate(PATHS, [message(LENET), 8, None, None])
    assert (flatten["bands"].count("Z"), flatten["lines"]) == (16, "")
    assert (dense["bands"].count("Z"), dense["lines"]) == (1, "")


def test_a_curve_is_level_at_both_ends(module_page: Page) -> None:
    path = module_page.evaluate(
        f"""async () => (await import('/network/links.js'))
          .curve({BOX}, {{ ...{BOX}, x: 70, y: 40, from: 70, to: 90 }})"""
    )
    assert path == "M30 5C50 5 50 45 70 45"


def test_a_band_covers_both_sides_whole(module_page: Page) -> None:
    path = module_page.evaluate(
        f"""async () => (await import('/network/links.js'))
          .band({BOX}, {{ ...{BOX}, x: 70, y: 40, height: 6 }})"""
    )
    assert path == "M30 0C50 0 50 40 70 40V46C50 46 50 10 30 10Z"
