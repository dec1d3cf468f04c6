"""What a person does with heatmaps and reads off them, on Photos and on Digits."""

import re

from playwright.sync_api import Locator, Page

from tests.browser.live_traffic import settle

# From now on `window.heatsAsked` counts the heatmaps that are asked for.
LISTEN = """() => {
  window.heatsAsked = 0;
  const native = Object.getPrototypeOf(WebSocket.prototype);
  const { send } = native;
  native.send = function listenAndSend(data) {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
    if (text.includes('\\\\"type\\\\":\\\\"heat\\\\"')) heatsAsked += 1;
    send.call(this, data);
  };
}"""


def listen(page: Page) -> None:
    """Begin to count the heatmaps that the page asks for."""
    page.evaluate(LISTEN)


def asked(page: Page) -> int:
    """Tell how many heatmaps were asked for since `listen`."""
    return int(page.evaluate("heatsAsked"))


def choose(page: Page, name: str) -> None:
    """Choose a method, a class or a patch, and wait until all is worked out."""
    page.get_by_role("radio", name=name).check()
    settle(page)


def overlay(page: Page) -> Locator:
    """Find the heatmap over the picture."""
    return page.locator(".heat-overlay")


def said(page: Page, part: str = "said") -> str:
    """Read a sentence: what the numbers are, "readout", "likeness" or "late"."""
    return page.locator(f".heat-{part}").inner_text()


def first_number(text: str) -> float:
    """Read a number, also one such as 4.5×10⁻⁴."""
    number, power = re.findall(r"(−?\d+(?:\.\d+)?)(?:×10⁻([⁰¹²³⁴-⁹]+))?", text)[0]
    exponent = power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) or "0"
    return float(number.replace("−", "-")) * 10 ** -int(exponent)


def value_at(page: Page, row: int, column: int, side: int) -> float:
    """Point at a pixel of a heatmap of so many a side, and read its number."""
    overlay(page).scroll_into_view_if_needed()
    box = overlay(page).bounding_box()
    assert box
    scale = box["width"] / side
    page.mouse.move(box["x"] + (column + 0.5) * scale, box["y"] + (row + 0.5) * scale)
    place, text = said(page, "readout").split("; with random")[0].split(": ")
    assert place == f"row {row + 1}, column {column + 1}"
    found = first_number(re.sub("“.*?”", "", text)) / (100 if "points" in text else 1)
    is_negative = "takes" in text if "off the score" in text else "adds" in text and "“" in text
    return -found if is_negative else found
