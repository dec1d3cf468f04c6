"""A hand that drags a number of the kernel, and how fast the maps of the Filters page follow it.

The picture is 256×256 in color; Sobel x, ReLU and 2×2 max pooling make three maps of it.
"""

import io

from PIL import Image
from playwright.sync_api import Browser, Page

from bench.browser import visit
from bench.pace import Pace, drag, measure_pace
from cnnviz.images.samples import load_sample

SIDE = 256
SAMPLE = "cat"
MOVES = 60
MOVE_PIXELS = 8  # two steps of the number: every event changes the maps
MAPS = ("feature map", "activation map", "pooled map")
QUIET_MS = 500


def measure_cell(browser: Browser, url: str) -> Pace:
    """Open the Filters page, bring the picture, and drag the kernel's middle number."""
    page = visit(browser, f"{url}/?picture-from=Picture")
    page.set_input_files(
        "input[type=file]",
        {"name": "picture.png", "mimeType": "image/png", "buffer": picture_file()},
    )
    page.get_by_text(f"3 × {SIDE} × {SIDE}").first.wait_for()
    for name in MAPS:
        page.get_by_role("img", name=f"stage 1 {name} 1").wait_for()
    page.wait_for_timeout(QUIET_MS)
    pace = measure_pace(page, drag_cell, ("pointermove",))
    page.context.close()
    return pace


def picture_file() -> bytes:
    """Return a photograph as a PNG file of 256×256 pixels in color."""
    photograph = Image.fromarray(load_sample(SAMPLE, color=True).transpose(1, 2, 0))
    file = io.BytesIO()
    photograph.resize((SIDE, SIDE)).save(file, "PNG")
    return file.getvalue()


def drag_cell(page: Page, number: int) -> float:
    """Drag the number up, down and back, and return the events per second reached."""
    box = page.get_by_role("gridcell", name="row 2, column 2:").bounding_box()
    if box is None:
        raise RuntimeError("the kernel is not on the screen")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    heights = [*range(MOVES // 4), *range(MOVES // 4, -MOVES // 4, -1), *range(-MOVES // 4, 1)]
    reached = drag(page, [(x, y - MOVE_PIXELS * height) for height in heights])
    page.wait_for_timeout(QUIET_MS)
    return reached
