"""What can be done to a kernel, worked out by hand and against NumPy."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

FOLDER = "/kernel_editor"
CALL = f"""async ([name, args]) => {{
  const operations = await import('{FOLDER}/kernel_operations.js');
  const freeze = (v) => (Array.isArray(v) ? Object.freeze(v.map(freeze)) : v);
  try {{
    return operations[name](...args.map(freeze));
  }} catch (problem) {{
    if (!(problem instanceof operations.KernelProblem)) throw problem;
    return problem.message;
  }}
}}"""
SIX = [[[1, 2, 3], [4, 5, 6]]]
LARGE = "Weights must be between −1,000,000 and 1,000,000; one would be larger."


def do(page: Page, name: str, *arguments: Any) -> Any:
    """Call an operation with frozen arguments: it must leave them alone."""
    return page.evaluate(CALL, [name, list(arguments)])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("flipHorizontal", [[[3, 2, 1], [6, 5, 4]]]),
        ("flipVertical", [[[4, 5, 6], [1, 2, 3]]]),
        ("transpose", [[[1, 4], [2, 5], [3, 6]]]),
        ("rotate", [[[4, 1], [5, 2], [6, 3]]]),
        ("negate", [[[-1, -2, -3], [-4, -5, -6]]]),
    ],
)
def test_turning_and_flipping(module_page: Page, name: str, values: list[Any]) -> None:
    assert do(module_page, name, SIX) == values


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    depth=st.sampled_from([1, 3]),
    height=st.integers(1, 11),
    width=st.integers(1, 11),
    data=st.data(),
)
def test_turning_and_flipping_are_numpys(
    module_page: Page, depth: int, height: int, width: int, data: st.DataObject
) -> None:
    size = depth * height * width
    numbers = data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size))
    kernel = np.array(numbers).reshape(depth, height, width)
    for name, expected in {
        "flipHorizontal": kernel[:, :, ::-1],
        "flipVertical": kernel[:, ::-1],
        "transpose": kernel.swapaxes(1, 2),
        "rotate": np.rot90(kernel, -1, (1, 2)),
        "negate": -kernel,
    }.items():
        assert do(module_page, name, kernel.tolist()) == expected.tolist()


def test_a_negated_zero_has_no_sign(module_page: Page) -> None:
    signs = module_page.evaluate(
        f"""async () => (await import('{FOLDER}/kernel_operations.js'))
          .negate([[[0, -0, 1]]]).flat(2).map((v) => Object.is(v, -0))"""
    )
    assert signs == [False, False, False]


def test_growing_and_shrinking_keep_the_middle_and_undo_each_other(module_page: Page) -> None:
    grown = do(module_page, "resize", [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], 5, 5)
    assert grown[0] == np.pad(np.arange(1, 10).reshape(3, 3), 1).tolist()
    assert do(module_page, "resize", [[[1]]], 2, 2) == [[[1, 0], [0, 0]]]
    assert do(module_page, "resize", [[[1, 2, 3]]], 1, 1) == [[[2]]]
    values = SIX
    sides = [(2, 3), (3, 4), (4, 5), (5, 6), (6, 7)]
    for height, width in [*sides, *sides[::-1]]:
        values = do(module_page, "resize", values, height, width)
    assert values == SIX


@pytest.mark.parametrize(
    ("mask", "side", "rows"),
    [
        ("cross", 3, ["010", "111", "010"]),
        ("cross", 4, ["0110", "1111", "1111", "0110"]),
        ("disk", 3, ["111", "111", "111"]),
        ("disk", 5, ["01110", "11111", "11111", "11111", "01110"]),
        (
            "disk",
            7,
            ["0011100", "0111110", "1111111", "1111111", "1111111", "0111110", "0011100"],
        ),
        ("square", 2, ["11", "11"]),
        ("disk", 1, ["1"]),
        ("cross", 1, ["1"]),
    ],
)
def test_masks(module_page: Page, mask: str, side: int, rows: list[str]) -> None:
    ones = np.ones((1, side, side)).tolist()
    inside = do(module_page, "masked", ones, mask)
    assert inside == [[[int(cell) for cell in row] for row in rows]]


def test_a_sum_of_one(module_page: Page) -> None:
    assert do(module_page, "normalizeToOne", [[[1, 2], [3, 2]]]) == [[[0.125, 0.25], [0.375, 0.25]]]
    assert do(module_page, "normalizeToOne", np.ones((1, 3, 3)).tolist())[0][0][0] == 1 / 9
    assert do(module_page, "normalizeToOne", [[[1]], [[2]], [[1]]]) == [[[0.25]], [[0.5]], [[0.25]]]


@pytest.mark.parametrize(
    "values", [[[[-1, 0, 1]]], [[[0]]], [[[0.1, 0.2, -0.3]]], [[[1]], [[-2]], [[1]]]]
)
def test_a_sum_of_zero_becomes_no_one(module_page: Page, values: list[Any]) -> None:
    sentence = "The weights sum to 0: no factor makes that 1."
    assert do(module_page, "normalizeToOne", values) == sentence
    assert do(module_page, "sumOf", values) == 0


def test_a_sum_of_zero(module_page: Page) -> None:
    assert do(module_page, "normalizeToZero", [[[1, 2], [3, 2]]]) == [[[-1, 0], [1, 0]]]


def test_a_sum_of_zero_leaves_alone_what_the_mask_hides(module_page: Page) -> None:
    values = [[[0, 1, 0], [1, 6, 1], [0, 1, 0]]]
    zeroed = do(module_page, "normalizeToZero", values, "cross")
    assert zeroed == [[[0, -1, 0], [-1, 4, -1], [0, -1, 0]]]


def test_scaling_stays_within_the_limit(module_page: Page) -> None:
    assert do(module_page, "scale", [[[0.1, -3]]], 2) == [[[0.2, -6]]]
    assert do(module_page, "scale", [[[500000]]], 2) == [[[1e6]]]
    assert do(module_page, "scale", [[[500001]]], 2) == LARGE
    assert do(module_page, "normalizeToOne", [[[1e6, -1e6, 0.5, 2]]]) != LARGE
    assert do(module_page, "normalizeToOne", [[[1000, -999.99]]]) == [
        [[pytest.approx(1e5), pytest.approx(-99999)]]
    ]


def test_one_slice_is_repeated_and_three_become_their_mean(module_page: Page) -> None:
    assert do(module_page, "toDepth", SIX, 3) == SIX * 3
    assert do(module_page, "toDepth", SIX * 3, 1) == SIX
    assert do(module_page, "toDepth", [[[0.1]], [[0.2]], [[0.6]]], 1) == [[[0.3]]]
    assert do(module_page, "toDepth", SIX, 1) == SIX


def test_one_cell_changes_alone(module_page: Page) -> None:
    place = {"slice": 1, "row": 1, "column": 2}
    changed = do(module_page, "withCell", SIX * 3, place, 9)
    assert changed == [*SIX, [[1, 2, 3], [4, 5, 9]], *SIX]


def test_numbers_in_cells_keep_their_contrast(module_page: Page) -> None:
    contrasts = module_page.evaluate(
        """async () => {
          const { cellColors } = await import('/ui/colors.js');
          const light = (css) => css.match(/\\d+/g).map((c) => c / 255)
            .map((s) => (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0.05);
          return Array.from({ length: 511 }, (_, i) => {
            const { paper, ink } = cellColors(i - 255, 255);
            const [a, b] = [light(paper), light(ink)];
            return Math.max(a, b) / Math.min(a, b);
          });
        }"""
    )
    assert min(contrasts) >= 4.5


def test_cells_are_colored_about_zero_symmetrically(module_page: Page) -> None:
    same = module_page.evaluate(
        """async () => {
          const { cellColors } = await import('/ui/colors.js');
          const { TABLES, cssColor } = await import('/ui/colors.js');
          return [
            cellColors(0, 2).paper === cssColor(TABLES.weights, 0.5),
            cellColors(2, 2).paper === cssColor(TABLES.weights, 1),
            cellColors(-2, 2).paper === cssColor(TABLES.weights, 0),
          ];
        }"""
    )
    assert same == [True, True, True]
