"""The cells of the kernel editor, with a real mouse, finger and keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.kernel_hands import BOX, LARGE, RGB, SOBEL, Editor


@pytest.fixture
def open_editor(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Editor]:
    """Mount an editor: ``open_editor(RGB, "300px", touch=True)``."""
    return lambda kernel=SOBEL, width="390px", **options: Editor(
        new_page(frontend_url, **options), kernel, width
    )


@pytest.fixture
def open_on_phone(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Editor]:
    return lambda width="390px": Editor(
        new_page(frontend_url, touch=True, is_mobile=True, width=390), SOBEL, width
    )


@pytest.fixture
def editor(open_editor: Callable[..., Editor]) -> Editor:
    return open_editor()


def test_a_kernel_is_a_grid_of_named_numbers(editor: Editor) -> None:
    expect(editor.page.get_by_role("grid", name="Kernel, 3 × 3")).to_be_visible()
    cell = editor.page.get_by_role("gridcell", name="row 1, column 1: −1", exact=True)
    expect(cell).to_have_text("−1")
    expect(editor.page.get_by_role("row")).to_have_count(3)
    expect(editor.page.get_by_text("9 weights, sum 0")).to_be_visible()
    assert editor.changes() == []


def test_a_fraction_is_shown_short_and_kept_exactly(editor: Editor) -> None:
    editor.set(BOX)
    expect(editor.cell(1, 1)).to_have_text("0.11")
    expect(editor.cell(1, 1)).to_have_accessible_name("row 1, column 1: 1/9")
    editor.cell(3, 3).click()
    expect(editor.page.get_by_role("textbox", name="row 3, column 3")).to_have_value("1/9")
    editor.keys.press("Enter")
    editor.button("Flip left and right").click()
    assert editor.values()[0][0][0] == 1 / 9


def test_dragging_up_and_down_changes_a_number_by_tenths(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=20)
    expect(editor.cell(1, 2)).to_have_text("0.50")
    editor.page.mouse.up()
    assert editor.values() == [[[-1, 0.5, 1], [-2, 0, 2], [-1, 0, 1]]]
    editor.drag(editor.cell(1, 2), up=-40)
    editor.page.mouse.up()
    assert editor.values()[0][0] == [-1, -0.5, 1]
    expect(editor.page.get_by_role("textbox", name="row 1, column 2")).to_have_count(0)


def test_every_movement_is_told_at_once_with_its_time(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=40, steps=10)
    changes = editor.changes()
    editor.page.mouse.up()
    assert [change["values"][0][0][1] for change in changes] == [
        pytest.approx(0.1 * step) for step in range(1, 11)
    ]
    stamps = [change["inputAt"] for change in changes]
    assert stamps == sorted(stamps)
    assert 0 < stamps[0] < stamps[-1] <= editor.page.evaluate("performance.now()")
    assert len(editor.changes()) == 10
    assert changes[-1]["name"] == "Sobel x, edited"


def test_with_shift_a_drag_goes_by_hundredths(editor: Editor) -> None:
    editor.keys.down("Shift")
    editor.drag(editor.cell(2, 2), up=20)
    editor.page.mouse.up()
    editor.keys.up("Shift")
    assert editor.values()[0][1][1] == 0.05


def test_a_drag_goes_on_outside_the_cell_and_is_one_step_to_undo(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=-300, steps=30)
    editor.page.mouse.up()
    assert editor.values()[0][0] == [-1, -7.5, 1]
    editor.button("Undo").click()
    assert editor.changes()[-1]["values"] == SOBEL["values"]
    assert editor.changes()[-1]["name"] == "Sobel x"
    expect(editor.button("Undo")).to_be_disabled()
    editor.button("Redo").click()
    assert editor.values()[0][0] == [-1, -7.5, 1]


def test_escape_takes_a_drag_back(editor: Editor) -> None:
    editor.drag(editor.cell(1, 2), up=60)
    editor.keys.press("Escape")
    expect(editor.cell(1, 2)).to_have_text("0")
    assert editor.values() == SOBEL["values"]
    editor.page.mouse.move(5, 5)
    editor.page.mouse.up()
    assert editor.values() == SOBEL["values"]
    expect(editor.button("Undo")).to_be_disabled()


def test_the_other_buttons_of_a_mouse_change_nothing(editor: Editor) -> None:
    editor.cell(1, 1).click(button="right")
    editor.cell(1, 1).click(button="middle")
    expect(editor.page.get_by_role("textbox", name="row 1")).to_have_count(0)
    assert editor.changes() == []


def test_a_finger_drags_and_a_tap_edits(open_on_phone: Callable[..., Editor]) -> None:
    editor = open_on_phone()
    assert editor.cell(1, 2).evaluate("(c) => getComputedStyle(c).touchAction") == "none"
    box = editor.cell(1, 2).bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + 20
    devtools = editor.page.context.new_cdp_session(editor.page)
    finger = [("touchStart", y), ("touchMove", y + 10), ("touchMove", y + 40), ("touchEnd", None)]
    for kind, place in finger:
        points = [] if place is None else [{"x": x, "y": place}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(editor.cell(1, 2)).to_have_text("−1")
    editor.cell(3, 3).tap()
    expect(editor.page.get_by_role("textbox", name="row 3, column 3")).to_be_focused()


def test_fingers_get_targets_of_44_pixels(open_on_phone: Callable[..., Editor]) -> None:
    editor = open_on_phone("358px")
    controls = editor.page.locator("button:visible, .kernel-cell, label:visible")
    boxes = controls.evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.width, b.height])"
    )
    assert len(boxes) > 25
    assert min(side for box in boxes for side in box) >= 44


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1/9", 1 / 9), ("-0,5", -0.5), ("−3", -3), ("1e-3", 0.001), (" 7 ", 7)],
)
def test_a_number_is_typed_over_the_old_one(editor: Editor, typed: str, value: float) -> None:
    editor.cell(2, 1).click()
    editor.keys.type(typed)
    editor.keys.press("Enter")
    assert editor.values()[0][1] == [value, 0, 2]
    expect(editor.cell(2, 1)).to_be_focused()


def test_typing_begins_an_edit_and_escape_undoes_it(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    editor.keys.type("-0.25")
    editor.keys.press("ArrowDown")
    assert editor.values()[0][0][0] == -0.25
    expect(editor.cell(2, 1)).to_be_focused()
    editor.keys.type("99")
    editor.keys.press("Escape")
    expect(editor.cell(2, 1)).to_have_text("−2")
    expect(editor.cell(2, 1)).to_be_focused()
    assert len(editor.changes()) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "'abc' is not a number."),
        ("", "A number is missing."),
        ("nan", "'nan' is not a finite number."),
        ("1/0", "'1/0' divides by zero."),
        ("2e6", "'2e6' is too large: weights must be between −1,000,000 and 1,000,000."),
        ("1;alert(1)", "'1;alert(1)' is not a number."),
    ],
)
def test_what_is_no_number_is_said_and_the_old_one_stays(
    editor: Editor, typed: str, sentence: str
) -> None:
    editor.cell(2, 1).click()
    editor.keys.press("Delete")
    editor.keys.type(typed)
    editor.keys.press("Enter")
    expect(editor.problem).to_have_text(sentence)
    editor.keys.press("Tab")
    expect(editor.cell(2, 1)).to_have_text("−2")
    assert editor.changes() == []


def test_the_sentence_goes_when_things_are_right_again(editor: Editor) -> None:
    editor.cell(2, 1).click()
    editor.keys.type("x")
    editor.keys.press("Enter")
    expect(editor.problem).not_to_be_empty()
    editor.keys.press("Control+a")
    editor.keys.type("3")
    editor.keys.press("Enter")
    expect(editor.problem).to_be_empty()


def test_arrow_keys_move_and_the_grid_is_one_tab_stop(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    for key, place in [
        ("ArrowRight", (1, 2)),
        ("ArrowDown", (2, 2)),
        ("End", (2, 3)),
        ("ArrowRight", (2, 3)),
        ("Home", (2, 1)),
        ("ArrowUp", (1, 1)),
        ("ArrowUp", (1, 1)),
    ]:
        editor.keys.press(key)
        expect(editor.cell(*place)).to_be_focused()
    assert editor.page.locator(".kernel-cell[tabindex='0']").count() == 1
    assert editor.changes() == []


def test_alt_and_control_with_arrows_change_the_number(editor: Editor) -> None:
    editor.cell(1, 2).focus()
    for key in ("Alt+ArrowUp", "Control+ArrowUp", "Control+Shift+ArrowDown"):
        editor.keys.press(key)
    assert [change["values"][0][0][1] for change in editor.changes()] == [0.1, 0.2, 0.19]
    expect(editor.cell(1, 2)).to_be_focused()
    editor.keys.press("Delete")
    assert editor.values()[0][0][1] == 0
    editor.keys.press("Control+z")
    editor.keys.press("Control+z")
    assert editor.values()[0][0][1] == 0.2
    editor.keys.press("Control+y")
    assert editor.values()[0][0][1] == 0.19


def test_colors_follow_the_largest_weight_symmetrically(editor: Editor) -> None:
    def papers() -> list[str]:
        return editor.page.locator(".kernel-cell").evaluate_all(
            "(cells) => cells.map((c) => getComputedStyle(c).backgroundColor)"
        )

    before = papers()
    assert before[1] == before[4] == before[7]
    assert len({before[0], before[2], before[3], before[5], before[1]}) == 5
    editor.cell(2, 3).focus()
    editor.keys.type("1")
    editor.keys.press("Enter")
    editor.cell(2, 1).focus()
    editor.keys.type("-1")
    editor.keys.press("Enter")
    assert papers()[2] == before[5]
    assert papers()[0] == before[3]


def test_a_kernel_that_is_set_begins_anew_and_tells_nobody(editor: Editor) -> None:
    editor.cell(1, 1).focus()
    editor.keys.press("Delete")
    editor.set(BOX)
    assert len(editor.changes()) == 1
    expect(editor.button("Undo")).to_be_disabled()
    expect(editor.page.get_by_label("Bias")).to_have_value("0.5")


@pytest.mark.parametrize("width", [300, 390, 700])
@pytest.mark.parametrize("kernel", [SOBEL, RGB, LARGE], ids=["3×3", "colors", "11×11"])
def test_nothing_leaves_its_column_and_digits_can_be_read(
    open_editor: Callable[..., Editor], width: int, kernel: dict[str, Any]
) -> None:
    editor = open_editor(kernel, f"{width}px")
    measured = editor.page.evaluate(
        """() => {
          const [left, right] = ['left', 'right']
            .map((side) => editor.element.getBoundingClientRect()[side]);
          const out = [...editor.element.querySelectorAll('button, label, p, .kernel-slice')]
            .filter((e) => e.getClientRects().length)
            .filter((e) => {
              const box = e.getBoundingClientRect();
              return box.left < left - 1 || box.right > right + 1;
            });
          const sizes = [...editor.element.querySelectorAll('.kernel-number')]
            .map((e) => parseFloat(getComputedStyle(e).fontSize));
          return [out.map((e) => e.className || e.textContent), Math.min(...sizes)];
        }"""
    )
    assert measured[0] == []
    assert measured[1] >= 12


def test_what_was_destroyed_is_gone(editor: Editor) -> None:
    editor.page.evaluate("editor.destroy()")
    expect(editor.page.get_by_role("grid")).to_have_count(0)
