"""The arithmetic of the kinds of layer that only the photo network has."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_blocks import NETWORK, wide_network
from tests.frontend.inspector_panel import open_panel, tensor

Show = Any


@pytest.fixture
def show(module_page: Page) -> Show:
    """Show a unit: ``show("block2_sum", "sum", [0, 1, 2], {…}, {…})``."""

    def show(
        layer: str,
        kind: str,
        unit: list[int],
        arithmetic: dict[str, Any],
        tensors: dict[str, Any] | None = None,
        network: dict[str, Any] = NETWORK,
    ) -> Page:
        inspected = {"layer": layer, "kind": kind, "unit": unit, "arithmetic": arithmetic}
        return open_panel(module_page, network, inspected | {"tensors": tensors or {}})

    return show


def numbers(text: str) -> list[float]:
    return [float(found.replace("−", "-")) for found in re.findall(r"−?\d+\.\d+", text)]


def test_a_sum_shows_both_numbers_and_each_is_a_click_away(show: Show) -> None:
    page = show("block2_sum", "sum", [0, 1, 2], {"input": 1.5, "other": -0.25, "value": 1.25})
    expect(page.locator(".inspector-total")).to_have_text("1.50 − 0.25 = 1.25")
    page.get_by_role("button", name="block1_project map 1, row 2, column 3: −0.25").click()
    page.get_by_role("button", name="block2_project map 1, row 2, column 3: 1.50").click()
    assert page.evaluate("picked") == [
        {"layer": "block1_project", "unit": [0, 1, 2]},
        {"layer": "block2_project", "unit": [0, 1, 2]},
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (-1.5, 0, "the larger of 0 and −1.5, at most 6 = 0.0"),
        (2.5, 2.5, "the larger of 0 and 2.5, at most 6 = 2.5"),
        (7.25, 6, "the larger of 0 and 7.25, at most 6 = 6.00"),
    ],
)
def test_relu6_has_its_curve_with_the_point_on_it(
    show: Show, before: float, after: float, words: str
) -> None:
    page = show("stem_relu", "relu6", [0, 0, 0], {"input": before, "value": after})
    expect(page.locator(".inspector-total")).to_have_text(words)
    reach = 1.25 * max(abs(before), after)
    point = page.locator(".curve-point")
    assert float(point.get_attribute("cy") or "nan") == pytest.approx(
        64 * (1 - after / reach), abs=0.1
    )


def test_the_curve_of_relu6_is_flat_above_6(module_page: Page) -> None:
    found = module_page.evaluate(
        """async () => {
          const { ACTIVATIONS } = await import('/inspector/activation.js');
          return [-1, 3, 6, 9].map(ACTIVATIONS.relu6.curve);
        }"""
    )
    assert found == [0, 3, 6, 6]


def test_a_photos_number_is_one_of_its_colors(show: Show) -> None:
    page = show("input", "input", [1, 0, 0], {"value": 0.75})
    expect(page.locator(".inspector-main")).to_contain_text("How green this pixel")
    expect(page.locator(".inspector-total")).to_have_text("value 0.75")


def test_a_normalized_number_is_worked_out(show: Show) -> None:
    page = show("normalize", "normalize", [0, 0, 0], {"input": 0.75, "value": 0.5})
    expect(page.locator(".inspector-total")).to_have_text("(0.75 − 0.50) / 0.50 = 0.50")


def test_a_depthwise_window_is_of_its_own_map_only(show: Show) -> None:
    windows, kernels = [1.0] * 9, [0.5] * 9
    page = show(
        "block2_depthwise",
        "depthwise_convolution",
        [4, 2, 2],
        {
            "total": 4.5,
            "bias": 0.25,
            "value": 4.75,
            "rows": [1, 2, 3],
            "columns": [1, 2, 3],
            "first_channel": 4,
        },
        {
            "windows": tensor([1, 3, 3], windows),
            "kernels": tensor([1, 3, 3], kernels),
            "sums": tensor([1], [4.5]),
        },
    )
    expect(page.locator("figcaption")).to_contain_text("block2_expand_relu map 5")
    expect(page.locator(".inspector-total")).to_have_text("4.50 + bias 0.25 = 4.75")
    expect(page.locator(".inspector-list")).to_have_count(0)


def test_a_1_by_1_convolution_over_480_channels_says_the_strongest_and_sums_the_rest(
    show: Show,
) -> None:
    windows = [((7 * i) % 13) / 2 for i in range(480)]
    kernels = [((5 * i) % 9) / 4 - 1 for i in range(480)]
    sums = [window * weight for window, weight in zip(windows, kernels, strict=True)]
    total = sum(sums)
    for_it, against = (sum(max(sign * part, 0) for part in sums) for sign in (1, -1))
    page = show(
        "block2_project",
        "convolution",
        [0, 3, 4],
        {
            "total": total,
            "bias": 0.5,
            "value": total + 0.5,
            "rows": [3],
            "columns": [4],
            "first_channel": 0,
        },
        {
            "windows": tensor([480, 1, 1], windows),
            "kernels": tensor([480, 1, 1], kernels),
            "sums": tensor([480], sums),
        },
        wide_network(480),
    )
    halves = page.locator(".inspector-half")
    for half in halves.all():
        rows = half.locator(".row-number").all_inner_texts()
        assert len(rows) <= 8
        caption = half.locator(".inspector-caption").inner_text()
        assert sum(numbers(" ".join(rows))) == pytest.approx(numbers(caption)[0])
        assert "=" in caption
    expect(page.locator(".inspector-total")).to_have_text(
        f"{for_it:.3f} − {against:.3f} + bias 0.500 = {total + 0.5:.3f}"
    )
    first = halves.first.locator("button").first
    strongest = max(range(480), key=lambda i: sums[i])
    assert first.locator(".row-name").inner_text() == f"map {strongest + 1}"
    first.click()
    picked = {"layer": "block2_depthwise_relu", "unit": [strongest, 3, 4]}
    assert page.evaluate("picked") == [picked]


def test_the_mean_of_a_whole_map_adds_up(show: Show) -> None:
    values = [i / 4 for i in range(64)]
    page = show(
        "mean",
        "global_average_pooling",
        [3],
        {"rows": list(range(8)), "columns": list(range(8)), "winner": None, "value": 7.875},
        {"window": tensor([8, 8], values)},
    )
    expect(page.locator(".inspector-total")).to_have_text("504.000 / 64 = 7.875")
    expect(page.locator("figcaption")).to_have_text("whole map")
    expect(page.locator(".inspector-main")).to_contain_text("the sum of 64 numbers = 504.000")


def test_a_class_of_many_stands_among_the_most_probable_and_the_rest_is_summed(show: Show) -> None:
    labels = [f"class {i}" for i in range(40)]
    exponentials = [1.0] + [0.5**i for i in range(1, 40)]
    total = sum(exponentials)
    layers = [
        layer | ({"shape": [40]} if layer["name"] in ("dense", "softmax") else {})
        for layer in NETWORK["layers"]
    ]
    page = show(
        "softmax",
        "softmax",
        [9],
        {"sum": total, "value": 0.5**9 / total},
        {
            "logits": tensor([40], [-0.693147 * i for i in range(40)]),
            "exponentials": tensor([40], exponentials),
        },
        NETWORK | {"layers": layers, "labels": labels},
    )
    heads = page.locator(".inspector-shares th[scope=row]").all_inner_texts()
    assert heads == [*labels[:6], "class 9", "33 more"]
    expect(page.locator("tr.is-focused")).to_contain_text("class 9")
    shown = page.locator(".inspector-shares td:nth-child(3)").all_inner_texts()
    assert sum(float(text) for text in shown) == pytest.approx(2.0, abs=2e-3)
    expect(page.locator(".inspector-total")).to_have_text("0.002 / 2.000 ≈ 0.0010")


def test_the_way_back_from_a_depthwise_pixel_stays_in_its_map(module_page: Page) -> None:
    unit = module_page.evaluate(
        """async () => {
          const { cameFrom } = await import('/inspector/ways.js');
          const windows = { shape: [1, 1, 3], data: [1, 5, 2] };
          return cameFrom({
            kind: 'depthwise_convolution', unit: [4, 2, 2],
            arithmetic: { rows: [2], columns: [1, 2, 3], first_channel: 4 },
            tensors: { windows, kernels: { shape: [1, 1, 3], data: [1, 1, 1] },
              sums: { shape: [1], data: [8] } },
          }, { name: 'relu', rows: 8, across: 8 });
        }"""
    )
    assert unit == {"layer": "relu", "unit": [4, 2, 2]}
