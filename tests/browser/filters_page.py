"""What a person does and sees on the Filters page."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.digits_page import wait_until_live
from tests.browser.live_traffic import SETTLED, settle, watch
from tests.conftest import Complaints
from tests.pictures import encoded
from tests.visitors import Visitors

FEATURE = "stage 1 feature map 1"
UPLOAD = "/?picture-from=Picture"
SMALL = (np.arange(64, dtype=np.uint8) * 3).reshape(8, 8)


def link(path: str = "/", **stage: Any) -> str:
    """Write the address of a page with one stage, such as ``link("/?sample=coins", flip=True)``."""
    state = json.dumps({"stages": [stage]}).encode()
    return f"{path}#filters=" + base64.urlsafe_b64encode(state).decode().rstrip("=")


def wait_for_fragment(page: Page, is_wanted: Callable[[str], bool]) -> str:
    """Wait for what stands after the # of the address, and return it.

    `Page.wait_for_function` would evaluate text in the page, which its policy forbids.
    """
    page.wait_for_url(lambda url: is_wanted(url.partition("#")[2]))
    return page.url.partition("#")[2]


@contextmanager
def one_page(visitors: Visitors, url: str, path: str, **options: Any) -> Iterator[Page]:
    """Open a page for several tests; at the end nothing may have been complained of."""
    complaints = Complaints()
    complaints.allow(r"404 .*/_stcore/(health|host-config)")
    with visitors.invited() as invite:
        page = invite(url, **options)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        with complaints.watching(page), watch(page):
            page.goto(url + path)
            page.wait_for_selector(SETTLED)
            yield page
    assert not complaints.unexpected(), "\n".join(complaints.unexpected())


@contextmanager
def one_visit(visitors: Visitors, url: str, path: str, **options: Any) -> Iterator[Page]:
    """Open a page with a live view for several tests."""
    with one_page(visitors, url, path, **options) as page:
        wait_until_live(page)
        settle(page)
        yield page


def the_map(page: Page, name: str = FEATURE) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def pixels(page: Page, name: str = FEATURE) -> npt.NDArray[np.uint8]:
    """Read what is painted: (H, W, 4) uint8, R, G, B and opacity."""
    height, width, text = the_map(page, name).evaluate(
        """(canvas) => {
            const { height, width } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            const text = Array.from(data, (byte) => String.fromCharCode(byte)).join('');
            return [height, width, btoa(text)];
        }"""
    )
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)


def map_box(page: Page, name: str = FEATURE) -> FloatRect:
    box = the_map(page, name).bounding_box()
    assert box
    return box


def pixel_center(page: Page, row: int, column: int, name: str = FEATURE) -> tuple[float, float]:
    """Where a map's pixel is on the screen."""
    box = map_box(page, name)
    height, width = the_map(page, name).evaluate("(canvas) => [canvas.height, canvas.width]")
    return (
        box["x"] + (column + 0.5) * box["width"] / width,
        box["y"] + (row + 0.5) * box["height"] / height,
    )


def is_marked(page: Page, name: str = FEATURE) -> bool:
    """Tell whether anything is drawn over a map."""
    return bool(
        the_map(page, name).evaluate(
            """({ nextElementSibling: overlay }) => !overlay.hidden && overlay.width > 0
              && overlay.getContext('2d').getImageData(0, 0, overlay.width, overlay.height)
                .data.some((value) => value > 0)"""
        )
    )


def arithmetic(page: Page) -> Locator:
    return page.get_by_role("region", name="Arithmetic of the pixel")


def tables(page: Page, label: str) -> list[list[float]]:
    """Read the numbers of the panel's tables of one kind, a list for each channel."""
    found = arithmetic(page).get_by_role("table", name=label, exact=True)
    return [
        [float(text.replace("\u2212", "-")) for text in table.locator("td").all_inner_texts()]
        for table in found.all()
    ]


def cell(page: Page, row: int, column: int) -> Locator:
    return page.get_by_role("gridcell", name=re.compile(f"^row {row}, column {column}:"))


def kernel(page: Page) -> list[str]:
    """Read the names of all cells, with their numbers."""
    names = page.get_by_role("gridcell").evaluate_all("(all) => all.map((cell) => cell.ariaLabel)")
    return [str(name) for name in names]


def type_in_cell(page: Page, row: int, column: int, text: str) -> None:
    cell(page, row, column).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def set_number(page: Page, label: str, text: str) -> Locator:
    """Type a number into a control and return the control."""
    control = page.get_by_label(label, exact=True)
    control.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    return control


def paste(page: Page, text: str) -> None:
    """Put a text into the clipboard and press Ctrl+V on a cell."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    cell(page, 1, 1).focus()
    page.keyboard.press("Control+v")


def type_as_text(page: Page, text: str) -> None:
    """Type a kernel in the box for texts."""
    page.get_by_role("button", name="Paste text").click()
    page.keyboard.press("Control+a")  # what was refused is still there, to be mended
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.get_by_role("button", name="Use this kernel").click()


def upload(page: Page, file: bytes | npt.NDArray[np.uint8], name: str = "a.png") -> None:
    """Hand a file, or an array as a PNG, to the page's upload."""
    if isinstance(file, np.ndarray):
        file = encoded(Image.fromarray(file))
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": file})
