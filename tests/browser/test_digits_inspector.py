"""Every number of the network is followed to what it came from, with mouse and keys."""

import io
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from tests.browser.digits_page import draw, wait_until_live
from tests.browser.inspector_hands import (
    NETWORK,
    beside,
    cells,
    name,
    number,
    numbers,
    pin,
    point_at,
    regions,
    result,
    target,
    title,
)
from tests.strokes import DIGITS, line

CLOSE = 6e-4  # half of the last decimal that is written, and torch's own rounding


def traced(page: Page) -> cnnviz.Trace:
    """Trace what lies on the pad, by torch."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save numbers (.npz)").click()
    with np.load(io.BytesIO(download.value.path().read_bytes())) as saved:
        return cnnviz.trace(NETWORK, cnnviz.prepare_digit(saved["drawing"]))


def some_units(layer: str, output: np.ndarray[Any, Any]) -> list[tuple[int, ...]]:
    """Pick the layer's largest unit, and one at random."""
    generator = np.random.default_rng(sum(map(ord, layer)))
    at = [int(output.argmax()), int(generator.integers(output.size))]
    return [tuple(int(i) for i in np.unravel_index(index, output.shape)) for index in at]


def adds_up(terms: list[float], total: float, sign: str, decimals: int = 3) -> bool:
    """Tell whether a sum is what its sign says, in the decimals that are written."""
    off = round(abs(sum(terms) - total) * 10.0**decimals)
    return off == 0 if sign == "=" else 0 < off <= len(terms)


def check_convolution(page: Page) -> None:
    block = page.locator(".inspector-block").first
    window, kernel, products = (cells(table) for table in block.locator("table").all())
    wide = len(window) > 9
    for a, b, product in zip(window, kernel, products, strict=True):
        assert product == pytest.approx(a * b, abs=0.04 if wide else 0.005)
    caption = block.locator("figcaption span").inner_text()
    assert adds_up(products, numbers(caption)[-1], caption.split()[1], 2 if wide else 3)
    total, bias, value = numbers(page.locator(".inspector-total").inner_text())
    sign = "=" if "=" in page.locator(".inspector-total").inner_text() else "≈"
    assert adds_up([total, bias], value, sign)
    rows = [number(text) for text in page.locator(".row-number").all_inner_texts()]
    if rows:
        together = page.get_by_text("sums together").inner_text()
        assert adds_up(rows, total, "=" if "=" in together else "≈")
        assert np.abs(rows).tolist() == sorted(np.abs(rows), reverse=True)


def check_dense(page: Page) -> None:
    sides = []
    for half in page.locator(".inspector-half").all():
        caption = half.locator(".inspector-caption").inner_text()
        rows = [number(text) for text in half.locator(".row-number").all_inner_texts()]
        assert adds_up(rows, numbers(caption)[-1], "=" if "=" in caption else "≈")
        sides.append(numbers(caption)[-1])
        for row in half.locator("button.inspector-row").all():
            value, weight = numbers(row.locator(".row-detail").inner_text().replace("×", ""))
            shown = number(row.locator(".row-number").inner_text())
            assert shown == pytest.approx(value * weight, abs=0.005)
    equation = page.locator(".inspector-total").inner_text()
    value = numbers(equation)[-1]
    bias = numbers(equation.split("bias")[1])[0]
    assert adds_up([*sides, bias], value, "=" if "=" in equation else "≈")


def check_pooling(page: Page) -> None:
    window = cells(page.locator(".inspector table"))
    assert result(page) == max(window)
    assert number(page.locator(".is-winner").inner_text()) == max(window)


