"""Take the pictures of README and docs, after `make test`: python -m tools.pictures [name …].

A digit is drawn on the real page with the real mouse; the moving picture is made of what the
screen showed meanwhile.
"""

import io
import sys
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from cnnviz.training.choices import Choices
from cnnviz.training.events import Kept
from cnnviz.training.run import run
from tests.browser.digits_page import draw, pad_box, wait_until_live
from tests.browser.live_traffic import settle, watch
from tests.strokes import DIGITS, Stroke
from tools.chromium import FLAGS, find_chromium
from tools.server import Server

PICTURES: Final = Path(__file__).resolve().parent.parent / "assets" / "pictures"
FRAME_MS: Final = 60
LAST_FRAME_MS: Final = 2000
TRAINING_MS: Final = 600_000
STILLS: Final = {
    "digits-light.webp": {"width": 1280, "height": 900, "theme": "light"},
    "digits-dark.webp": {"width": 1280, "height": 900, "theme": "dark"},
    "digits-phone.webp": {"width": 390, "height": 844, "theme": "light"},
}

INSIDE: Final = {
    "inside-light.webp": {"width": 1280, "height": 900, "theme": "light"},
    "inside-dark.webp": {"width": 1920, "height": 1080, "theme": "dark"},
}


def open_digits(browser: Browser, url: str, width: int, height: int, theme: str) -> Page:
    """Open the Digits page on a screen of that size."""
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, color_scheme=theme)  # type: ignore[arg-type] # "light", "dark"
    watch(page)
    page.goto(f"{url}/digits")
    wait_until_live(page)
    return page


def open_filters(browser: Browser, url: str) -> Page:
    """Open the Filters page and point at a pixel of the feature map."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watch(page)
    page.goto(url)
    wait_until_live(page)
    settle(page)
    box = page.get_by_role("img", name="stage 1 feature map 1", exact=True).bounding_box()
    if box:
        page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.18 * box["height"])
    settle(page)
    return page


def look_inside(browser: Browser, url: str, width: int, height: int, theme: str) -> Page:
    """Open a LeNet-like network on the Digits page, and point at a value of 8 kernels of 5×5."""
    page = open_digits(browser, url, width, height, theme)
    draw(page, DIGITS[7])
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open …").click()
    chooser.value.set_files(
        {"name": "lenet.safetensors", "mimeType": "application/octet-stream", "buffer": lenet()}
    )
    target = page.get_by_role("img", name="conv2 map 16", exact=True)
    target.wait_for()
    settle(page)
    box = page.get_by_role("img", name="conv2 map 5", exact=True).bounding_box()
    if box:
        page.mouse.move(box["x"] + 0.55 * box["width"], box["y"] + 0.45 * box["height"])
    settle(page)
    return page


@cache
def lenet() -> bytes:
    """Train a LeNet-like network on 10,000 digits and give its file."""
    kept = [event for event in run(Choices(digits=10_000)) if isinstance(event, Kept)]
    return kept[-1].network


def film(page: Page, strokes: list[Stroke]) -> list[Image.Image]:
    """Draw, and photograph the screen after every second move of the pen."""
    box = pad_box(page)
    shots = [page.screenshot()]
    for stroke in strokes:
        for i, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if i == 0:
                page.mouse.down()
            elif i % 2 == 0:
                page.wait_for_timeout(50)
                shots.append(page.screenshot())
        page.mouse.up()
    settle(page)
    shots.append(page.screenshot())
    return [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]


def open_photos(browser: Browser, url: str) -> Page:
    """Open the Photos page, with a heatmap over the cat and a block opened."""
    page = browser.new_page(viewport={"width": 1280, "height": 1500})
    watch(page)
    page.goto(f"{url}/photos")
    wait_until_live(page)
    settle(page)
    page.get_by_role("radio", name="Grad-CAM", exact=True).check(force=True)
    page.get_by_role("button", name="block 4").click()
    page.get_by_role("img", name="block4_project map 16", exact=True).last.click()
    page.get_by_text("What excites").wait_for()
    settle(page)
    return page


def open_training(browser: Browser, url: str) -> Page:
    """Open the Training page and train a LeNet-like network on 10,000 digits, 3 times over."""
    page = browser.new_page(viewport={"width": 1280, "height": 1100})
    watch(page)
    page.goto(f"{url}/training?digits=10%2C000&epochs=3")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("trained: step 471, epoch 3.0").wait_for(timeout=TRAINING_MS)
    page.get_by_role("region", name="1: LeNet-like, 10,000 digits").scroll_into_view_if_needed()
    settle(page)
    return page


PAGES: Final = {
    "filters.webp": open_filters,
    "photos.webp": open_photos,
    "training.webp": open_training,
}


def save(page: Page, name: str) -> None:
    """Keep what the screen shows."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.save(PICTURES / name, quality=85)
    page.close()


def save_film(page: Page, name: str) -> None:
    """Keep what the screen shows while a 7 is drawn."""
    frames = film(page, DIGITS[7])
    durations = [FRAME_MS] * (len(frames) - 1) + [LAST_FRAME_MS]
    frames[0].save(
        PICTURES / name,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        quality=70,
    )


def take(browser: Browser, url: str, name: str) -> None:
    """Take the picture of this name."""
    if name == "digits.webp":
        save_film(open_digits(browser, url, 1280, 900, "light"), name)
    elif name in STILLS:
        page = open_digits(browser, url, **STILLS[name])  # type: ignore[arg-type] # as declared above
        draw(page, DIGITS[7])
        save(page, name)
    elif name in INSIDE:
        save(look_inside(browser, url, **INSIDE[name]), name)  # type: ignore[arg-type] # as declared above
    else:
        save(PAGES[name](browser, url), name)


def main() -> None:
    """Take the pictures that are named, or all; say how large they are."""
    names = sys.argv[1:] or ["digits.webp", *STILLS, *INSIDE, *PAGES]
    with Server() as server, sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name in names:
            take(browser, server.url, name)
            print(f"{name}: {(PICTURES / name).stat().st_size / 1024:.0f} KB")
        browser.close()


if __name__ == "__main__":
    main()
