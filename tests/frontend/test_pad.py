"""The drawing pad, with a real mouse, finger, pen and keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import CDPSession, Locator, Page, expect

MOUNT = """async (width) => {
  const host = document.createElement('div');
  host.style.width = width;
  const root = host.attachShadow({ mode: 'open' });
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = '/pad/pad.css';
  root.append(sheet);
  document.body.append(host);
  await new Promise((resolve) => { sheet.onload = resolve; });
  const { createDrawingPad } = await import('/pad/drawing_pad.js');
  window.root = root;
  window.mount = () => {
    window.changes = [];
    window.commits = 0;
    window.files = [];
    window.problems = [];
    window.pad = createDrawingPad({
      onChange: (change) => changes.push(change),
      onCommit: () => { commits += 1; },
      onFile: (file) => files.push([file.name, file.type, file.size]),
      onProblem: (sentence) => problems.push(sentence),
    });
    root.append(pad.element);
  };
  mount();
}"""
CROSS = [(0.3, 0.5, 0.7, 0.5), (0.5, 0.3, 0.5, 0.7)]


class Pad:
    """A mounted pad and the hands to use it with; places are fractions of its side."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.paper = page.get_by_label("Drawing pad")

    def at(self, x: float, y: float) -> tuple[float, float]:
        box = self.paper.bounding_box()
        assert box
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def move(self, x: float, y: float, steps: int = 1) -> None:
        self.page.mouse.move(*self.at(x, y), steps=steps)

    def draw(self, *places: tuple[float, float]) -> None:
        self.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.move(*place, steps=6)
        self.page.mouse.up()

    def draw_cross(self) -> None:
        for x0, y0, x1, y1 in CROSS:
            self.draw((x0, y0), (x1, y1))

    def pixels(self) -> NDArray[np.uint8]:
        return np.array(self.page.evaluate("[...pad.pixels()]"), np.uint8).reshape(112, 112)

    def ink(self, x: float, y: float) -> int:
        return int(self.pixels()[int(y * 112), int(x * 112)])

    def tool(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)


@pytest.fixture
def open_pad(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Pad]:
    """Mount a pad on a page: ``open_pad(pad_width="280px", touch=True, width=390)``."""

    def open_one(pad_width: str = "280px", **options: Any) -> Pad:
        page = new_page(frontend_url, **options)
        page.goto("/")
        page.evaluate(MOUNT, pad_width)
        return Pad(page)

    return open_one


@pytest.fixture
def pad(open_pad: Callable[..., Pad]) -> Pad:
    return open_pad()


@pytest.fixture
def devtools(pad: Pad) -> Iterator[CDPSession]:
    """For input that Playwright has no words for: pens, several fingers, dropped files."""
    session = pad.page.context.new_cdp_session(pad.page)
    yield session
    session.detach()


def test_an_empty_pad_says_what_to_do(pad: Pad) -> None:
    expect(pad.page.get_by_text("Draw a digit")).to_be_visible()
    assert pad.page.evaluate("pad.isBlank()")
    assert not pad.pixels().any()


def test_the_hint_goes_with_the_first_ink_and_comes_back_when_cleared(pad: Pad) -> None:
    pad.move(0.5, 0.5)
    pad.page.mouse.down()
    expect(pad.page.get_by_text("Draw a digit")).to_be_hidden()
    pad.page.mouse.up()
    pad.tool("Clear").click()
    expect(pad.page.get_by_text("Draw a digit")).to_be_visible()


def test_the_mouse_draws_white_on_black(pad: Pad) -> None:
    pad.draw((0.2, 0.5), (0.8, 0.5))
    pixels = pad.pixels()
    assert (pixels[56, 24:88] == 255).all()
    assert not pixels[:50].any()
    # A brush of 20 on 280 is 8 rows of 112.
    assert pixels[:, 56].sum() == pytest.approx(8 * 255, rel=0.02)


def test_a_line_as_wide_as_the_brush_wherever_the_pad_is_shown_larger(
    open_pad: Callable[..., Pad],
) -> None:
    pad = open_pad("500px")
    pad.draw((0.2, 0.5), (0.8, 0.5))
    assert pad.pixels()[:, 56].sum() == pytest.approx(8 * 255, rel=0.02)


def test_a_tap_leaves_a_dot(pad: Pad) -> None:
    pad.draw((0.5, 0.5))
    assert pad.pixels().sum() == pytest.approx(np.pi * 4**2 * 255, rel=0.02)


