"""The inspector's panel by itself: eight channels of a convolution, and what stays in place."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_network import LENET, message
from tests.frontend.inspector_panel import open_panel, tensor


def eight_channels() -> dict[str, Any]:
    """Return a convolution of 5×5 over 8 of the 12 maps before it, at a corner."""
    count = 8 * 25
    windows = [((i * 7) % 11) / 10 - 0.3 for i in range(count)]
    kernels = [((i * 5) % 13) / 10 - 0.6 for i in range(count)]
    products = [a * b for a, b in zip(windows, kernels, strict=True)]
    sums = [sum(products[25 * c : 25 * c + 25]) for c in range(8)]
    return {
        "layer": "conv2",
        "kind": "convolution",
        "unit": [0, 0, 0],
        "arithmetic": {
            "total": sum(sums),
            "bias": -0.25,
            "value": sum(sums) - 0.25,
            "rows": [-2, -1, 0, 1, 2],
            "columns": [9, 10, 11, 12, 13],
            "first_channel": 0,
        },
        "tensors": {
            "windows": tensor([8, 5, 5], windows),
            "kernels": tensor([8, 5, 5], kernels),
            "sums": tensor([8], sums),
        },
    }


@pytest.fixture
def show(module_page: Page) -> Any:
    """Show a unit of the LeNet: ``show(inspected)``."""
    return partial(open_panel, module_page, message(LENET))


def test_eight_channels_of_5_by_5_are_readable_and_none_is_clipped(show: Any) -> None:
    page = show(eight_channels())
    sizes = page.locator(".number-grid td, .inspector-row span").evaluate_all(
        "(cells) => cells.map((cell) => parseFloat(getComputedStyle(cell).fontSize))"
    )
    assert min(sizes) >= 12
    assert page.locator(".inspector-list .inspector-row").count() == 8
    clipped = page.locator(".number-grid td").evaluate_all(
        "(cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    assert clipped == 0
    edges = page.locator(".inspector > *").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect().right)"
    )
    assert max(edges) <= page.evaluate("panel.getBoundingClientRect().right")


def test_cells_of_the_padding_are_marked(show: Any) -> None:
    page = show(eight_channels())
    window = page.locator(".inspector-block").first.get_by_label("window")
    assert window.locator(".is-border").count() == 25 - 9  # three rows and columns lie inside


def test_another_channel_opens_by_a_click_and_stays_while_numbers_run(show: Any) -> None:
    page = show(eight_channels())
    rows = page.locator(".inspector-list .inspector-row")
    name = rows.last.locator(".row-name").inner_text()
    rows.last.click()
    first = page.locator("figcaption").first
    expect(first).to_contain_text(f"pool1 {name} ")
    page.evaluate("show({ ...last, unit: [0, 0, 1] })")
    expect(first).to_contain_text(f"pool1 {name} ")


def test_numbers_run_without_a_table_or_line_being_moved(show: Any) -> None:
    page = show(eight_channels())
    moved = page.evaluate(
        """() => {
          const watching = new MutationObserver(() => {});
          watching.observe(panel, { childList: true, subtree: true });
          show({ ...last, arithmetic: { ...last.arithmetic, bias: 1 } });
          return watching.takeRecords().length;
        }"""
    )
    assert moved == 0
    expect(page.locator(".inspector-total")).to_contain_text("bias 1.00 ")


def test_what_is_focused_stays_focused_while_numbers_run(show: Any) -> None:
    page = show(eight_channels())
    page.locator(".inspector-list .inspector-row").nth(3).focus()
    page.evaluate("show({ ...last, arithmetic: { ...last.arithmetic, bias: 1 } })")
    expect(page.locator(".inspector-list .inspector-row").nth(3)).to_be_focused()
    expect(page.locator(".inspector-total")).to_contain_text("bias 1.00 ")


def test_nodes_are_moved_added_and_taken_away_as_they_should_be(module_page: Page) -> None:
    found = module_page.evaluate(
        """async () => {
          const { keep, morph } = await import('/ui/morph.js');
          const parent = document.createElement('div');
          const node = (tag, text, kept = false) => {
            const made = Object.assign(document.createElement(tag), { textContent: text });
            return kept ? keep(made) : made;
          };
          const mine = node('p', 'mine', true);
          const steps = [];
          for (const children of [
            [node('p', 'a'), mine], [mine, node('p', 'b')], [node('b', 'c'), 'text', mine],
            [node('b', 'd')], [],
          ]) {
            morph(parent, children);
            steps.push(parent.innerHTML);
          }
          return [steps, mine.textContent];
        }"""
    )
    assert found == [
        [
            "<p>a</p><p>mine</p>",
            "<p>mine</p><p>b</p>",
            "<b>c</b>text<p>mine</p>",
            "<b>d</b>",
            "",
        ],
        "mine",
    ]
