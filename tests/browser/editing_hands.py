"""What a person does to the network on the Digits page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.digits_page import draw, meters, settle, wait_until_live
from tests.strokes import DIGITS


def open_seven(page: Page) -> dict[str, float]:
    """Draw a 7 and say how the network reads it."""
    wait_until_live(page)
    draw(page, DIGITS[7])
    return meters(page)


def panel(page: Page) -> Locator:
    """Find the panel in which kernels are changed."""
    return page.get_by_role("region", name="Change the network")


def open_kernel(page: Page, layer: str = "conv1", steps: int = 0) -> None:
    """Open the first kernel of a layer, or one some steps after it."""
    page.get_by_role("button", name="Change a kernel", exact=True).click()
    page.get_by_role("combobox", name="Layer", exact=True).select_option(layer)
    for _ in range(steps):
        page.get_by_role("button", name="Next map").click()


def cell(page: Page, row: int, column: int) -> Locator:
    """Find a cell of the kernel that is shown, counted from 1."""
    return panel(page).locator(f".kernel-cell[data-row='{row - 1}'][data-column='{column - 1}']")


def drag_up(page: Page, dragged: Locator, pixels: float) -> None:
    """Drag a cell with the mouse, and hold it there."""
    box = dragged.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - pixels, steps=12)


def press(page: Page, name: str) -> None:
    """Press a button and wait until all is painted."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def undo(page: Page) -> None:
    """Take back the last step on the kernel, not on the pad."""
    panel(page).get_by_role("button", name="Undo").click()
    settle(page)


def the_map(page: Page, name: str) -> Locator:
    """Find a map by its label."""
    return page.get_by_role("img", name=name, exact=True)


def ghosts(page: Page) -> list[float]:
    """Read where the bars' marks say the probabilities were; empty when there are none."""
    found: list[float] = page.locator(".bar-was:not([hidden])").evaluate_all(
        "(marks) => marks.map((mark) => Number(mark.style.getPropertyValue('--share')))"
    )
    return found


def saved(page: Page, name: str, folder: Path) -> Path:
    """Press a button that hands out a file; return where it is."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def open_file(page: Page, file: Any) -> None:
    """Choose a file to be opened."""
    page.get_by_label("Network file").set_input_files(file)
