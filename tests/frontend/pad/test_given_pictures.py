"""Pictures that are dropped on the pad or pasted."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.frontend.pad.hands import Pad


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "seven.png"
    cv2.imwrite(str(path), np.zeros((5, 5), np.uint8))
    return path


def drop(devtools: CDPSession, place: tuple[float, float], *files: Path) -> None:
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send(
            "Input.dispatchDragEvent", {"type": kind, "x": place[0], "y": place[1], "data": data}
        )


def test_a_dropped_picture_is_handed_on(pad: Pad, devtools: CDPSession, picture: Path) -> None:
    drop(devtools, pad.at(0.5, 0.5), picture)
    pad.page.wait_for_function("files.length === 1")
    assert pad.page.evaluate("files") == [["seven.png", "image/png", picture.stat().st_size]]
    assert pad.page.evaluate("problems") == []
    assert not pad.page.evaluate("pad.element.classList.contains('is-drop')")


def test_a_file_over_the_pad_is_announced(pad: Pad, devtools: CDPSession, picture: Path) -> None:
    x, y = pad.at(0.5, 0.5)
    data = {"items": [], "files": [str(picture)], "dragOperationsMask": 1}
    devtools.send("Input.dispatchDragEvent", {"type": "dragEnter", "x": x, "y": y, "data": data})
    pad.page.wait_for_function("pad.element.classList.contains('is-drop')")


def test_what_is_no_picture_is_refused(pad: Pad, devtools: CDPSession, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("seven")
    drop(devtools, pad.at(0.5, 0.5), notes)
    pad.page.wait_for_function("problems.length === 1")
    assert pad.page.evaluate("problems") == ["The file must be a picture, got notes.txt."]
    assert pad.page.evaluate("files") == []


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (0, "The picture is empty."),
        (1, None),
        (8 * 2**20, None),
        (9 * 2**20, "The picture must be at most 8 MB, got 9.0 MB."),
    ],
)
def test_a_picture_has_one_byte_to_8_mb(module_page: Page, size: int, sentence: str | None) -> None:
    said = module_page.evaluate(
        "async (size) => (await import('/ui/dropped_files.js'))"
        ".fileProblem({ name: 'a.png', type: 'image/png', size })",
        size,
    )
    assert said == sentence


COPY_PICTURE = """async () => {
  const canvas = new OffscreenCanvas(4, 4);
  canvas.getContext('2d');
  const blob = await canvas.convertToBlob();
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
}"""


def test_a_picture_is_pasted_from_anywhere_but_a_text_field(pad: Pad) -> None:
    pad.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad.page.evaluate("document.body.append(document.createElement('textarea'))")
    pad.page.evaluate(COPY_PICTURE)
    pad.page.locator("textarea").focus()
    pad.page.keyboard.press("Control+v")
    assert pad.page.evaluate("files") == []
    pad.page.locator("textarea").evaluate("(element) => element.blur()")
    pad.page.keyboard.press("Control+v")
    pad.page.wait_for_function("files.length === 1")
    assert pad.page.evaluate("files[0][1]") == "image/png"


def test_a_destroyed_pad_listens_no_more(pad: Pad) -> None:
    pad.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad.page.evaluate(COPY_PICTURE)
    pad.page.evaluate("pad.destroy()")
    expect(pad.paper).to_have_count(0)
    pad.page.keyboard.press("Control+v")
    pad.page.wait_for_timeout(100)
    assert pad.page.evaluate("files") == []
