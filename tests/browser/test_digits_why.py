"""Why a 7 and why not a 1, the sliding kernel, and all of it by touch on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.digits_page import draw, wait_until_live
from tests.browser.inspector_hands import (
    name,
    numbers,
    panel,
    pin,
    point_at,
    press,
    result,
    target,
    title,
)
from tests.browser.live_traffic import settle
from tests.map_pixels import map_pixels
from tests.strokes import DIGITS

WHY = re.compile(r"^Why \d\?$")
WHY_NOT = re.compile(r"^Why not \d\?$")


def ask(page: Page, words: re.Pattern[str]) -> None:
    """Click one of the questions, and wait for its answer."""
    page.get_by_role("button", name=words).click()
    settle(page)


def logit(page: Page, label: int) -> float:
    """Read a class's score off its arithmetic."""
    pin(page, "dense2", (label,))
    score = result(page)
    press(page, "Escape")
    return score


def scores(page: Page) -> list[float]:
    """Read what each layer's contributions and biases come to; every sum is checked."""
    found = []
    for equation in page.locator(".why-link .inspector-total").all_inner_texts():
        total, biases, score = numbers(equation)
        assert total + biases == pytest.approx(score, abs=0.0051 if "=" in equation else 0.021)
        found.append(score)
    return found


def colors(page: Page, layer: str) -> int:
    """Sum up all colors of a layer's first map, to tell whether it was painted anew."""
    return int(map_pixels(target(page, layer, (0, 0, 0))[0]).sum())


def test_why_a_class_every_layer_adds_up_to_its_score(seven: Page) -> None:
    score = logit(seven, 7)
    ask(seven, WHY)
    expect(title(seven)).to_have_text("Why 7?")
    assert scores(seven) == pytest.approx([score] * 5, abs=0.006)
    expect(seven.locator(".why-link .inspector-caption")).to_have_text(
        ["relu4", "pool2", "relu2", "pool1", "input"]
    )
    for link in seven.locator(".why-link").all():  # those named and the others are all
        expect(link.locator(".row-name").last).to_have_text(re.compile(r"^\d+ more$"))
        listed = [numbers(text)[0] for text in link.locator(".row-number").all_inner_texts()]
        total = numbers(link.locator(".inspector-total").inner_text())[0]
        assert sum(listed) == pytest.approx(total, abs=0.04)
    assert seven.locator(".inspector-body").evaluate("(b) => b.scrollHeight <= b.clientHeight")


def test_why_not_another_every_layer_adds_up_to_the_lead(seven: Page) -> None:
    ask(seven, WHY_NOT)
    rival = int(numbers(title(seven).inner_text())[1])
    expect(title(seven)).to_have_text(f"Why 7 and not {rival}?")
    led_by = scores(seven)
    seven.get_by_role("button", name="Close").click()
    lead = logit(seven, 7) - logit(seven, rival)
    assert led_by == pytest.approx([lead] * 5, abs=0.007)


def test_the_rival_can_be_chosen(seven: Page) -> None:
    ask(seven, WHY)
    seven.get_by_label("7 rather than").select_option("1")
    settle(seven)
    expect(title(seven)).to_have_text("Why 7 and not 1?")


def test_contributions_lie_over_the_maps_while_the_question_is_open(seven: Page) -> None:
    before = colors(seven, "relu2")
    legend = seven.locator(".column", has_text="relu2").locator(".legend-low").first
    expect(legend).to_have_text("0")
    ask(seven, WHY)
    assert colors(seven, "relu2") != before
    expect(legend).to_contain_text("−")
    ask(seven, WHY)
    expect(title(seven)).to_contain_text("Point at any value")
    assert colors(seven, "relu2") == before
    expect(legend).to_have_text("0")


@pytest.mark.parametrize("other", ["Heatmap", "Change a kernel"])
def test_another_panel_ends_the_question_and_its_colors(seven: Page, other: str) -> None:
    values = colors(seven, "relu2")
    ask(seven, WHY)
    assert colors(seven, "relu2") != values
    seven.get_by_role("button", name=other, exact=True).click()
    settle(seven)
    expect(seven.get_by_role("button", name=WHY)).to_have_attribute("aria-pressed", "false")
    assert colors(seven, "relu2") == values
    seven.keyboard.press("Escape")
    expect(title(seven)).to_contain_text("Point at any value")


def test_a_strongest_unit_leads_to_its_arithmetic_and_escape_back(seven: Page) -> None:
    ask(seven, WHY)
    row = seven.locator(".why-link").nth(1).locator("button").first
    unit = row.get_attribute("title") or ""
    row.click()
    settle(seven)
    expect(title(seven)).to_have_text(unit)
    seven.keyboard.press("Escape")
    expect(title(seven)).to_have_text("Why 7?")


