"""The colors of heatmaps: what the ends of their scales are, and what lies beyond them."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.fake_heat import answer, look, set_up
from tests.frontend.test_heat_words import call, heat


def test_grad_cam_s_scale_is_0_to_1_and_signed_ones_keep_zero_in_the_middle(
    module_page: Page,
) -> None:
    ends = [
        call(module_page, "scale", "endsOf", heat(method, [-0.1, 0.0, 0.2, 0.4]))
        for method in ("grad_cam", "occlusion", "input_gradient", "integrated_gradients")
    ]
    assert ends == [[0, 1], [-0.4, 0.4], [0, 0.4], [-0.4, 0.4]]


TINT = """async ([values, opacity]) => {
  const { tint } = await import('/heatmap/scale.js');
  const { TABLES } = await import('/ui/colors.js');
  const pixels = new Uint32Array(values.length);
  tint(pixels, values, [-1, 1], TABLES.signed, opacity);
  const table = (share) => TABLES.signed[Math.round(share * (TABLES.signed.length - 1))];
  return {
    alphas: Array.from(pixels, (pixel) => (pixel >>> 24) / 255),
    isTable: Array.from(pixels, (pixel, i) =>
      (pixel & 0xffffff) === (table((values[i] + 1) / 2) & 0xffffff)),
  };
}"""


def test_colors_are_the_table_s_and_clearer_nearer_to_zero(module_page: Page) -> None:
    painted = module_page.evaluate(TINT, [[-1, -0.5, 0, 0.5, 1], 0.5])
    assert all(painted["isTable"])
    assert painted["alphas"] == pytest.approx([0.5, 0.354, 0, 0.354, 0.5], abs=0.004)


def test_at_full_opacity_nothing_shows_through_and_at_none_all(module_page: Page) -> None:
    assert module_page.evaluate(TINT, [[-1, 0, 1], 1])["alphas"] == [1, 1, 1]
    assert module_page.evaluate(TINT, [[-1, 0, 1], 0])["alphas"] == [0, 0, 0]


# 1, 2, … 1000, the last one far larger, every other one negative: 10 of them lie beyond 990.
SPIKY: list[float] = [(i if i % 2 else -i) * (1000 if i == 1000 else 1) for i in range(1, 1001)]


def test_a_few_spikes_don_t_wash_out_the_colors_of_all_others(module_page: Page) -> None:
    signed = heat("integrated_gradients", SPIKY)
    assert call(module_page, "scale", "endsOf", signed) == [-990, 990]
    assert call(module_page, "scale", "extremesOf", signed) == [-1000_000, 999]
    assert call(module_page, "scale", "shareBeyond", signed) == 0.01
    sizes = heat("input_gradient", [abs(value) for value in SPIKY])
    assert call(module_page, "scale", "endsOf", sizes) == [0, 990]


def test_occlusion_keeps_its_true_ends(module_page: Page) -> None:
    ends = call(module_page, "scale", "endsOf", heat("occlusion", SPIKY))
    assert ends == [-1000_000, 1000_000]


def test_a_heatmap_of_hardly_anything_ends_at_its_largest(module_page: Page) -> None:
    one = [0.0] * 999 + [3.0]
    assert call(module_page, "scale", "endsOf", heat("input_gradient", one)) == [0, 3]


def test_what_the_colors_leave_out_is_said(module_page: Page) -> None:
    text = call(module_page, "words", "colorsText", heat("integrated_gradients", SPIKY), 1, "photo")
    assert text == "1.0\u202f% of the pixels lie beyond the scale and have its end color."
    within = heat("integrated_gradients", [-0.1, 0.0, 0.2, 0.4])
    assert call(module_page, "words", "colorsText", within, 1, "photo") == ""


def test_the_legends_of_both_say_where_values_go_beyond_and_the_readout_stays_exact(
    module_page: Page,
) -> None:
    page = set_up(module_page)
    rest = [0.2, -0.2] * 200
    look(page)
    page.get_by_role("radio", name="Integrated gradients").check()
    page.get_by_role("button", name="Random weights").click()
    answer(page, values=[5.0, *rest[1:]])
    answer(page, values=[7.0, *rest[1:]])
    expect(page.locator(".heat-figure .legend-high")).to_have_text(["≥ 0.20", "≥ 0.20"])
    expect(page.locator(".heat-scale .legend-low")).to_have_text("−0.20")
    expect(page.locator(".heat-scale .legend-high")).to_have_text("≥ 0.20")
    page.locator(".heat-overlay").hover(position={"x": 1, "y": 1})
    expect(page.locator(".heat-readout")).to_have_text(
        "row 1, column 1: adds 5.00 to the score; with random weights 7.00"
    )
