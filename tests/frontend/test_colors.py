"""Colors of numbers: one neutral, even steps, ReLU wipes the orange away."""

import pytest
from playwright.sync_api import Page


def table(page: Page, meaning: str) -> list[list[int]]:
    """Return the table's pixels as [red, green, blue, opacity]."""
    return page.evaluate(
        """async (meaning) => {
          const { TABLES } = await import('/ui/colors.js');
          const bytes = new Uint8Array(TABLES[meaning].slice().buffer);
          return Array.from({ length: bytes.length / 4 }, (_, i) =>
            [...bytes.subarray(4 * i, 4 * i + 4)]);
        }""",
        meaning,
    )


def lightness(page: Page, colors: list[list[int]]) -> list[float]:
    return page.evaluate(
        """async (colors) => {
          const { oklab } = await import('/ui/colors.js');
          return colors.map((c) => oklab(c.slice(0, 3))[0]);
        }""",
        colors,
    )


def paint(page: Page, values: list[float], low: float, high: float, meaning: str) -> list[int]:
    """Return the table index of each painted value."""
    return page.evaluate(
        """async ([values, low, high, meaning]) => {
          const { TABLES, paintMap } = await import('/ui/colors.js');
          const pixels = new Uint32Array(values.length);
          paintMap(pixels, Float32Array.from(values), low, high, TABLES[meaning]);
          return [...pixels].map((p) => TABLES[meaning].indexOf(p));
        }""",
        [values, low, high, meaning],
    )


@pytest.mark.parametrize("meaning", ["signed", "positive", "weights", "picture"])
def test_tables_have_at_least_256_opaque_entries(module_page: Page, meaning: str) -> None:
    colors = table(module_page, meaning)
    assert len(colors) >= 256
    assert {color[3] for color in colors} == {255}


def test_the_positive_scale_is_the_upper_half_of_the_signed_one(module_page: Page) -> None:
    signed = table(module_page, "signed")
    assert table(module_page, "positive") == signed[len(signed) // 2 :]


def test_zero_is_the_same_light_neutral_in_every_scale(module_page: Page) -> None:
    signed, weights = table(module_page, "signed"), table(module_page, "weights")
    neutral = signed[len(signed) // 2]
    assert neutral == weights[len(weights) // 2] == table(module_page, "positive")[0]
    assert len(set(neutral[:3])) == 1
    assert min(neutral) > 240


def test_negative_is_orange_and_positive_is_blue(module_page: Page) -> None:
    signed = table(module_page, "signed")
    red, _, blue, _ = signed[60]
    assert red > blue + 50
    red, _, blue, _ = signed[-60]
    assert blue > red + 50


def test_weights_run_from_purple_to_green(module_page: Page) -> None:
    weights = table(module_page, "weights")
    red, green, blue, _ = weights[60]
    assert green < min(red, blue)
    red, green, blue, _ = weights[-60]
    assert green > max(red, blue)


@pytest.mark.parametrize("meaning", ["signed", "weights"])
def test_equal_steps_of_value_are_equal_steps_of_lightness(module_page: Page, meaning: str) -> None:
    below_to_above = lightness(module_page, table(module_page, meaning)[::15])
    zero = len(below_to_above) // 2
    steps = [a - b for a, b in zip(below_to_above[zero:], below_to_above[zero + 1 :], strict=False)]
    assert max(steps) - min(steps) < 0.008
    assert below_to_above == pytest.approx(below_to_above[::-1], abs=0.005)


def test_oklab_and_back_is_the_same_color(module_page: Page) -> None:
    color = [224, 130, 20]
    back = module_page.evaluate(
        "async (c) => { const m = await import('/ui/colors.js'); return m.srgb(m.oklab(c)); }",
        color,
    )
    assert back == color


def test_white_has_lightness_one_and_no_hue(module_page: Page) -> None:
    white = module_page.evaluate(
        "async () => (await import('/ui/colors.js')).oklab([255, 255, 255])"
    )
    assert white == pytest.approx([1, 0, 0], abs=1e-4)


def test_the_ends_and_the_middle_of_the_range_get_the_ends_and_the_middle(
    module_page: Page,
) -> None:
    assert paint(module_page, [-2, 0, 2], -2, 2, "signed") == [0, 255, 510]
    assert paint(module_page, [0, 1, 2], 0, 2, "picture") == [0, 128, 255]


def test_values_beyond_the_range_get_its_ends(module_page: Page) -> None:
    assert paint(module_page, [-9, 9], -2, 2, "signed") == [0, 510]


def test_painting_may_start_within_the_values(module_page: Page) -> None:
    first = module_page.evaluate(
        """async () => {
          const { TABLES, paintMap } = await import('/ui/colors.js');
          const pixels = new Uint32Array(2);
          paintMap(pixels, [9, 9, 0, 1], 0, 1, TABLES.picture, 2);
          return [...pixels].map((p) => TABLES.picture.indexOf(p));
        }"""
    )
    assert first == [0, 255]


def test_a_css_color_is_that_of_the_table(module_page: Page) -> None:
    color = module_page.evaluate(
        """async () => {
          const { TABLES, cssColor } = await import('/ui/colors.js');
          return cssColor(TABLES.picture, 1);
        }"""
    )
    assert color == "rgb(255 255 255)"
