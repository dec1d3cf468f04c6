"""Whatever a visitor calls a thing, the page shows it as text."""

from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from cnnviz.network_file import read_network_file
from tests.browser.digits_page import wait_until_live
from tests.browser.editing_hands import open_file
from tests.browser.filters_page import UPLOAD, upload
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
    file = network_file(convolution("conv1", 2), labels=labels)
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