def test_every_movement_is_told_while_the_pen_is_down(pad: Pad) -> None:
    pad.move(0.3, 0.3)
    assert pad.page.evaluate("changes.length") == 0
    pad.page.mouse.down()
    for step in range(1, 6):
        pad.move(0.3 + 0.05 * step, 0.3)
        assert pad.page.evaluate("changes.length") == 1 + step
    stamps = pad.page.evaluate("changes.map(({ timeStamp }) => timeStamp)")
    assert stamps == sorted(stamps)
    assert 0 < stamps[0] < stamps[-1] <= pad.page.evaluate("performance.now()")
    pad.page.mouse.up()


def test_a_movement_is_told_once_though_two_kinds_of_event_report_it(pad: Pad) -> None:
    pad.draw((0.3, 0.3), (0.6, 0.6))
    pad.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert pad.page.evaluate("changes.length") == 7


def test_raw_samples_are_drawn_at_once_and_not_again_with_the_frame(pad: Pad) -> None:
    # Made events: how many raw ones come before a frame is up to the machine.
    counts = pad.page.evaluate("""() => {
      const paper = root.querySelector('canvas');
      const box = paper.getBoundingClientRect();
      paper.setPointerCapture = () => {};
      let stamp = 0;
      const made = (type, place, more) => {
        const event = new PointerEvent(type, { pointerId: 3, isPrimary: true,
          clientX: box.left + place, clientY: box.top + place, ...more });
        return Object.defineProperty(event, 'timeStamp', { value: (stamp += 1) });
      };
      paper.dispatchEvent(made('pointerdown', 10));
      const samples = [40, 80, 120].map((place) => made('pointermove', place));
      for (const sample of samples) {
        paper.dispatchEvent(made('pointerrawupdate', 0, { coalescedEvents: [sample] }));
      }
      const count = () => [changes.length, pad.state().items[0].points.length / 3];
      const raw = count();
      paper.dispatchEvent(made('pointermove', 120, { coalescedEvents: samples }));
      return [raw, count()];
    }""")
    assert counts == [[4, 4], [4, 4]]


def test_each_finished_stroke_is_worth_keeping(pad: Pad) -> None:
    pad.draw_cross()
    assert pad.page.evaluate("commits") == 2


def test_moving_without_a_button_draws_nothing(pad: Pad) -> None:
    pad.move(0.2, 0.2)
    pad.move(0.8, 0.8, steps=5)
    assert not pad.pixels().any()


def test_the_right_button_does_nothing(pad: Pad) -> None:
    pad.move(0.2, 0.2)
    pad.page.mouse.down(button="right")
    pad.move(0.8, 0.8, steps=5)
    pad.page.mouse.up(button="right")
    assert not pad.pixels().any()


def test_a_stroke_may_leave_the_pad_and_come_back(pad: Pad) -> None:
    pad.move(0.5, 0.5)
    pad.page.mouse.down()
    pad.move(0.5, 1.3, steps=8)
    pad.move(0.2, 1.3, steps=8)
    pad.move(0.2, 0.5, steps=8)
    pad.page.mouse.up()
    assert pad.ink(0.5, 0.9) == pad.ink(0.2, 0.9) == 255
    assert not pad.pixels()[:, 30:48].any()


def test_letting_go_outside_ends_the_stroke(pad: Pad) -> None:
    pad.draw((0.5, 0.5), (0.5, 1.4))
    before = pad.pixels()
    pad.move(0.9, 0.9)
    assert (pad.pixels() == before).all()


def test_undo_and_redo_paint_what_the_pen_painted(pad: Pad) -> None:
    # Sharp corners, so that a growing stroke paints and takes back many tails.
    pad.draw((0.2, 0.2), (0.8, 0.3), (0.3, 0.4), (0.7, 0.9), (0.25, 0.25))
    first = pad.pixels()
    pad.draw((0.1, 0.8), (0.9, 0.7))
    second = pad.pixels()
    pad.tool("Undo").click()
    assert (pad.pixels() == first).all()
    pad.tool("Redo").click()
    assert (pad.pixels() == second).all()
    assert (first != second).any()


