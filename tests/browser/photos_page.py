"""What a person does and sees on the Photos page."""

import base64
from typing import Any

import numpy as np
import numpy.typing as npt
from playwright.sync_api import FloatRect, Locator, Page, expect

from cnnviz.images.photo_view import View, place_photo

UPLOAD = "/photos?photo-from=Picture"
COVER = "/photos?photo=cat"


def the_photo(page: Page) -> Locator:
    return page.get_by_label("Photo", exact=True)


def photo_box(page: Page) -> FloatRect:
    """Where the square is on the screen, in CSS pixels."""
    photo = the_photo(page)
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert box
    return box


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a point of the photo, in input pixels, is on the screen."""
    box = photo_box(page)
    return box["x"] + x * box["width"] / 224, box["y"] + y * box["height"] / 224


def bars(page: Page) -> dict[str, float]:
    """Read the five bars from top to bottom, all in one moment."""
    found = page.get_by_label("What the network says").get_by_role("meter")
    return dict(
        found.evaluate_all("(all) => all.map((bar) => [bar.ariaLabel, Number(bar.ariaValueNow)])")
    )


def groups(page: Page) -> dict[str, float]:
    """Read the groups that are named, such as "cat 89.6 %"."""
    texts = page.locator(".photo-group").all_inner_texts()
    pairs = [text.rsplit("\u00a0", 1) for text in texts]
    return {name: float(share.strip("<>\u202f%")) / 100 for name, share in pairs}


def network_input(page: Page) -> npt.NDArray[np.uint8]:
    """Read what stands on the stage at rest: (3, 224, 224) uint8."""
    canvas = page.locator(".photo-input")
    expect(canvas).to_be_visible()
    text = canvas.evaluate(
        """(canvas) => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, 224, 224);
            return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
        }"""
    )
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(224, 224, 4)
    return pixels[..., :3].transpose(2, 0, 1)


def read_by_network(picture: npt.NDArray[np.uint8], **view: Any) -> npt.NDArray[np.float32]:
    """Return what the network should read of a picture (C, H, W), in 0 to 255."""
    return 255 * place_photo(picture.astype(np.float32) / 255, View(**view))


def slide(page: Page, name: str, value: float) -> None:
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def pick(page: Page, name: str) -> None:
    """Choose between Move and Cover."""
    page.get_by_role("radio", name=name, exact=True).check()