def test_a_question_takes_the_place_of_what_is_pinned_and_escape_goes_back(seven: Page) -> None:
    unit = ("conv2", (4, 5, 5))
    point_at(seven, *unit)
    values = colors(seven, "relu2")
    pin(seven, *unit)
    ask(seven, WHY)
    expect(title(seven)).to_have_text("Why 7?")
    expect(seven.locator(".map.pinned")).to_have_count(0)
    assert colors(seven, "relu2") != values
    expect(seven.get_by_role("button", name=f"Back to {name(*unit)}")).to_be_visible()
    press(seven, "Escape")
    expect(title(seven)).to_have_text(name(*unit))
    expect(seven.get_by_role("button", name=WHY)).to_have_attribute("aria-pressed", "false")
    press(seven, "Escape")
    expect(title(seven)).to_contain_text("Point at any value")


def test_the_maps_show_their_values_while_one_of_a_question_is_looked_at(seven: Page) -> None:
    values = colors(seven, "relu2")
    ask(seven, WHY)
    contributions = colors(seven, "relu2")
    seven.locator(".why-link").nth(1).locator("button").first.click()
    settle(seven)
    assert colors(seven, "relu2") == values
    ask(seven, WHY)  # which is still open: it comes back, and isn't closed
    expect(title(seven)).to_have_text("Why 7?")
    assert colors(seven, "relu2") == contributions


def test_the_answer_follows_the_pen_and_goes_with_the_drawing(page: Page) -> None:
    wait_until_live(page)
    draw(page, DIGITS[7])
    ask(page, WHY)
    before = scores(page)
    draw(page, [[(0.3, 0.5), (0.65, 0.5)]])
    assert scores(page) != before
    page.get_by_role("button", name="Clear").click()
    settle(page)
    expect(title(page)).to_contain_text("Point at any value")
    expect(page.get_by_role("button", name=WHY)).to_be_hidden()


def test_a_kernel_slides_and_the_output_fills_in(seven: Page) -> None:
    pin(seven, "conv3", (2, 5, 5))
    step = seven.get_by_role("button", name="Step")
    for _ in range(14):
        step.click()
    settle(seven)
    expect(title(seven)).to_have_text("conv3 map 3, row 2, column 2")
    rest = seven.locator(".outline-rest")
    covered = rest.evaluate("(path) => path.getBBox().height")
    speed = seven.get_by_role("slider", name="Speed")
    speed.fill("100")
    seven.get_by_role("button", name="Play").click()
    expect(title(seven)).to_have_text("conv3 map 3, row 12, column 12")
    assert covered > rest.evaluate("(path) => path.getBBox().height")
    seven.get_by_role("button", name="Show all").click()
    expect(title(seven)).to_have_text("conv3 map 3, row 6, column 6")
    expect(rest).to_have_attribute("d", "")


def test_with_reduced_motion_a_kernel_only_steps(open_page) -> None:  # type: ignore[no-untyped-def] # a fixture
    page = open_page("/digits", reduced_motion="reduce")
    wait_until_live(page)
    pin(page, "pool1", (2, 5, 5))
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    page.get_by_role("button", name="Step").click()
    expect(title(page)).to_have_text("pool1 map 3, row 1, column 1")


def test_a_phone_opens_a_sheet_that_leaves_the_map_in_sight(open_page) -> None:  # type: ignore[no-untyped-def] # a fixture
    page = open_page("/digits", width=390, height=844, touch=True, is_mobile=True)
    wait_until_live(page)
    expect(panel(page)).to_be_hidden()
    image = page.get_by_role("img", name="conv2 map 5", exact=True)
    image.scroll_into_view_if_needed()
    settle(page)
    image.tap()
    expect(title(page)).to_contain_text("conv2 map 5, row")
    sheet, box = panel(page).bounding_box(), image.bounding_box()
    assert sheet
    assert box
    assert box["y"] + box["height"] <= sheet["y"]
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    before = title(page).inner_text()
    page.get_by_role("button", name="Down", exact=True).tap()
    expect(title(page)).not_to_have_text(before)
    for word in ("Down", "Close", "Feeds ▸"):
        size = page.get_by_role("button", name=word, exact=True).bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44
    page.get_by_role("button", name="Feeds ▸").tap()
    expect(title(page)).to_contain_text("relu2 map 5")
    page.get_by_role("button", name="Close").tap()
    expect(panel(page)).to_be_hidden()
