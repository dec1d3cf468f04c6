"""A kernel that keeps its size and depth, as one of a network: one slice is shown at a time."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.kernel_hands import Editor

FIX = """async () => {
  editor.destroy();
  const { createKernelEditor } = await import('/kernel_editor/kernel_editor.js');
  window.editor = createKernelEditor({
    fixed: true,
    onChange: (kernel, { inputAt }) => changes.push({ ...kernel, inputAt }),
  });
  root.append(editor.element);
}"""
CHANNELS = {"name": "conv2 map 1", "values": [[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]], "bias": 0}


@pytest.fixture
def editor(module_page: Page) -> Editor:
    """An editor that shows slice 2 of 4 and leaves the others alone."""
    hands = Editor(module_page)
    module_page.evaluate(FIX)
    hands.set(CHANNELS)
    module_page.evaluate("editor.showSlice(1, false)")
    return hands


def test_one_slice_is_shown_and_size_mask_and_channels_are_not_asked_for(editor):
    expect(editor.page.get_by_role("gridcell")).to_have_text(["3", "4"])
    for label in ("height", "Mask", "the same for all channels"):
        expect(editor.page.get_by_label(label, exact=True).first).to_be_hidden()
    expect(editor.page.get_by_label("Bias")).to_be_visible()


def test_a_kernel_of_fewer_slices_shows_its_last_in_place_of_one_that_it_lacks(editor):
    editor.set({"name": "conv1 map 1", "values": [[[9, 8]]], "bias": 0})
    expect(editor.page.get_by_role("gridcell")).to_have_text(["9", "8"])


def test_a_drag_changes_the_slice_that_is_shown(editor):
    editor.drag(editor.cell(1, 1), up=20)
    editor.page.mouse.up()
    assert editor.values() == [[[1, 2]], [[3.5, 4]], [[5, 6]], [[7, 8]]]


@pytest.mark.parametrize(
    ("everyone", "values"),
    [
        (False, [[[1, 2]], [[0, 0]], [[5, 6]], [[7, 8]]]),
        (True, [[[0, 0]], [[0, 0]], [[0, 0]], [[0, 0]]]),
    ],
)
def test_an_operation_changes_the_slice_or_all_of_them(editor, everyone: bool, values):
    editor.page.evaluate("(all) => editor.showSlice(1, all)", everyone)
    editor.button("Set every weight to 0").click()
    assert editor.values() == values
    editor.button("Undo").click()
    assert editor.values() == CHANNELS["values"]


def test_weights_put_in_its_place_stand_in_the_middle_of_zeros_and_can_be_undone(editor):
    editor.set({"name": "conv1 map 1", "values": [[[1] * 5] * 3] * 2, "bias": 0.5})
    editor.page.evaluate("editor.put([[-1, 0, 1]], performance.now())")
    assert editor.values() == [[[1] * 5] * 3, [[0] * 5, [0, -1, 0, 1, 0], [0] * 5]]
    assert editor.changes()[-1]["bias"] == 0.5
    editor.button("Undo").click()
    assert editor.values() == [[[1] * 5] * 3] * 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1 2 3", "Here a kernel is at most 1 × 2, got 1 × 3."),
        ("1 2\n\n3 4\n\n5 6", "Here one matrix is needed, got 3."),
    ],
)
def test_weights_that_do_not_fit_are_refused_in_a_sentence(editor, text: str, problem: str):
    editor.paste(text)
    expect(editor.problem).to_have_text(problem)
    assert editor.changes() == []


def test_an_operation_that_would_change_the_size_is_refused(editor):
    editor.button("Rotate by 90° clockwise").click()
    expect(editor.problem).to_have_text("This kernel must stay 1 × 2, it would be 2 × 1.")
    assert editor.changes() == []


def test_reset_leads_to_the_kernel_and_not_to_its_edit(editor):
    edited = CHANNELS | {"values": [[[1, 2]], [[9, 4]], [[5, 6]], [[7, 8]]], "bias": 2}
    editor.page.evaluate("([kernel, edited]) => editor.set(kernel, edited)", [CHANNELS, edited])
    expect(editor.cell(1, 1)).to_have_text("9")
    editor.button("Reset").click()
    assert editor.values() == CHANNELS["values"]
    assert editor.changes()[-1]["bias"] == 0
