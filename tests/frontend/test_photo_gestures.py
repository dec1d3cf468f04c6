"""What mouse, fingers, wheel and keys do to a photo, on a stage of two CSS pixels to one."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.fingers import touch

UNTOUCHED = {"x": 0, "y": 0, "scale": 1, "angle": 0, "blur": 0, "grey": 0, "cover": None}


@pytest.fixture
def page(module_page: Page) -> Page:
    module_page.evaluate(
        """async () => {
          const { createGestures } = await import('/photos/gestures.js');
          const { UNTOUCHED } = await import('/photos/placement.js');
          const stage = document.createElement('div');
          stage.style = 'position: absolute; inset: 0; width: 448px; height: 448px;'
            + 'touch-action: none';
          stage.tabIndex = 0;
          document.body.append(stage);
          document.body.style.height = '3000px';
          Object.assign(window, { stage, view: UNTOUCHED, mode: 'move', events: 0 });
          createGestures(stage, { view: () => view, mode: () => mode, onView(next, inputAt) {
            view = next;
            events += inputAt > 0;
          } });
        }"""
    )
    return module_page


def view(page: Page) -> dict[str, Any]:
    return page.evaluate("view")


def drag(page: Page, *places: tuple[float, float]) -> None:
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


def test_a_mouse_drags_the_photo_and_lets_it_go(page: Page) -> None:
    drag(page, (100, 100), (150, 100), (160, 80))
    page.mouse.move(300, 300)
    assert view(page) == UNTOUCHED | {"x": 30, "y": -10}
    assert page.evaluate("events") == 2


def test_a_drag_goes_on_beside_the_stage(page: Page) -> None:
    drag(page, (400, 100), (600, 100))
    assert view(page)["x"] == 100


def test_a_drag_with_shift_turns_the_photo_about_its_middle(page: Page) -> None:
    drag(page, (100, 100), (140, 100))  # its middle is at 264, 224 now
    page.keyboard.down("Shift")
    drag(page, (364, 224), (264, 324))
    page.keyboard.up("Shift")
    assert view(page) == UNTOUCHED | {"x": 20, "angle": 90}


def test_no_photo_is_not_dragged(page: Page) -> None:
    page.evaluate("view = null")
    drag(page, (100, 100), (150, 100))
    page.mouse.wheel(0, 100)
    assert view(page) is None


def test_in_cover_mode_a_patch_is_laid_under_the_mouse_and_dragged(page: Page) -> None:
    page.evaluate("mode = 'cover'")
    drag(page, (200, 100), (220, 140))
    assert view(page) == UNTOUCHED | {"cover": {"x": 78, "y": 38, "size": 64}}
    drag(page, (160, 80), (170, 80))  # at its edge: it does not jump
    assert view(page)["cover"] == {"x": 83, "y": 38, "size": 64}


def test_the_wheel_scales_around_the_mouse_and_turns_with_shift(page: Page) -> None:
    page.mouse.move(224, 224)
    page.mouse.wheel(0, -100)
    page.wait_for_function("view.scale > 1")
    assert (view(page)["x"], view(page)["y"]) == (0, 0)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 100)
    page.wait_for_function("view.angle > 0")
    page.keyboard.up("Shift")
    assert page.evaluate("scrollY") == 0


def test_the_wheel_grows_the_patch_in_cover_mode(page: Page) -> None:
    page.evaluate("mode = 'cover'")
    page.mouse.move(224, 224)
    page.mouse.wheel(0, -100)
    page.wait_for_function("view.cover?.size > 64")
    assert view(page)["scale"] == 1


def test_a_wheel_that_scrolls_the_page_is_not_caught_by_the_stage(page: Page) -> None:
    are_left_to_the_page = page.evaluate(
        """[document.body, stage].map((target) => target.dispatchEvent(
          new WheelEvent('wheel', { deltaY: 50, bubbles: true, cancelable: true })))"""
    )  # at once: after a while the stage may take it
    assert are_left_to_the_page == [True, True]
    assert view(page) == UNTOUCHED


def test_keys_move_scale_and_turn_the_photo(page: Page) -> None:
    page.locator("div").first.focus()
    for key in ("ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert view(page) == UNTOUCHED | {"x": 4, "y": 16}
    page.keyboard.press("]")
    assert view(page)["angle"] == 5
    page.keyboard.press("+")
    assert view(page)["scale"] == pytest.approx(1.1)
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("x")
    assert page.evaluate("events") == 4


def test_keys_move_grow_and_take_away_the_patch(page: Page) -> None:
    page.evaluate("mode = 'cover'")
    page.locator("div").first.focus()
    page.keyboard.press("ArrowLeft")
    assert view(page)["cover"] == {"x": 76, "y": 80, "size": 64}
    page.keyboard.press("-")
    assert view(page)["cover"]["size"] == 58
    page.keyboard.press("Delete")
    assert view(page) == UNTOUCHED


def test_two_fingers_scale_and_turn_the_photo(page: Page) -> None:
    touch(page, [(174, 224), (274, 224)], [(174, 224), (274, 260)], [(224, 124), (224, 324)])
    after = view(page)
    assert after["scale"] == pytest.approx(2, abs=0.01)
    assert after["angle"] == pytest.approx(90, abs=0.1)
    assert (after["x"], after["y"]) == (pytest.approx(0, abs=0.1), pytest.approx(0, abs=0.1))


def test_two_fingers_grow_the_patch_in_cover_mode(page: Page) -> None:
    page.evaluate("mode = 'cover'")
    touch(page, [(174, 224), (274, 224)], [(174, 224), (300, 224)], [(124, 224), (324, 224)])
    assert view(page)["cover"]["size"] == 128
    assert view(page)["scale"] == 1
