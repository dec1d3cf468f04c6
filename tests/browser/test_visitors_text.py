"""Whatever a visitor calls a thing, the page shows it as text."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from cnnviz.networks.network_file import read_network_file
from tests.browser.brought_files import drop_file
from tests.browser.digits_page import wait_until_live
from tests.browser.editing_hands import open_file
from tests.browser.filters_page import FEATURE, UPLOAD, link, the_map, upload
from tests.browser.live_traffic import settle
from tests.live.own_files import convolution, network_file
from tests.pictures import encoded

HTML = "<img src=x onerror=harm=1>"
NAMES = (f"{HTML}.png", f"../../{HTML}.png", "a\x1b[2J\u202egnp.png", "<script>harm=1</script>.png")


def expect_no_element(page: Page) -> None:
    """See that no element was made of a text, in shadow roots neither."""
    expect(page.locator("img[src='x']")).to_have_count(0)
    assert page.evaluate("globalThis.harm") is None


def test_a_networks_labels_and_its_files_name_are_text(open_page: Callable[..., Page]):
    labels = tuple(f"{HTML} {index}" for index in range(3))
    file = network_file(convolution("conv1", 2), labels=labels, name=HTML)
    assert read_network_file(file, "test")[0].labels == labels
    page = open_page("/digits")
    wait_until_live(page)
    given = {"name": f"{HTML}.safetensors", "mimeType": "", "buffer": file}
    open_file(page, given)
    expect(page.get_by_text(f"Opened {HTML}.safetensors.")).to_be_visible()
    settle(page)
    for label in labels:
        expect(page.get_by_role("meter", name=label, exact=True)).to_have_count(1)
    expect_no_element(page)


def test_a_pickle_that_is_called_a_network_is_refused(open_page: Callable[..., Page]):
    page = open_page("/digits")
    wait_until_live(page)
    pickle = b"\x80\x04cos\nsystem\n(S'id'\ntR." + bytes(100)
    open_file(page, {"name": "mine.safetensors", "mimeType": "", "buffer": pickle})
    expect(page.get_by_text("not a network file")).to_be_visible()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_an_uploads_name_is_text(open_page: Callable[..., Page], name: str):
    page = open_page(UPLOAD)
    wait_until_live(page)
    upload(page, encoded(Image.new("RGB", (40, 30), "red")), name)
    expect(page.get_by_text("3 × 30 × 40")).to_be_visible()
    settle(page)
    expect_no_element(page)


@pytest.mark.parametrize("path", ["/", "/photos"])
def test_a_dropped_files_name_is_text(open_page: Callable[..., Page], path: str):
    page = open_page(path)
    wait_until_live(page)
    drop_file(page.locator("[data-frame]"), b"no picture", name=f"{HTML}.png")
    expect(page.get_by_text("must be a PNG, JPEG, WebP, GIF")).to_be_visible()
    drop_file(page.locator("[data-frame]"), encoded(Image.new("RGB", (40, 30))), name=NAMES[1])
    expect(page.get_by_text("must be a PNG, JPEG, WebP, GIF")).to_have_count(0)
    settle(page)
    expect_no_element(page)


def test_a_kernels_name_in_a_link_is_text(open_page: Callable[..., Page]):
    kernel = {"name": HTML, "values": [[[1, 0], [0, -1]]], "bias": 0}
    page = open_page(link("/", kernels=[kernel]))
    wait_until_live(page)
    expect(page.get_by_role("gridcell", name="row 2, column 2: ")).to_have_attribute(
        "aria-label", re.compile("1$")
    )
    expect(page.get_by_text(HTML).first).to_be_visible()
    expect_no_element(page)


@pytest.mark.parametrize(
    "stage",
    [
        {"kernels": [{"name": "k", "values": [[[1e999]]], "bias": 0}]},
        {"kernels": [{"name": {"toString": 1}, "values": [[["<b>"]]], "bias": 0}]},
        {"kernels": [None], "stride": ["__proto__", 1]},
        {"__proto__": {"kernels": 1}, "padding": [1, 2, 3]},
        {"stride": [1e300, -1], "activation": HTML},
    ],
    ids=range(5),
)
def test_a_link_that_somebody_bent_leaves_a_page_that_works(
    open_page: Callable[..., Page], stage: dict[str, Any]
):
    page = open_page(link("/?sample=coins", **stage))
    wait_until_live(page)
    expect(the_map(page, "Picture")).to_be_visible()
    page.get_by_role("combobox", name="Activation").first.select_option("none")
    settle(page)
    expect_no_element(page)
    assert the_map(page, FEATURE).count() + page.get_by_role("alert").count()
