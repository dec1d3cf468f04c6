"""What a person does and reads in the Filters view."""

import base64
import json
from collections.abc import Callable
from typing import Any

import numpy as np
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_filters import GALLERY, MOUNT

Open = Callable[..., Page]
GRID = (np.arange(36, dtype=np.uint8) * 7).reshape(1, 6, 6)
COLORS = (np.arange(3 * 20 * 24) % 251).astype(np.uint8).reshape(3, 20, 24)


def link(*stages: dict[str, Any]) -> str:
    text = json.dumps({"stages": stages}).encode()
    return "/#filters=" + base64.urlsafe_b64encode(text).decode().rstrip("=")


def given(picture: np.ndarray) -> dict[str, Any]:
    pixels = base64.b64encode(picture.tobytes()).decode()
    shape = list(picture.shape)
    return {"name": "given", "shape": shape, "pixels": pixels, "caption": "A grid of numbers"}


def mount(page: Page, picture: np.ndarray, theme: str = "light") -> None:
    data = {"basePath": "", "picture": given(picture), "gallery": GALLERY}
    page.evaluate(MOUNT, [data, theme])
    expect(root(page)).to_have_attribute("data-connection", "open")
    expect(root(page)).to_have_attribute("data-frame", "2")  # the second is exact


def root(page: Page) -> Locator:
    return page.locator(".filters-view")


def the_map(page: Page, name: str) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def arithmetic(page: Page) -> Locator:
    return page.get_by_role("region", name="Arithmetic of the pixel")


def point_at(page: Page, name: str, row: int, column: int) -> None:
    the_map(page, name).hover(position=cell(the_map(page, name), row, column))


def cell(canvas: Locator, row: int, column: int) -> Any:
    box, sides = canvas.bounding_box(), canvas.evaluate("c => [c.height, c.width]")
    assert box
    down, across = box["height"] / sides[0], box["width"] / sides[1]
    return {"x": (column + 0.5) * across, "y": (row + 0.5) * down}


def grids(page: Page, label: str) -> list[list[float]]:
    """Return the numbers in the panel's tables of a kind, one list for each."""
    tables = arithmetic(page).get_by_role("table", name=label, exact=True)
    return [
        [float(text.replace("\u2212", "-")) for text in table.locator("td").all_inner_texts()]
        for table in tables.all()
    ]


def is_marked(page: Page, index: int) -> bool:
    """Tell whether something is drawn over the map at `index`."""
    return bool(
        page.locator(".map-overlay")
        .nth(index)
        .evaluate(
            """(c) => !c.hidden && c.width > 0 && c.getContext('2d')
              .getImageData(0, 0, c.width, c.height).data.some((value) => value > 0)"""
        )
    )


NAMES = ("Picture", "stage 1 feature map 1", "stage 1 pooled map 1")
