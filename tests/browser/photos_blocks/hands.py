"""What a person does with the blocks on the Photos page, and torch's numbers of the cat."""

import re
from functools import lru_cache

import numpy as np
from playwright.sync_api import Locator, Page

import cnnviz
from cnnviz.images.photo_view import View, place_photo
from cnnviz.images.samples import load_sample
from cnnviz.networks.trace import Trace
from tests.browser.live_traffic import settle

TALL = {"width": 1280, "height": 1200}  # the photo's sliders and the strip in sight
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


@lru_cache(maxsize=2)
def traced(angle: float = 0) -> Trace:
    """Return all that the network makes of the cat."""
    cat = load_sample("cat", color=True).astype(np.float32) / 255
    return cnnviz.trace(cnnviz.load_network("photos"), place_photo(cat, View(angle=angle)))


def most_active(layer: str, angle: float = 0) -> list[str]:
    activity = np.abs(traced(angle)[layer].output).mean((1, 2))
    return [f"{layer} map {index + 1}" for index in np.argsort(-activity)[:4]]


def strongest(layer: str, index: int, angle: float = 0) -> tuple[int, int]:
    values = traced(angle)[layer].output[index]
    row, column = np.unravel_index(values.argmax(), values.shape)
    return int(row), int(column)


def block(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def thumbnails(page: Page, name: str) -> Locator:
    return block(page, name).get_by_role("img")


def names(images: Locator) -> list[str | None]:
    return [image.get_attribute("aria-label") for image in images.all()]


def open_layer(page: Page, name: str, tab: str | None = None, nth: int = 0) -> None:
    """Open a block, and the nth of its layers that is called so."""
    block(page, name).get_by_role("button").click()
    if tab:
        page.get_by_role("tab", name=tab).nth(nth).click()
    settle(page)


def pick_map(page: Page, layer: str, index: int) -> None:
    page.get_by_label("Order").select_option("by number")  # of many maps only the first are there
    page.locator(".gallery-maps").get_by_label(f"{layer} map {index + 1}", exact=True).click()
    settle(page)


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def result(page: Page) -> float:
    return numbers(page.locator(".inspector-result").inner_text())[0]
