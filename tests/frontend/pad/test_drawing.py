"""Drawing on the pad with a real mouse."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.frontend.pad.hands import Pad


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