def check_softmax(page: Page) -> None:
    rows = page.locator(".inspector-shares tr")
    logits, exponentials, shares = (
        [
            number(text.strip("% <").removesuffix("\u202f%"))
            for text in row.locator("td").all_inner_texts()
        ]
        for row in rows.all()[1:]
    )
    assert np.exp(np.array(logits) - max(logits)) == pytest.approx(exponentials, abs=0.006)
    total = number(page.get_by_text("The exponentials add up").inner_text().split("sum")[1][2:])
    assert sum(exponentials) == pytest.approx(total, abs=0.006)
    assert sum(shares) == pytest.approx(100, abs=1)
    own, of_all, share = numbers(page.locator(".inspector-total").inner_text())
    assert (of_all, own / of_all) == pytest.approx((total, share), abs=1e-3)


CHECKS = {
    "convolution": check_convolution,
    "max_pooling": check_pooling,
    "dense": check_dense,
    "softmax": check_softmax,
}


def test_the_numbers_shown_add_up_to_the_number_shown(seven: Page) -> None:
    trace = traced(seven)
    outputs = {"input": trace.layers[0].input} | {one.name: one.output for one in trace.layers}
    kinds = {one.name: one.kind for one in trace.layers}
    for layer, output in outputs.items():
        for unit in some_units(layer, output):
            point_at(seven, layer, unit)
            expect(title(seven)).to_have_text(name(layer, unit))
            assert result(seven) == pytest.approx(float(output[unit]), abs=CLOSE * 10)
            if check := CHECKS.get(kinds.get(layer, "")):
                check(seven)


def test_a_value_s_window_is_outlined_in_every_layer_down_to_the_drawing(seven: Page) -> None:
    unit = (4, 3, 8)
    point_at(seven, "conv2", unit)
    sources = cnnviz.receptive_field(NETWORK.layers, NETWORK.input_shape, "conv2", unit)
    for layer in ("input", "conv1", "relu1", "pool1"):
        maps, rows, columns = sources[layer]
        image = target(seven, layer, (int(maps[-1]), 0, 0))[0]
        shown = regions(".outline-sources", image)
        assert shown == (rows[0], rows[-1], columns[0], columns[-1]), layer
    reached = cnnviz.reached_units(NETWORK.layers, NETWORK.input_shape, "conv2", unit)
    for layer in ("relu2", "conv3", "relu3", "pool2"):
        maps, rows, columns = reached[layer]
        image = target(seven, layer, (int(maps[0]), 0, 0))[0]
        assert beside(image) == (rows[0], rows[-1], columns[0], columns[-1]), layer
        assert regions(".outline-targets", image) is None  # or it would hide so small a map
    drawn = seven.locator(".pad-window-line").evaluate("(path) => path.getBBox().width")
    assert 20 < drawn < 60
    seven.mouse.move(5, 5)
    expect(seven.locator(".outline-sources")).to_have_attribute("d", "")


def test_of_max_pooling_the_winner_s_way_is_marked(seven: Page) -> None:
    trace = traced(seven)
    map_, row, column = np.unravel_index(trace["pool1"].output.argmax(), (12, 12, 12))
    point_at(seven, "pool1", (int(map_), int(row), int(column)))
    window = trace["relu1"].output[map_, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
    down, across = np.unravel_index(window.argmax(), (2, 2))
    image = target(seven, "relu1", (int(map_), 0, 0))[0]
    shown = regions(".outline-way", image)
    winner = (2 * row + down, 2 * column + across)
    assert shown is not None
    assert (shown[0], shown[2]) == pytest.approx(winner, abs=1)  # no margin around a frame


def test_a_click_pins_and_the_numbers_follow_the_pen(page: Page) -> None:
    wait_until_live(page)
    draw(page, DIGITS[7])
    unit = (2, 12, 6)
    pin(page, "conv1", unit)
    before = result(page)
    draw(page, [line((0.25, 0.5), (0.6, 0.55))])
    expect(title(page)).to_have_text(name("conv1", unit))
    after = float(traced(page)["conv1"].output[unit])
    assert result(page) == pytest.approx(after, abs=CLOSE)
    assert abs(after - before) > 10 * CLOSE
    page.keyboard.press("Escape")
    expect(title(page)).to_contain_text("Point at any value")
