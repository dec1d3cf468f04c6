"""The changed network saved, opened, shared as a link or a file, and kept through a reload."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import cnnviz
from cnnviz.networks.layers import AveragePooling, Convolution, Dense, Flatten, Softmax
from tests.browser.digits_page import draw, meters, settle, verdict, wait_until_live
from tests.browser.editing_hands import (
    open_file,
    open_kernel,
    open_seven,
    press,
    saved,
    the_map,
)
from tests.browser.live_traffic import SERVER_GONE
from tests.stacks import random_network
from tests.strokes import DIGITS, line


@pytest.fixture
def edited(page: Page) -> Page:
    """A drawn 7, one kernel of conv2 negated and a map of conv1 off."""
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_seven(page)
    open_kernel(page, "conv1", steps=3)
    press(page, "Switch off")
    page.get_by_role("combobox", name="Layer", exact=True).select_option("conv2")
    press(page, "Negate: change every sign")
    return page


def test_a_reload_keeps_the_edits(edited):
    probabilities = meters(edited)
    edited.reload()
    wait_until_live(edited)
    expect(edited.get_by_text("1 kernel changed, 1 map off")).to_be_visible()
    settle(edited)
    assert meters(edited) == probabilities


def test_a_saved_network_loads_in_python_and_on_the_page_with_the_same_probabilities(
    edited, open_page, tmp_path: Path
):
    probabilities = meters(edited)
    path = saved(edited, "Save network", tmp_path)
    assert path.suffix == ".safetensors"
    network = cnnviz.load_network(path)
    assert np.all(network.weights["conv1"][3] == 0)
    original = cnnviz.load_network("digits")
    np.testing.assert_array_equal(network.weights["conv2"][0, 0], -original.weights["conv2"][0, 0])
    page = open_page("/digits")
    open_seven(page)
    open_file(page, path)
    expect(page.get_by_text(f"Opened {path.name}.")).to_be_visible()
    settle(page)
    assert meters(page) == pytest.approx(probabilities, abs=1e-6)
    page.reload()  # the tab keeps the file
    wait_until_live(page)
    settle(page)
    expect(page.get_by_text(f"Own network “{path.name}”")).to_be_visible()
    expect(page.get_by_role("button", name="Back to the digits network")).to_be_visible()
    settle(page)
    assert meters(page) == pytest.approx(probabilities, abs=1e-6)
    page.get_by_role("button", name="Back to the digits network").click()
    expect(page.get_by_text("Own network")).to_be_hidden()
    expect(page.get_by_role("button", name="Back to the digits network")).to_be_hidden()
    settle(page)
    assert meters(page) != pytest.approx(probabilities, abs=1e-6)


def test_a_link_leads_another_visitor_to_the_same_probabilities(edited, open_page):
    probabilities = meters(edited)
    press(edited, "Copy link")
    link = edited.get_by_label("Link", exact=True).input_value()
    other = open_page(f"/digits{link[link.index('#') :]}")
    wait_until_live(other)
    expect(other.get_by_text("1 kernel changed, 1 map off")).to_be_visible()
    settle(other)
    assert meters(other) == probabilities
    expect(verdict(other)).not_to_have_text("Draw a digit")
    draw(other, [line((0.1, 0.9), (0.9, 0.9))])
    changed = meters(other)
    other.reload()  # brings back what became of it, not the link
    wait_until_live(other)
    settle(other)
    assert meters(other) == changed != probabilities


def test_a_link_that_is_cut_off_is_said_and_costs_nothing(open_page):
    page = open_page("/digits#digits=7Z3")
    wait_until_live(page)
    expect(page.get_by_text("The link is cut off, or not one of this page.")).to_be_visible()
    draw(page, DIGITS[7])
    assert meters(page)["7"] > 0.5


def test_what_is_too_long_for_a_link_becomes_a_file_that_can_be_opened(
    edited, open_page, tmp_path: Path
):
    for _ in range(15):
        edited.get_by_role("button", name="Next map").click()
        edited.get_by_label("all 12 slices at once").check()
        press(edited, "Negate: change every sign")
    probabilities = meters(edited)
    path = saved(edited, "Copy link", tmp_path)
    expect(edited.get_by_text("Too much for a link")).to_be_visible()
    assert json.loads(path.read_text())["kind"] == "cnnviz digits"
    page = open_page("/digits")
    wait_until_live(page)
    open_file(page, path)
    expect(page.get_by_text("16 kernels changed, 1 map off")).to_be_visible()
    settle(page)
    assert meters(page) == probabilities


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("photo.safetensors", b"\x89PNG\r\n\x1a\n" + bytes(100), "The file"),
        ("empty.safetensors", b"", "File must be between 1 and"),
        ("other.json", b'{"kind": "cnnviz digits", "items": 7}', "The file"),
    ],
)
def test_a_file_that_is_no_network_is_refused_in_a_sentence(
    page: Page, name: str, content: bytes, sentence: str
):
    original = open_seven(page)
    open_file(page, {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    expect(page.locator(".edit-answer")).to_contain_text(sentence)
    button = page.get_by_role("button", name="Open …")
    expect(button).to_have_accessible_description(re.compile(sentence))
    assert page.locator(".edit-answer").inner_text().endswith(".")
    assert meters(page) == original


def test_another_network_redraws_the_page_by_its_own_description(page: Page, tmp_path: Path):
    layers = (
        Convolution(name="first", maps=3, kernel_size=(7, 7), stride=(3, 3)),
        AveragePooling(name="mean", kernel_size=(2, 2), stride=(2, 2)),
        Flatten(name="row"),
        Dense(name="votes", units=4),
        Softmax(name="shares"),
    )
    random_network(layers, (1, 28, 28)).save(tmp_path / "small.safetensors")
    open_seven(page)
    open_kernel(page)
    press(page, "Switch off")
    open_file(page, tmp_path / "small.safetensors")
    heads = page.locator(".head-name")
    expect(heads).to_have_text(["input", "first", "mean", "row", "votes"])
    settle(page)
    assert list(meters(page)) == [f"class {index}" for index in range(4)]
    assert sum(meters(page).values()) == pytest.approx(1, abs=1e-5)
    expect(page.get_by_text("1 map off")).to_be_hidden()  # that was the other network's
    original = meters(page)
    open_kernel(page, "first")
    press(page, "Negate: change every sign")
    assert meters(page) != original
    expect(the_map(page, "first map 1, changed")).to_be_visible()
    press(page, "Back to the digits network")
    expect(heads.nth(1)).to_have_text("conv1")
    settle(page)
    assert list(meters(page)) == [str(digit) for digit in range(10)]


def test_a_server_that_is_restarted_gets_the_edits_and_the_own_network_again(
    start_server, open_page, complaints, tmp_path: Path
):
    complaints.allow(SERVER_GONE)
    server = start_server()
    page = open_page("/digits", server=server)
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_seven(page)
    open_kernel(page)
    press(page, "Negate: change every sign")
    path = saved(page, "Save network", tmp_path)
    open_file(page, path)
    expect(page.get_by_text(f"Opened {path.name}.")).to_be_visible()
    open_kernel(page, "conv2")
    press(page, "Switch off")
    probabilities = meters(page)
    server.kill()
    expect(page.get_by_text("Reconnecting").first).to_be_visible(timeout=15_000)
    server.restart()
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=30_000)
    settle(page)
    expect(page.get_by_text("1 map off")).to_be_visible()
    draw(page, [line((0.1, 0.9), (0.2, 0.9))])
    assert meters(page) != probabilities
    page.get_by_role("group", name="Drawing tools").get_by_role("button", name="Undo").click()
    settle(page)
    assert meters(page) == probabilities
