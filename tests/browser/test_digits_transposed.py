"""A visitor's network with a transposed convolution: seen, followed to its pixels, changed."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.networks.layers import (
    Convolution,
    Dense,
    Flatten,
    MaxPooling,
    Relu,
    Softmax,
    TransposedConvolution,
)
from tests.browser.digits_page import draw, meters, settle, wait_until_live
from tests.browser.editing_hands import open_file, open_kernel, press, the_map
from tests.browser.inspector_hands import cells, numbers
from tests.stacks import random_network
from tests.strokes import DIGITS

LAYERS = (
    Convolution(name="conv1", maps=2, kernel_size=(5, 5)),
    MaxPooling(name="pool1", kernel_size=(4, 4), stride=(4, 4)),
    TransposedConvolution(name="up1", maps=2, kernel_size=(3, 3), stride=(2, 2), groups=2),
    Relu(name="relu1"),
    Flatten(name="flatten"),
    Dense(name="dense1", units=10),
    Softmax(name="softmax"),
)
SIDE = 13  # (6 − 1) · 2 + (3 − 1) + 1


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Page:
    """A 7 read by the network."""
    page.set_viewport_size({"width": 1280, "height": 900})
    random_network(LAYERS, (1, 28, 28)).save(tmp_path / "up.safetensors")
    wait_until_live(page)
    draw(page, DIGITS[7])
    open_file(page, tmp_path / "up.safetensors")
    expect(page.locator(".head-name")).to_have_text(
        ["input", "conv1", "pool1", "up1", "relu1", "flatten", "dense1"]
    )
    settle(page)
    return page


def point_at(page: Page, row: int, column: int) -> None:
    image = the_map(page, "up1 map 2")
    box = image.bounding_box()
    assert box
    x, y = (box[side] * (place + 0.5) / SIDE for side, place in
            (("width", column), ("height", row)))  # fmt: skip
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator(".inspector-title")).to_have_text(
        f"up1 map 2, row {row + 1}, column {column + 1}"
    )
    settle(page)


def test_its_shape_and_word_stand_above_it(opened: Page):
    expect(opened.get_by_text("2×13×13").first).to_be_visible()
    expect(opened.get_by_text("transposed convolution").first).to_be_visible()


def test_a_value_is_the_stamps_that_overlap_there(opened: Page):
    point_at(opened, 4, 6)  # both even: two inputs each way reach it
    block = opened.locator(".inspector-block")
    expect(block).to_have_count(1)  # of its own group alone
    expect(block.locator("figcaption")).to_contain_text("pool1 map 2")
    window, kernel, products = (cells(table) for table in block.locator("table").all())
    assert len(window) == len(kernel) == 4
    assert products == pytest.approx(np.multiply(window, kernel), abs=0.005)
    total, bias, value = numbers(opened.locator(".inspector-total").inner_text())
    assert sum(products) == pytest.approx(total, abs=0.005)
    assert value == pytest.approx(total + bias, abs=0.002)
    point_at(opened, 5, 7)  # both odd: one input alone
    window, _, _ = (cells(table) for table in block.locator("table").all())
    assert len(window) == 1


def test_its_kernel_is_changed_like_any_other(opened: Page):
    before = meters(opened)
    open_kernel(opened, "up1", steps=1)
    press(opened, "Negate: change every sign")
    assert meters(opened) != before
    press(opened, "Negate: change every sign")
    assert meters(opened) == before
    press(opened, "Switch off")
    expect(the_map(opened, "up1 map 2, off")).to_be_visible()


def test_it_is_played(opened: Page):
    point_at(opened, 4, 6)
    opened.mouse.down()
    opened.mouse.up()
    opened.get_by_role("button", name="Play").click()
    expect(opened.locator(".inspector-title")).not_to_have_text("up1 map 2, row 5, column 7")
    expect(opened.locator(".inspector-title")).to_contain_text("up1 map 2")


def test_python_reads_the_same_network(opened: Page, tmp_path: Path):
    network = cnnviz.load_network(tmp_path / "up.safetensors")
    assert network.shapes["up1"] == (2, SIDE, SIDE)
