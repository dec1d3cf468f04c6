"""A heatmap over a picture: its numbers by mouse, finger and keys, its opacity."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_heat import answer, look, set_up


@pytest.fixture
def page(module_page: Page) -> Page:
    set_up(module_page)
    look(module_page)
    module_page.get_by_role("radio", name="Grad-CAM").check()
    answer(module_page)
    expect(overlay(module_page)).to_be_visible()
    return module_page


def overlay(page: Page) -> Locator:
    return page.locator(".heat-overlay")


def readout(page: Page) -> Locator:
    return page.locator(".heat-readout")


def middle(page: Page, row: int, column: int) -> tuple[float, float]:
    """Where one of the 4 × 4 cells is on the screen."""
    box = overlay(page).bounding_box()
    assert box
    return box["x"] + box["width"] * (column + 0.5) / 4, box["y"] + box["height"] * (row + 0.5) / 4


def alphas(page: Page) -> list[float]:
    """Read how opaque each of the 16 cells is, in its middle."""
    found: list[float] = overlay(page).evaluate(
        """(canvas) => {
          const cell = canvas.width / 4;
          const context = canvas.getContext('2d');
          return Array.from({ length: 16 }, (_, i) => context.getImageData(
            ((i % 4) + 0.5) * cell, (Math.floor(i / 4) + 0.5) * cell, 1, 1).data[3] / 255);
        }"""
    )
    return found


def test_the_number_under_the_mouse_is_read_out_and_goes_with_it(page: Page) -> None:
    expect(readout(page)).to_have_text("Point at the heatmap above for its numbers.")
    page.mouse.move(*middle(page, 1, 2))
    expect(readout(page)).to_have_text("row 2, column 3: 0.40 of 1")
    page.mouse.move(900, 600)
    expect(readout(page)).to_have_text("Point at the heatmap above for its numbers.")


def test_a_finger_s_number_stays_when_it_is_lifted(new_page: Callable[..., Page],
                                                   frontend_url: str) -> None:  # fmt: skip
    page = new_page(frontend_url, touch=True)
    set_up(page)
    look(page)
    page.get_by_role("radio", name="Grad-CAM").check()
    answer(page)
    page.touchscreen.tap(*middle(page, 3, 3))
    expect(readout(page)).to_have_text("row 4, column 4: 1.00 of 1")


def test_keys_begin_at_the_strongest_place_and_stay_within(page: Page) -> None:
    page.locator("body").evaluate("(body) => { body.tabIndex = -1; body.focus(); }")
    page.keyboard.press("Tab")
    expect(overlay(page)).to_be_focused()
    expect(readout(page)).to_have_text("row 4, column 4: 1.00 of 1")
    page.keyboard.press("ArrowRight")
    expect(readout(page)).to_have_text("row 4, column 4: 1.00 of 1")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(readout(page)).to_have_text("row 3, column 3: 0.67 of 1")
    page.keyboard.press("Shift+ArrowUp")
    expect(readout(page)).to_have_text("row 1, column 3: 0.13 of 1")
    page.keyboard.press("Escape")
    expect(readout(page)).to_have_text("Point at the heatmap above for its numbers.")


def test_the_picture_below_does_not_get_the_heatmap_s_arrow_keys(page: Page) -> None:
    page.evaluate(
        """() => {
          window.below = [];
          document.querySelector('.heat-overlay').parentElement
            .addEventListener('keydown', ({ key }) => below.push(key));
        }"""
    )
    overlay(page).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("+")
    assert page.evaluate("below") == ["+"]


def test_the_marked_place_is_seen_on_the_heatmap(page: Page) -> None:
    colors = "(canvas) => canvas.toDataURL()"
    before = overlay(page).evaluate(colors)
    page.mouse.move(*middle(page, 1, 1))
    assert overlay(page).evaluate(colors) != before
    page.mouse.move(900, 600)
    assert overlay(page).evaluate(colors) == before


def test_opacity_goes_from_nothing_to_all(page: Page) -> None:
    slider = page.get_by_role("slider", name="Opacity of the heatmap")
    slider.fill("0")
    assert alphas(page) == [0] * 16
    slider.fill("100")
    assert alphas(page) == [1] * 16
    expect(page.locator(".heat-clear")).to_be_hidden()
    slider.fill("50")
    assert alphas(page) == pytest.approx([0.5 * (i / 15) ** 0.5 for i in range(16)], abs=0.006)
    expect(page.locator(".heat-clear")).to_have_text(
        "The nearer to 0, the more see-through. The photo is grey under it: all color is the "
        "heatmap’s."
    )


def test_a_heatmap_is_pixels(page: Page) -> None:
    scale = overlay(page).evaluate("(canvas) => [canvas.width % 4, getComputedStyle(canvas)"
                                   ".imageRendering]")  # fmt: skip
    assert scale == [0, "pixelated"]
    across = overlay(page).evaluate(
        """(canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 1);
          return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert across == 4


def test_the_legend_tells_the_true_ends(page: Page) -> None:
    legend = page.locator(".heat-scale .legend")
    expect(legend.locator(".legend-high")).to_have_text("1.00")
    page.get_by_role("radio", name="Integrated gradients").check()
    answer(page)
    expect(legend.locator(".legend-low")).to_have_text("−0.50")
    expect(legend.locator(".legend-zero")).to_be_visible()
    expect(legend.locator(".legend-high")).to_have_text("0.50")
    page.get_by_role("radio", name="Occlusion").check()
    answer(page)
    expect(legend.locator(".legend-high")).to_have_text("43.8 points")