def test_buttons_without_effect_say_so_and_do_nothing(pad: Pad) -> None:
    for name in ("Undo", "Redo", "Clear"):
        expect(pad.tool(name)).to_be_disabled()
        pad.tool(name).click(force=True)
    expect(pad.page.get_by_role("status")).to_be_empty()
    pad.page.keyboard.press("Delete")
    pad.page.keyboard.press("Control+z")
    assert pad.page.evaluate("[changes.length, commits]") == [0, 0]
    pad.draw((0.5, 0.5))
    expect(pad.tool("Undo")).to_be_enabled()
    expect(pad.tool("Redo")).to_be_disabled()


def test_clear_can_be_undone(pad: Pad) -> None:
    pad.draw_cross()
    before = pad.pixels()
    pad.tool("Clear").click()
    assert pad.page.evaluate("pad.isBlank()")
    pad.tool("Undo").click()
    assert (pad.pixels() == before).all()


def test_the_eraser_takes_ink_away(pad: Pad) -> None:
    pad.draw((0.2, 0.5), (0.8, 0.5))
    pad.tool("Eraser").click()
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "true")
    pad.draw((0.5, 0.3), (0.5, 0.7))
    assert pad.ink(0.5, 0.5) == 0
    assert pad.ink(0.3, 0.5) == 255


def test_a_larger_brush_draws_wider(pad: Pad) -> None:
    pad.page.get_by_label("Brush size").fill("40")
    pad.draw((0.2, 0.5), (0.8, 0.5))
    assert pad.pixels()[:, 56].sum() == pytest.approx(16 * 255, rel=0.02)


def test_keys_undo_redo_clear_and_change_the_brush(pad: Pad) -> None:
    pad.draw_cross()
    cross = pad.pixels()
    pad.page.keyboard.press("Control+z")
    assert (pad.pixels() != cross).any()
    pad.page.keyboard.press("Control+Shift+z")
    assert (pad.pixels() == cross).all()
    pad.page.keyboard.press("Control+z")
    pad.page.keyboard.press("Control+y")
    assert (pad.pixels() == cross).all()
    pad.page.keyboard.press("Delete")
    assert not pad.pixels().any()
    pad.page.keyboard.press("]")
    pad.page.keyboard.press("]")
    pad.page.keyboard.press("[")
    expect(pad.page.get_by_label("Brush size")).to_have_value("22")
    pad.page.keyboard.press("e")
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("field", ["textarea", "input"])
def test_keys_belong_to_those_who_type(pad: Pad, field: str) -> None:
    pad.page.evaluate(f"pad.element.append(document.createElement('{field}'))")
    pad.draw_cross()
    before = pad.pixels()
    pad.page.locator(f"{field}:not([type])").click()
    pad.page.keyboard.type("he[")
    pad.page.keyboard.press("Backspace")
    pad.page.keyboard.press("Control+z")
    assert (pad.pixels() == before).all()
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "false")


def test_keys_work_while_the_brush_size_has_the_focus(pad: Pad) -> None:
    pad.draw((0.5, 0.5))
    pad.page.get_by_label("Brush size").focus()
    pad.page.keyboard.press("Control+z")
    assert not pad.pixels().any()


def test_arrow_keys_and_space_draw(pad: Pad) -> None:
    pad.paper.focus()
    pad.page.keyboard.press("Space")
    for _ in range(5):
        pad.page.keyboard.press("Shift+ArrowRight")
    pad.page.keyboard.press("Space")
    pad.page.keyboard.press("ArrowDown")
    pixels = pad.pixels()
    assert (pixels[56, 56:96] == 255).all()  # five steps of 8 pixels
    assert not pixels[64:].any()
    assert pad.page.evaluate("commits") == 1


def test_a_pen_that_stays_where_it_is_changes_nothing(pad: Pad) -> None:
    pad.paper.focus()
    pad.page.keyboard.press("Space")
    for _ in range(9):
        pad.page.keyboard.press("Shift+ArrowDown")  # seven steps to the edge, then no further
    assert pad.page.evaluate("changes.length") == 1 + 7


