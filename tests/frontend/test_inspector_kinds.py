"""The inspector's panel for poolings, activations, dense layers, and kinds that it doesn't know."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_network import LENET, message
from tests.frontend.inspector_panel import open_panel, tensor


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
    """Show a unit of the LeNet: ``show(inspected)``."""
    return partial(open_panel, module_page, message(LENET))


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
