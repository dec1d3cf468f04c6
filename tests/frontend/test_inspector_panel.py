"""The inspector's panel by itself: kinds that the digits network lacks, and what stays in place."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_network import LENET, message
from tests.frontend.styling import link_sheets

SETUP = (
    """async ([network, inspected, room]) => {
  const { columnsOf } = await import('/network/columns.js');
  const { createKinds } = await import('/inspector/kinds.js');
  const { neighbors } = await import('/inspector/ways.js');
  const { morph } = await import('/inspector/morph.js');
"""
    + link_sheets("/inspector/stylesheets.css")
    + """
  window.panel = document.createElement('section');
  panel.className = 'inspector';
  panel.style.height = '290px';
  document.body.append(panel);
  const columns = columnsOf(network);
  window.picked = [];
  const kinds = createKinds({ onChange: () => show(window.last) });
  window.show = (one) => {
    window.last = one;
    for (const tensor of Object.values(one.tensors)) tensor.data = Float32Array.from(tensor.data);
    morph(panel, kinds.show(one, { ...neighbors(columns, one.layer), room,
      onPick: (unit) => picked.push(unit) }));
  };
  show(inspected);
}"""
)

WIDE = {"width": 914, "height": 236}


def tensor(shape: list[int], data: list[float]) -> dict[str, Any]:
    return {"shape": shape, "data": data}


def eight_channels() -> dict[str, Any]:
    """Give a convolution of 5×5 over 8 of the 12 maps before it, at a corner."""
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
        },
        "tensors": {
            "windows": tensor([8, 5, 5], windows),
            "kernels": tensor([8, 5, 5], kernels),
            "sums": tensor([8], sums),
        },
    }


def pooled(winner: list[int] | None, window: Any = (1, 2, 3, 4)) -> dict[str, Any]:
    return {
        "layer": "pool1",
        "kind": "max_pooling" if winner else "average_pooling",
        "unit": [3, 2, 2],
        "arithmetic": {
            "rows": [4, 5],
            "columns": [4, 5],
            "winner": winner,
            "value": 4 if winner else 2.5,
        },
        "tensors": {"window": tensor([2, 2], list(window))},
    }


@pytest.fixture
def show(module_page: Page) -> Any:
    """Show a unit's arithmetic: ``show(inspected, room)``."""

    def open_panel(inspected: dict[str, Any], room: dict[str, int] | None = None) -> Page:
        module_page.evaluate(SETUP, [message(LENET), inspected, room or WIDE])
        return module_page

    return open_panel


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


def test_a_mean_is_worked_out(show: Any) -> None:
    page = show(pooled(None))
    expect(page.locator(".inspector-main")).to_contain_text("1.0 + 2.0 + 3.0 + 4.0 = 10.0")
    expect(page.locator(".inspector-total")).to_have_text("10.0 / 4 = 2.5")
    expect(page.locator(".is-winner")).to_have_count(0)


def test_the_winner_is_ringed_and_a_click_away(show: Any) -> None:
    page = show(pooled([1, 1]))
    expect(page.locator(".is-winner")).to_have_text("4")
    expect(page.locator(".inspector-main")).not_to_contain_text("tie")
    page.get_by_role("button", name="relu1 map 4, row 6, column 6 won").click()
    assert page.evaluate("picked") == [{"layer": "relu1", "unit": [3, 5, 5]}]


def test_equal_numbers_are_said_to_tie(show: Any) -> None:
    page = show(pooled([0, 1], [1, 4, 4, 3]))
    expect(page.locator("p").first).to_contain_text("2 values tie at 4; torch takes the first.")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("relu", 0, "the larger of 0 and −1.5 = 0.0"),
        ("leaky_relu", -0.015, "leaky ReLU of −1.500 is −0.015"),
        ("tanh", -0.905, "tanh −1.500 ≈ −0.905"),
        ("sigmoid", 0.182, "sigmoid of −1.500 ≈ 0.182"),
    ],
)
def test_every_activation_has_its_curve_with_the_point_on_it(
    show: Any, kind: str, value: float, words: str
) -> None:
    arithmetic = {"input": -1.5, "value": value}
    page = show(
        {
            "layer": "relu1",
            "kind": kind,
            "unit": [0, 0, 0],
            "arithmetic": arithmetic,
            "tensors": {},
        }
    )
    expect(page.locator(".inspector-total")).to_have_text(words)
    reach = 1.25 * 1.5
    point = page.locator(".curve-point")
    assert float(point.get_attribute("cx")) == pytest.approx(64 * (1 - 1.5 / reach), abs=0.1)
    assert float(point.get_attribute("cy")) == pytest.approx(64 * (1 - value / reach), abs=0.1)


def test_a_kind_without_arithmetic_of_its_own_still_tells_its_value(show: Any) -> None:
    unit = {"layer": "relu1", "kind": "shuffle", "unit": [0, 0, 0], "value": 0.75}
    page = show(unit | {"arithmetic": {"value": 0.75}, "tensors": {}})
    expect(page.locator(".inspector-total")).to_have_text("value 0.75")


def test_votes_are_laid_back_over_the_maps_they_came_from(show: Any) -> None:
    contributions = [0.0] * 256
    contributions[5 * 16 + 6] = 2.0
    contributions[9 * 16] = -1.0
    page = show(
        {
            "layer": "dense1",
            "kind": "dense",
            "unit": [0],
            "arithmetic": {"bias": 0.5, "value": 1.5, "source_shape": [16, 4, 4]},
            "tensors": {
                "inputs": tensor([256], [1.0] * 256),
                "weights": tensor([256], contributions),
                "contributions": tensor([256], contributions),
            },
        }
    )
    expect(page.locator(".inspector-total")).to_have_text("2.0 − 1.0 + bias 0.5 = 1.5")
    expect(page.locator(".inspector-half .row-name")).to_have_text(["map 6: 2, 3", "map 10: 1, 1"])
    painted = page.get_by_role("img", name="votes from pool2 map 6").evaluate(
        "(c) => [...c.getContext('2d').getImageData(0, 0, 4, 4).data].filter((_, i) => i % 4 === 0)"
    )
    assert painted.index(min(painted)) == 6  # blue where the vote came from, the rest neutral
    assert sorted(painted)[1:] == [247] * 15
    expect(page.get_by_role("img", name="votes from")).to_have_count(16)


def test_nodes_are_moved_added_and_taken_away_as_they_should_be(module_page: Page) -> None:
    found = module_page.evaluate(
        """async () => {
          const { keep, morph } = await import('/inspector/morph.js');
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
