"""What a person does and reads in the inspector on the Digits page."""

import re

from playwright.sync_api import Locator, Page

import cnnviz
from tests.browser.live_traffic import settle

NETWORK = cnnviz.load_network("digits")
Unit = tuple[int, ...]


def panel(page: Page) -> Locator:
    """Find the panel."""
    return page.locator(".inspector")


def title(page: Page) -> Locator:
    """Find the name of the unit that the panel shows."""
    return page.locator(".inspector-title")


def numbers(text: str) -> list[float]:
    """Read all numbers of a text, with their true minus signs."""
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def number(text: str) -> float:
    """Read the only number of a text."""
    (found,) = numbers(text)
    return found


def result(page: Page) -> float:
    """Read the number that the arithmetic comes to."""
    return number(page.locator(".inspector-result").first.inner_text())


def cells(table: Locator) -> list[float]:
    """Read a table of numbers, row by row."""
    return [number(text) for text in table.locator("td").all_inner_texts()]


def target(page: Page, layer: str, unit: Unit) -> tuple[Locator, float, float]:
    """Find the map, strip or bar of a unit, and where in it the unit's middle is, in 0–1."""
    if layer == "softmax":
        return page.get_by_role("meter", name=str(unit[0]), exact=True), 0.5, 0.5
    if len(unit) == 3:
        _, rows, columns = NETWORK.shapes.get(layer, NETWORK.input_shape)
        image = page.get_by_role("img", name=f"{layer} map {unit[0] + 1}", exact=True)
        return image, (unit[2] + 0.5) / columns, (unit[1] + 0.5) / rows
    strip = page.get_by_role("img", name=layer, exact=True)
    across, lines = strip.evaluate(
        "({ dataset: { columns, rows } }) => [Number(columns), Number(rows)]"
    )
    line, place = divmod(unit[0], across)
    return strip, (place + 0.5) / across, (line + 0.5) / lines


def middle(page: Page, layer: str, unit: Unit) -> tuple[float, float]:
    """Where a unit is on the screen."""
    image, across, down = target(page, layer, unit)
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def name(layer: str, unit: Unit) -> str:
    """Name a unit as the panel does."""
    if len(unit) == 3:
        return f"{layer} map {unit[0] + 1}, row {unit[1] + 1}, column {unit[2] + 1}"
    if layer in ("dense2", "softmax"):
        return f"{layer} for “{unit[0]}”"
    return f"{layer} unit {unit[0] + 1}"


def point_at(page: Page, layer: str, unit: Unit) -> None:
    """Put the mouse over a unit, and wait until its numbers are there."""
    page.mouse.move(*middle(page, layer, unit))
    settle(page)


def pin(page: Page, layer: str, unit: Unit) -> None:
    """Click a unit, and wait until its numbers are there."""
    page.mouse.click(*middle(page, layer, unit))
    settle(page)


def press(page: Page, *keys: str) -> None:
    """Press keys, each after the one before has been answered."""
    for key in keys:
        page.keyboard.press(key)
        settle(page)


Edges = tuple[int, int, int, int]


def outlined(path: str, image: Locator, *, around: float, beyond: float) -> list[Edges]:
    """Where an outline's parts lie on a map, or less than `beyond` CSS pixels above or left of it.

    Top, foot, left and right of each, counted in the map's cells; they run `around` CSS pixels
    outside of what they mean.
    """
    found: list[Edges] = image.evaluate(
        """(map, [path, around, beyond]) => {
          const box = map.getBoundingClientRect();
          const svg = map.getRootNode().querySelector(path);
          const from = svg.ownerSVGElement.getBoundingClientRect();
          const [across, down] = [box.width / map.dataset.columns, box.height / map.dataset.rows];
          return [...svg.getAttribute('d').matchAll(/M([^ ]+) ([^H]+)H([^V]+)V([^H]+)H/g)]
            .map(([, ...edges]) => edges.map(Number))
            .map(([left, top, right, foot]) => [top + from.top - box.top, foot + from.top - box.top,
              left + from.left - box.left, right + from.left - box.left])
            .filter(([top, , left]) => top > -beyond && left > -beyond
              && top < box.height && left < box.width)
            .map(([top, foot, left, right]) =>
              [(top + around) / down, (foot - around) / down,
                (left + around) / across, (right - around) / across].map(Math.round));
        }""",
        [path, around, beyond],
    )
    return found


def regions(path: str, image: Locator) -> tuple[int, int, int, int] | None:
    """Tell which rows and columns of a map an outline runs around: first and last of each.

    None when no outline of that kind lies over the map.
    """
    parts = outlined(path, image, around=1, beyond=2)
    if not parts:
        return None
    tops, feet, lefts, rights = zip(*parts, strict=True)
    return min(tops), max(feet) - 1, min(lefts), max(rights) - 1


def beside(image: Locator) -> tuple[int, int, int, int]:
    """Tell which rows and columns the bars left of a small map and above it mark."""
    above, left = outlined(".outline-bars", image, around=0, beyond=4)
    return left[0], left[1] - 1, above[2], above[3] - 1