def test_an_arrow_key_moves_the_pen_by_two_pixels(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("ArrowUp", "ArrowLeft", "Space"):
        pad.page.keyboard.press(key)
    rows, columns = np.nonzero(pad.pixels())
    assert (rows.mean() + 0.5, columns.mean() + 0.5) == (54, 54)


def test_escape_lifts_the_pen(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("Space", "Escape", "Shift+ArrowRight", "Shift+ArrowRight"):
        pad.page.keyboard.press(key)
    assert pad.ink(0.63, 0.5) == 0
    expect(pad.page.get_by_role("status")).to_have_text("Pen up")


def test_a_keyboard_stroke_goes_on_after_an_undo(pad: Pad) -> None:
    pad.paper.focus()
    for key in ("Space", "Shift+ArrowRight", "Control+z", "Shift+ArrowRight"):
        pad.page.keyboard.press(key)
    assert pad.ink(0.5, 0.5) == 0
    assert pad.ink(0.62, 0.5) == 255


def test_a_loaded_drawing_comes_out_as_it_went_in(pad: Pad) -> None:
    drawing = np.random.default_rng(1).integers(0, 256, (112, 112), np.uint8)
    pad.draw_cross()
    pad.page.evaluate(
        "(levels) => pad.loadDrawing(Uint8Array.from(levels))", drawing.ravel().tolist()
    )
    assert (pad.pixels() == drawing).all()
    pad.draw((0.5, 0.5))
    assert pad.ink(0.5, 0.5) == 255
    pad.tool("Undo").click()
    assert (pad.pixels() == drawing).all()


def test_a_drawing_of_another_size_is_refused(pad: Pad) -> None:
    sentence = pad.page.evaluate(
        "() => { try { pad.loadDrawing(new Uint8Array(784)); } catch (e) { return e.message; } }"
    )
    assert sentence == "a drawing must have 12544 pixels, got 784"


def test_a_kept_state_brings_everything_back(pad: Pad) -> None:
    pad.draw_cross()
    pad.page.get_by_label("Brush size").fill("30")
    before = pad.pixels()
    pad.page.evaluate(
        "() => { const kept = JSON.stringify(pad.state()); pad.destroy(); mount();"
        " return pad.restore(JSON.parse(kept)); }"
    )
    assert (pad.pixels() == before).all()
    expect(pad.page.get_by_label("Brush size")).to_have_value("30")
    assert pad.page.evaluate("[changes.length, commits]") == [0, 0]
    pad.tool("Undo").click()
    assert pad.pixels()[:, :].any()
    assert (pad.pixels() != before).any()


def test_a_stroke_that_still_grows_is_part_of_the_state(pad: Pad) -> None:
    pad.move(0.3, 0.3)
    pad.page.mouse.down()
    pad.move(0.7, 0.7, steps=5)
    items = pad.page.evaluate("pad.state().items")
    assert [item["kind"] for item in items] == ["stroke"]
    assert len(items[0]["points"]) == 6 * 3


def test_a_spoilt_state_changes_nothing(pad: Pad) -> None:
    pad.draw_cross()
    before = pad.pixels()
    assert pad.page.evaluate("pad.restore({ items: 'spoilt' })") is False
    assert (pad.pixels() == before).all()


def test_an_endless_stroke_stays_bounded(pad: Pad) -> None:
    kind, points = pad.page.evaluate("""() => {
      const paper = root.querySelector('canvas');
      const box = paper.getBoundingClientRect();
      let stamp = 0;
      const send = (type, x, y) => {
        const made = { pointerId: 1, isPrimary: true, clientX: x, clientY: y };
        const event = new PointerEvent(type, made);
        Object.defineProperty(event, 'timeStamp', { value: (stamp += 1) });
        paper.dispatchEvent(event);
      };
      paper.setPointerCapture = () => {};
      send('pointerdown', box.left, box.top);
      for (let i = 0; i < 40_000; i += 1) {
        send('pointermove', box.left + (i % 280), box.top + (i % 270));
      }
      send('pointerup', 0, 0);
      const { items } = pad.state();
      const [oldest, ...strokes] = items;
      return [oldest.kind, strokes.flatMap(({ points }) => points).length / 3];
    }""")
    assert kind == "picture"
    assert 0 < points < 33_334


def finger(devtools: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    touches = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(points)]
    devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def test_a_finger_draws_and_the_page_stays(open_pad: Callable[..., Pad]) -> None:
    pad = open_pad(touch=True, width=390, height=500)
    pad.page.evaluate("document.body.style.height = '3000px'")
    devtools = pad.page.context.new_cdp_session(pad.page)
    finger(devtools, "touchStart", pad.at(0.5, 0.9))
    for step in range(1, 9):
        finger(devtools, "touchMove", pad.at(0.5, 0.9 - 0.1 * step))
    finger(devtools, "touchEnd")
    assert (pad.pixels()[20:100, 56] == 255).all()
    assert pad.page.evaluate("scrollY") == 0


def test_a_second_finger_is_ignored(open_pad: Callable[..., Pad]) -> None:
    pad = open_pad(touch=True)
    devtools = pad.page.context.new_cdp_session(pad.page)
    finger(devtools, "touchStart", pad.at(0.3, 0.3))
    finger(devtools, "touchStart", pad.at(0.3, 0.3), pad.at(0.8, 0.8))
    finger(devtools, "touchMove", pad.at(0.3, 0.6), pad.at(0.8, 0.2))
    finger(devtools, "touchMove", pad.at(0.3, 0.6), pad.at(0.9, 0.9))
    finger(devtools, "touchEnd")
    assert pad.ink(0.3, 0.55) == 255
    assert not pad.pixels()[:, 56:].any()
    assert pad.page.evaluate("commits") == 1


def test_a_second_finger_is_ignored_though_the_first_is_elsewhere(
    open_pad: Callable[..., Pad],
) -> None:
    pad = open_pad(touch=True)
    devtools = pad.page.context.new_cdp_session(pad.page)
    finger(devtools, "touchStart", (600, 600))
    finger(devtools, "touchStart", (600, 600), pad.at(0.5, 0.5))
    finger(devtools, "touchEnd")
    assert not pad.pixels().any()


def test_a_cancelled_touch_ends_the_stroke(open_pad: Callable[..., Pad]) -> None:
    pad = open_pad(touch=True)
    devtools = pad.page.context.new_cdp_session(pad.page)
    finger(devtools, "touchStart", pad.at(0.3, 0.3))
    finger(devtools, "touchMove", pad.at(0.3, 0.6))
    finger(devtools, "touchCancel")
    assert pad.page.evaluate("commits") == 1
    pad.draw((0.7, 0.7))
    assert pad.ink(0.7, 0.7) == 255


def pen(
    devtools: CDPSession, kind: str, place: tuple[float, float], force: float, buttons: int = 1
) -> None:
    devtools.send(
        "Input.dispatchMouseEvent",
        {
            "type": kind,
            "x": place[0],
            "y": place[1],
            "button": "left" if kind != "mouseMoved" else "none",
            "buttons": buttons,
            "clickCount": 1,
            "pointerType": "pen",
            "force": force,
        },
    )


def test_a_pen_draws_wider_where_it_presses_harder(pad: Pad, devtools: CDPSession) -> None:
    pen(devtools, "mousePressed", pad.at(0.1, 0.5), 0.1)
    for step in range(1, 9):
        pen(devtools, "mouseMoved", pad.at(0.1 + 0.1 * step, 0.5), 0.1 * (step + 1))
    pen(devtools, "mouseReleased", pad.at(0.9, 0.5), 0)
    widths = (pad.pixels() / 255).sum(axis=0)
    assert widths[25] < 7
    assert widths[90] > 9


def test_the_other_end_of_a_pen_erases(pad: Pad) -> None:
    pad.draw((0.2, 0.5), (0.8, 0.5))
    # Chromium's input protocol has no such button, so this event is a made one.
    pad.page.evaluate("""() => {
      const paper = root.querySelector('canvas');
      const box = paper.getBoundingClientRect();
      paper.setPointerCapture = () => {};
      const pen = { pointerId: 7, isPrimary: true, pointerType: 'pen', pressure: 0.5,
        button: 5, buttons: 32, clientX: box.left + 140, clientY: box.top + 140 };
      paper.dispatchEvent(new PointerEvent('pointerdown', pen));
      paper.dispatchEvent(new PointerEvent('pointerup', { ...pen, buttons: 0 }));
    }""")
    assert pad.ink(0.5, 0.5) == 0
    assert pad.ink(0.3, 0.5) == 255
    expect(pad.tool("Eraser")).to_have_attribute("aria-pressed", "false")


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
        "async (size) => (await import('/pad/files.js'))"
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


def test_touch_targets_are_44_pixels(open_pad: Callable[..., Pad]) -> None:
    pad = open_pad("100%", touch=True, width=320)
    for button in pad.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    assert pad.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_destroyed_pad_listens_no_more(pad: Pad) -> None:
    pad.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pad.page.evaluate(COPY_PICTURE)
    pad.page.evaluate("pad.destroy()")
    expect(pad.paper).to_have_count(0)
    pad.page.keyboard.press("Control+v")
    pad.page.wait_for_timeout(100)
    assert pad.page.evaluate("files") == []
