"""Probability bars and the verdict."""

import pytest
from playwright.sync_api import Page, expect

SHOW = """async (probabilities) => {
  const { createBars } = await import('/ui/bars.js');
  const { createVerdict } = await import('/digits/verdict.js');
  const sheet = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: '/ui/bars.css',
  });
  const styled = new Promise((resolve) => { sheet.onload = resolve; });
  document.body.replaceChildren(sheet);
  await styled;
  const labels = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const parts = [createBars({ labels }), createVerdict({ labels })];
  document.body.append(...parts.map((p) => p.element));
  window.bars = parts[0];
  window.show = (values, original) => parts.forEach((p) => p.update(values, original));
  window.show(probabilities);
}"""

SEVEN = [0.001, 0.002, 0.003, 0.004, 0.005, 0.003, 0.002, 0.973, 0.004, 0.003]
FOUR_OR_NINE = [0, 0, 0, 0, 0.55, 0, 0, 0, 0.02, 0.43]


def test_each_bar_is_a_meter_named_after_its_class(module_page: Page) -> None:
    module_page.evaluate(SHOW, SEVEN)
    meter = module_page.get_by_role("meter", name="7", exact=True)
    expect(meter).to_have_attribute("aria-valuenow", "0.973")
    expect(meter).to_have_attribute("aria-valuemin", "0")
    expect(meter).to_have_attribute("aria-valuemax", "1")
    expect(meter).to_contain_text("97.3\u202f%")
    expect(module_page.get_by_role("meter")).to_have_count(10)


def test_the_largest_bar_stands_out_alone_and_follows(module_page: Page) -> None:
    module_page.evaluate(SHOW, SEVEN)
    module_page.evaluate("(p) => show(p)", FOUR_OR_NINE)
    expect(module_page.locator(".bar.top")).to_have_count(1)
    expect(module_page.locator(".bar.top")).to_have_attribute("aria-label", "4")


def test_a_bar_is_as_long_as_its_probability(module_page: Page) -> None:
    module_page.evaluate(SHOW, FOUR_OR_NINE)
    fill = module_page.locator(".bar-fill").nth(4)
    share = fill.evaluate(
        """(fill) => fill.getBoundingClientRect().width
          / fill.parentElement.getBoundingClientRect().width"""
    )
    assert share == pytest.approx(0.55, abs=0.001)


def test_standing_bars_are_as_high_as_their_probability_with_whole_percent(
    module_page: Page,
) -> None:
    module_page.evaluate(SHOW, FOUR_OR_NINE)
    module_page.evaluate("() => { bars.setStanding(true); bars.element.style.height = '100px'; }")
    fill = module_page.locator(".bar-fill").nth(4)
    share = fill.evaluate(
        """(fill) => fill.getBoundingClientRect().height
          / fill.parentElement.getBoundingClientRect().height"""
    )
    assert share == pytest.approx(0.55, abs=0.001)
    expect(module_page.get_by_role("meter", name="4", exact=True)).to_contain_text("55%")
    module_page.evaluate("() => bars.setStanding(false)")
    expect(module_page.get_by_role("meter", name="4", exact=True)).to_contain_text("55.0\u202f%")


@pytest.mark.parametrize("standing", [False, True])
def test_a_mark_in_each_bar_shows_what_stood_there_before_the_network_was_changed(
    module_page: Page, standing: bool
) -> None:
    module_page.evaluate(SHOW, SEVEN)
    marks = module_page.locator(".bar-was")
    expect(marks.nth(4)).to_be_hidden()
    module_page.evaluate("(p) => show(p, [0, 0, 0, 0, 0.55, 0, 0, 0, 0.02, 0.43])", SEVEN)
    module_page.evaluate("(standing) => bars.setStanding(standing)", standing)
    module_page.evaluate("() => { bars.element.style.height = '200px'; }")
    share = marks.nth(4).evaluate(
        """(mark, standing) => {
          const [track, box] = [mark.parentElement, mark].map((e) => e.getBoundingClientRect());
          const side = standing ? track.height : track.width;
          return (standing ? track.bottom - box.bottom : box.left - track.left) / (side - 3);
        }""",
        standing,
    )
    assert share == pytest.approx(0.55, abs=0.001)
    four = module_page.get_by_role("meter", name="4", exact=True)
    text = "1%, 55% before" if standing else "0.5\u202f%, 55.0\u202f% before"
    expect(four).to_have_attribute("aria-valuetext", f"{text} the change")
    module_page.evaluate("(p) => show(p)", SEVEN)
    expect(marks.nth(4)).to_be_hidden()


def test_an_empty_pad_shows_empty_bars_and_says_what_to_do(module_page: Page) -> None:
    module_page.evaluate(SHOW, SEVEN)
    module_page.evaluate("() => show(null)")
    values = module_page.get_by_role("meter").evaluate_all(
        "(meters) => meters.map((m) => [m.getAttribute('aria-valuenow'), m.innerText.trim()])"
    )
    assert values == [["0", str(digit)] for digit in range(10)]
    expect(module_page.locator(".verdict-guess")).to_have_text("Draw a digit")
    expect(module_page.locator(".bar.top")).to_have_count(0)


@pytest.mark.parametrize(
    ("probabilities", "guess", "percent"),
    [
        (SEVEN, "7", "97.3\u202f%"),
        (FOUR_OR_NINE, "4 or 9?", ""),
        ([0.7, 0.25, 0.05], "0 or 1?", ""),
        ([0.1, 0.79, 0.11], "1", "79.0\u202f%"),
        ([0.36, 0.34, 0.3], "0, 1 or 2?", ""),
        ([0.15, 0.15, 0.2, 0.5], "3 or 2?", ""),
        ([0.45, 0.55], "1 or 0?", ""),
    ],
)
def test_the_verdict_names_one_class_only_when_it_is_sure(
    module_page: Page, probabilities: list[float], guess: str, percent: str
) -> None:
    text = module_page.evaluate(
        """async (p) => (await import('/digits/verdict.js'))
          .verdictText(p, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])""",
        probabilities,
    )
    assert text == {"guess": guess, "percent": percent}


def test_the_verdict_is_announced_in_the_end_not_with_every_frame(timed_page: Page) -> None:
    timed_page.evaluate(SHOW, None)
    timed_page.clock.run_for(1500)
    status = timed_page.get_by_role("status")
    expect(status).to_have_text("Draw a digit")
    timed_page.evaluate("(p) => show(p)", FOUR_OR_NINE)
    timed_page.evaluate("(p) => show(p)", SEVEN)
    expect(status).to_have_text("Draw a digit")
    timed_page.clock.run_for(1500)
    expect(status).to_have_text("7, 97.3\u202f%")
