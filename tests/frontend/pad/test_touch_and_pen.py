"""Drawing on the pad with real fingers and pens."""

from collections.abc import Callable

from playwright.sync_api import CDPSession, expect

from tests.frontend.pad.hands import Pad


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
