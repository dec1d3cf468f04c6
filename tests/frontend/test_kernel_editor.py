"""The kernel editor and the gallery, with a real mouse, finger and keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

MOUNT = """async (width) => {
  const host = document.createElement('div');
  host.style.width = width;
  const root = host.attachShadow({ mode: 'open' });
  document.body.append(host);
  const { createKernelEditor, stylesheet } =
    await import('/filters/kernel_editor/kernel_editor.js');
  const sheet = Object.assign(document.createElement('link'), {
    rel: 'stylesheet', href: stylesheet,
  });
  root.append(sheet);
  window.root = root;
  await new Promise((resolve) => { sheet.onload = resolve; });
  window.changes = [];
  window.editor = createKernelEditor({
    onChange: (kernel, { inputAt }) => changes.push({ ...kernel, inputAt }),
  });
  root.append(editor.element);
}"""
SOBEL = {"name": "Sobel x", "values": [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], "bias": 0}
BOX = {"name": "box", "values": [[[1 / 9] * 3] * 3], "bias": 0.5}
RGB = {"name": "learned", "values": [[[1, 2]], [[3, 4]], [[5, 6]]], "bias": 0}
LARGE = {"name": "large", "values": [[[1] * 11] * 11], "bias": 0}


class Editor:
    """A mounted editor, and hands to use it with."""

    def __init__(self, page: Page, kernel: dict[str, Any]) -> None:
        self.page = page
        self.keys = page.keyboard
        self.problem = page.locator(".kernel-problem")
        self.set(kernel)

    def set(self, kernel: dict[str, Any]) -> None:
        self.page.evaluate("(kernel) => editor.set(kernel)", kernel)

    def cell(self, row: int, column: int, slice: int = 0) -> Locator:
        grid = self.page.get_by_role("grid").nth(slice)
        return (
            grid.get_by_role("gridcell")
            .filter(has_not=self.page.locator("x"))
            .and_(grid.locator(f"[data-row='{row - 1}'][data-column='{column - 1}']"))
        )

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def drag(self, cell: Locator, up: float, steps: int = 8) -> None:
        box = cell.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - up, steps=steps)

    def paste(self, text: str, place: str = ".kernel-cell") -> None:
        """Press Ctrl+V with this text in the clipboard."""
        self.page.evaluate(
            """([text, place]) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              const event = new ClipboardEvent('paste',
                { clipboardData, bubbles: true, composed: true, cancelable: true });
              const target = place === 'focus'
                ? editor.element.getRootNode().activeElement
                : editor.element.querySelector(place);
              target.dispatchEvent(event);
            }""",
            [text, place],
        )

    def changes(self) -> list[dict[str, Any]]:
        return self.page.evaluate("changes")

    def values(self) -> Any:
        return self.changes()[-1]["values"]


@pytest.fixture
def open_editor(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Editor]:
    """Mount an editor: ``open_editor(RGB, editor_width="390px", touch=True)``."""

    def open_one(
        kernel: dict[str, Any] = SOBEL, editor_width: str = "390px", **options: Any
    ) -> Editor:
        page = new_page(frontend_url, **options)
        page.goto("/")
        page.evaluate(MOUNT, editor_width)
        return Editor(page, kernel)

    return open_one


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


def test_a_finger_drags_and_a_tap_edits(open_editor: Callable[..., Editor]) -> None:
    editor = open_editor(touch=True, is_mobile=True, width=390)
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


def test_fingers_get_targets_of_44_pixels(open_editor: Callable[..., Editor]) -> None:
    editor = open_editor(touch=True, is_mobile=True, width=390, editor_width="358px")
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


def test_the_size_is_stepped_both_ways_or_each_on_its_own(editor: Editor) -> None:
    editor.button("More height").click()
    assert editor.values() == [[[-1, 0, 1, 0], [-2, 0, 2, 0], [-1, 0, 1, 0], [0, 0, 0, 0]]]
    editor.page.get_by_label("square", exact=True).uncheck()
    editor.button("Less width").click()
    editor.button("Less height").click()
    editor.button("Less height").click()
    assert editor.values() == [[[-2, 0, 2], [-1, 0, 1]]]
    expect(editor.page.get_by_role("grid", name="Kernel, 2 × 3")).to_be_visible()
    editor.page.get_by_label("square", exact=True).check()
    assert editor.values() == [[[0, 0, 0], [-2, 0, 2], [-1, 0, 1]]]


def test_sides_are_from_1_to_11(editor: Editor) -> None:
    editor.set(LARGE)
    expect(editor.button("More width")).to_be_disabled()
    editor.button("More width").click(force=True)
    assert editor.changes() == []
    editor.set({"name": "one", "values": [[[1]]], "bias": 0})
    expect(editor.button("Less height")).to_be_disabled()
    expect(editor.page.get_by_text("1 weight, sum 1")).to_be_visible()


def test_a_mask_hides_weights_and_gives_them_back(editor: Editor) -> None:
    editor.button("Mask: cross").click()
    assert editor.values() == [[[0, 0, 0], [-2, 0, 2], [0, 0, 0]]]
    corner = editor.cell(1, 1)
    expect(corner).to_be_empty()
    expect(corner).to_be_disabled()
    expect(corner).to_have_accessible_name("row 1, column 1: outside the mask")
    editor.drag(corner, up=40)
    editor.page.mouse.up()
    corner.focus()
    editor.keys.press("5")
    assert len(editor.changes()) == 1
    editor.button("Mask: square").click()
    assert editor.values() == SOBEL["values"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Flip left and right", [[2, 1], [4, 3]]),
        ("Flip top and bottom", [[3, 4], [1, 2]]),
        ("Rotate by 90° clockwise", [[3, 1], [4, 2]]),
        ("Transpose: swap rows and columns", [[1, 3], [2, 4]]),
        ("Negate: change every sign", [[-1, -2], [-3, -4]]),
        ("Double every weight", [[2, 4], [6, 8]]),
        ("Halve every weight", [[0.5, 1], [1.5, 2]]),
        ("Make the sum 1: keeps the brightness", [[0.1, 0.2], [0.3, 0.4]]),
        ("Make the sum 0: even areas give 0", [[-1.5, -0.5], [0.5, 1.5]]),
    ],
)
def test_each_operation_has_its_button(editor: Editor, name: str, values: list[Any]) -> None:
    editor.set({"name": "four", "values": [[[1, 2], [3, 4]]], "bias": 0})
    editor.button(name).click()
    assert editor.values() == [values]
    editor.button("Undo").click()
    assert editor.values() == [[[1, 2], [3, 4]]]


def test_a_sum_of_zero_is_answered_with_a_sentence(editor: Editor) -> None:
    editor.button("Make the sum 1: keeps the brightness").click()
    expect(editor.problem).to_have_text("The weights sum to 0: no factor makes that 1.")
    assert editor.changes() == []
    expect(editor.cell(1, 1)).to_have_text("−1")


def test_a_bias_is_typed_or_stepped_and_can_be_undone(editor: Editor) -> None:
    bias = editor.page.get_by_label("Bias")
    bias.fill("1/4")
    bias.press("Enter")
    assert editor.changes()[-1]["bias"] == 0.25
    assert editor.changes()[-1]["name"] == "Sobel x, edited"
    bias.press("ArrowUp")
    assert editor.changes()[-1]["bias"] == 0.3
    bias.fill("much")
    bias.press("Enter")
    expect(editor.problem).to_have_text("Bias: 'much' is not a number.")
    expect(bias).to_have_value("0.3")
    editor.button("Reset").click()
    expect(bias).to_have_value("0")
    assert editor.changes()[-1]["name"] == "Sobel x"
    expect(editor.button("Reset")).to_be_disabled()


def test_three_slices_are_edited_each_and_shown_as_red_green_and_blue(editor: Editor) -> None:
    editor.set(RGB)
    for name in ("Red", "Green", "Blue"):
        expect(editor.page.get_by_role("grid", name=f"{name} slice of the kernel")).to_be_visible()
    tops = {editor.cell(1, 1, slice=i).bounding_box()["y"] for i in range(3)}  # type: ignore[index]
    assert len(tops) == 1
    editor.cell(1, 2, slice=1).focus()
    editor.keys.press("Delete")
    assert editor.values() == [[[1, 2]], [[3, 0]], [[5, 6]]]


def test_the_same_for_all_channels_takes_the_mean_and_gives_it_to_each(editor: Editor) -> None:
    editor.set(RGB)
    same = editor.page.get_by_label("the same for all channels")
    expect(same).not_to_be_checked()
    same.check()
    assert editor.values() == [[[3, 4]]]
    expect(editor.page.get_by_role("grid")).to_have_count(1)
    same.uncheck()
    assert editor.values() == [[[3, 4]]] * 3


def test_a_grey_picture_has_no_choice_of_channels(editor: Editor) -> None:
    same = editor.page.get_by_label("the same for all channels")
    expect(same).to_be_visible()
    editor.page.evaluate("editor.setColor(false)")
    expect(same).to_be_hidden()
    editor.set(RGB)
    expect(same).to_be_visible()


@pytest.mark.parametrize("place", [".kernel-cell", "[data-action='undo']", ".kernel-bias"])
def test_a_matrix_is_pasted_anywhere_in_the_editor(editor: Editor, place: str) -> None:
    editor.paste("np.array([[0, 1/2], [3, 4], [5, 6]])", place)
    assert editor.values() == [[[0, 0.5], [3, 4], [5, 6]]]
    expect(editor.page.get_by_label("square", exact=True)).not_to_be_checked()
    editor.button("Undo").click()
    assert editor.values() == SOBEL["values"]


def test_one_number_pasted_goes_into_the_cell(editor: Editor) -> None:
    editor.cell(1, 2).focus()
    editor.paste("0,5", "focus")
    assert editor.values()[0][0] == [-1, 0.5, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The text is empty: paste rows of numbers."),
        ("1 abc\n2 3", "'abc' in row 1 is not a number."),
        ("1 2\n3", "Rows must be equally long: row 1 has 2, row 2 has 1."),
        ("\t".join("1" * 12), "A kernel is at most 11 × 11, got 1 × 12."),
    ],
)
def test_a_bad_paste_is_answered_and_the_kernel_stays(
    editor: Editor, text: str, sentence: str
) -> None:
    editor.paste(text)
    expect(editor.problem).to_have_text(sentence)
    assert editor.changes() == []
    expect(editor.cell(2, 1)).to_have_text("−2")


def test_text_is_pasted_into_a_box_too(editor: Editor) -> None:
    editor.button("Paste text").click()
    box = editor.page.get_by_label("Kernel as text")
    expect(box).to_be_focused()
    box.fill("1 2\nx 4")
    editor.button("Use this kernel").click()
    expect(editor.problem).to_have_text("'x' in row 2 is not a number.")
    expect(box).to_have_value("1 2\nx 4")
    box.fill("1 2\n3 4")
    editor.button("Use this kernel").click()
    assert editor.values() == [[[1, 2], [3, 4]]]
    expect(box).to_be_hidden()


def test_a_copy_is_pasted_as_the_same_kernel(open_editor: Callable[..., Editor]) -> None:
    editor = open_editor(BOX, permissions=["clipboard-read", "clipboard-write"])
    editor.button("Copy as text").click()
    expect(editor.page.locator(".kernel-status")).to_have_text("Copied.")
    text = editor.page.evaluate("navigator.clipboard.readText()")
    assert text == "\n".join(["1/9\t1/9\t1/9"] * 3)
    editor.set(SOBEL)
    editor.paste(text)
    assert editor.values() == BOX["values"]


def test_where_the_clipboard_is_closed_the_text_is_there_to_copy(editor: Editor) -> None:
    editor.page.evaluate(
        """() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"""
    )
    editor.button("Copy as text").click()
    expect(editor.page.get_by_label("Kernel as text")).to_have_value("-1\t0\t1\n-2\t0\t2\n-1\t0\t1")
    expect(editor.page.locator(".kernel-status")).to_have_text("Press Ctrl+C to copy.")


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
    editor = open_editor(kernel, editor_width=f"{width}px")
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


GALLERY = """async (kernels) => {
  const { createKernelGallery } = await import('/filters/kernel_editor/kernel_gallery.js');
  window.picks = [];
  editor.element.remove();
  window.gallery = createKernelGallery({
    kernels,
    onPick: ({ name }, { inputAt }) => picks.push([name, inputAt > 0]),
  });
  root.append(gallery.element);
}"""
KERNELS = [
    {"name": name, "title": title, "family": family, "values": values, "finds": finds, "source": ""}
    for name, title, family, values, finds in [
        ("identity", "Identity", "identity", [[1]], "Nothing."),
        ("box_3", "Box 3×3", "blur", [[1 / 9] * 3] * 3, "What is smooth."),
        ("sobel_x", "Sobel x", "edges", SOBEL["values"][0], "Upright edges."),
        ("sobel_y", "Sobel y", "edges", SOBEL["values"], "Level edges."),
        ("learned_1", "conv1 1", "learned", RGB["values"], "Something."),
    ]
]


@pytest.fixture
def gallery(editor: Editor) -> Page:
    """The gallery in the place of the editor."""
    editor.page.evaluate(GALLERY, KERNELS)
    return editor.page


def test_the_gallery_shows_families_and_what_the_chosen_kernel_finds(gallery: Page) -> None:
    expect(gallery.get_by_role("radiogroup", name="Kernels")).to_be_visible()
    expect(gallery.get_by_role("radio")).to_have_count(5)
    expect(gallery.get_by_text("edges", exact=True)).to_have_count(1)
    expect(gallery.get_by_text("Pick a kernel.")).to_be_visible()
    gallery.get_by_role("radio", name="Sobel x").click()
    expect(gallery.get_by_role("radio", name="Sobel x")).to_be_checked()
    expect(gallery.get_by_text("Upright edges.")).to_be_visible()
    assert gallery.evaluate("picks") == [["sobel_x", True]]


def test_selecting_from_outside_tells_nobody(gallery: Page) -> None:
    gallery.evaluate("gallery.select('box_3')")
    expect(gallery.get_by_role("radio", name="Box 3×3")).to_be_checked()
    gallery.evaluate("gallery.select('none such')")
    expect(gallery.get_by_role("radio", checked=True)).to_have_count(0)
    assert gallery.evaluate("picks") == []


def test_arrow_keys_pick_through_the_gallery_which_is_one_tab_stop(gallery: Page) -> None:
    gallery.keyboard.press("Tab")
    expect(gallery.get_by_role("radio", name="Identity")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "End", "ArrowDown"):
        gallery.keyboard.press(key)
    names = [name for name, _ in gallery.evaluate("picks")]
    assert names == ["box_3", "sobel_x", "sobel_y", "box_3", "learned_1"]
    expect(gallery.get_by_role("radio", name="conv1 1")).to_be_focused()
    assert gallery.locator("[role='radio'][tabindex='0']").count() == 1


def test_pictures_have_a_pixel_for_each_weight_in_its_color(gallery: Page) -> None:
    pictures = gallery.locator("canvas").evaluate_all(
        """(all) => all.map((c) => [c.width, c.height,
          ...c.getContext('2d').getImageData(0, 0, 1, 1).data.slice(0, 3)])"""
    )
    assert [picture[:2] for picture in pictures] == [[1, 1], [3, 3], [3, 3], [3, 3], [6, 1]]
    assert pictures[2] == pictures[3]
    red, green, _ = pictures[1][2:]
    assert red < green
    red, green, _ = pictures[2][2:]
    assert red > green


def test_what_was_destroyed_is_gone(editor: Editor) -> None:
    editor.page.evaluate("editor.destroy()")
    expect(editor.page.get_by_role("grid")).to_have_count(0)
