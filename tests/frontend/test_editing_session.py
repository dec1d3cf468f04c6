"""Editing beside a network view, with a server that is only played."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_network import FAKE, LENET, message
from tests.frontend.styling import link_sheets

GALLERY = [
    {"name": name, "family": "all", "values": values, "finds": "", "source": ""}
    for name, values in {
        "Sobel x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
        "large": [[1] * 7] * 7,
        "color": [[[1]], [[2]], [[3]]],
    }.items()
]
MOUNT = (
    "async ([network, gallery]) => {"
    + FAKE
    + """
  const { createNetworkView } = await import('/network/network_view.js');
  const { createEditing } = await import('/editing/editing.js');
"""
    + link_sheets("/network/stylesheets.css", "/editing/stylesheets.css")
    + """
  window.reads = [];
  window.asked = []; // {message, resolve, reject}
  window.kept = null;
  window.view = createNetworkView({ onUnit: (unit, isPinned) => { window.pinned = isPinned; } });
  window.editing = createEditing({
    gallery,
    network: view,
    store: { load: () => null, save: (state) => { window.kept = state; } },
    read: (change, inputAt) => reads.push({ ...change, inputAt }),
    ask: (message) => new Promise((resolve, reject) => asked.push({ message, resolve, reject })),
    openNetwork: async () => {},
    pad: { get: () => ({ drawing: { items: [] }, steps: {} }), set: () => {} },
    onPanel: (isOpen) => { window.isOpen = isOpen; },
  });
  document.body.append(view.element, editing.panel, editing.bar);
  const dense = { shape: [10], data: new Float32Array(10).fill(0.5) };
  const weights = { ...fake.weights(network), 'dense2.bias': dense,
    'dense2.weight': { shape: [10, 96], data: new Float32Array(960) } };
  view.describe(network, weights);
  editing.describe(network, weights, true);
  view.update(...fake.reading(network));
  window.lastRead = () => {
    const { weights: changed, off } = reads.at(-1);
    const listed = Object.entries(changed).map(([name, { data }]) => [name, [...data]]);
    return { weights: Object.fromEntries(listed), off };
  };
}"""
)


@pytest.fixture
def mounted(new_page: Callable[..., Page], frontend_url: str) -> Page:
    page = new_page(frontend_url, width=1280, height=1000)
    page.evaluate(MOUNT, [message(LENET), GALLERY])
    return page


def the_map(page: Page, name: str) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def last_read(page: Page) -> dict[str, Any]:
    return page.evaluate("lastRead()")


def test_the_key_k_opens_the_kernel_of_a_map_and_closing_gives_the_focus_back(mounted):
    the_map(mounted, "relu2 map 3").focus()
    mounted.keyboard.press("k")
    panel = mounted.get_by_role("region", name="Change the network")
    expect(panel).to_contain_text("map 3 of 16")
    expect(mounted.get_by_label("Layer", exact=True)).to_have_value("conv2")
    assert mounted.evaluate("isOpen") is True
    mounted.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(the_map(mounted, "relu2 map 3")).to_be_focused()


def test_a_changed_weight_goes_out_as_the_whole_tensor_with_the_others_as_they_were(mounted):
    mounted.get_by_role("button", name="Change a kernel").click()
    mounted.locator(".kernel-cell").first.click()
    mounted.keyboard.type("9")
    mounted.keyboard.press("Enter")
    read = last_read(mounted)
    whole = [(i % 5) - 2 for i in range(12 * 25)]
    assert read["weights"]["conv1.weight"] == [9, *whole[1:]]
    assert len(read["weights"]["conv1.bias"]) == 12
    assert read["off"] == {}
    expect(the_map(mounted, "conv1 map 1, changed")).to_be_visible()
    expect(mounted.locator(".unit-mark.dot")).to_have_count(1)


def test_the_gallery_offers_only_what_fits(mounted):
    mounted.get_by_role("button", name="Change a kernel").click()
    gallery = mounted.get_by_role("radiogroup", name="Kernels")
    expect(gallery.get_by_role("radio")).to_have_text(["Sobel x"])


def test_the_button_at_a_maps_corner_switches_it_off_and_lets_the_pin_be(mounted):
    the_map(mounted, "conv2 map 1").click()
    the_map(mounted, "conv2 map 2").hover()
    mounted.get_by_role("button", name="Switch conv2 map 2 off (O)").click()
    assert last_read(mounted) == {"weights": {}, "off": {"conv2": [1]}}
    assert mounted.evaluate("window.pinned") is True
    expect(mounted.get_by_role("button", name="Switch conv2 map 2 on (O)")).to_be_visible()
    mounted.mouse.move(2, 2)
    expect(mounted.locator(".edit-switch")).to_be_hidden()


def test_strips_and_the_input_can_not_be_switched_off(mounted):
    for name in ("input map 1", "dense1", "flatten"):
        the_map(mounted, name).hover()
        expect(mounted.locator(".edit-switch")).to_be_hidden()


def test_a_dense_units_bias_is_dragged_and_escape_takes_it_back(mounted):
    mounted.get_by_role("button", name="Change a kernel").click()
    mounted.get_by_label("Layer", exact=True).select_option("dense2")
    box = mounted.locator(".edit-bias .kernel-cell").bounding_box()
    mounted.mouse.move(box["x"] + 20, box["y"] + 20)
    mounted.mouse.down()
    mounted.mouse.move(box["x"] + 20, box["y"] - 20, steps=5)
    assert last_read(mounted)["weights"]["dense2.bias"] == pytest.approx([1.5] + [0.5] * 9)
    mounted.keyboard.press("Escape")
    mounted.mouse.up()
    assert last_read(mounted) == {"weights": {}, "off": {}}
    expect(mounted.get_by_text("The network as it was trained")).to_be_visible()


def test_marks_stay_at_their_maps_when_the_window_changes(mounted):
    the_map(mounted, "conv2 map 5").focus()
    mounted.keyboard.press("o")
    for width in (1280, 1100, 700):
        mounted.set_viewport_size({"width": width, "height": 1000})
        mounted.wait_for_function(
            """() => {
              const [mark, map] = ['.unit-mark', '.map.off']
                .map((s) => document.querySelector(s).getBoundingClientRect());
              return Math.abs(mark.left - map.left) < 2 && Math.abs(mark.top - map.top) < 2;
            }"""
        )


def test_of_two_rankings_the_one_asked_for_last_is_shown(mounted):
    mounted.get_by_role("button", name="Change a kernel").click()
    mounted.get_by_role("button", name="Rank maps").click()
    mounted.evaluate("editing.read(true)")  # another drawing came to rest
    answer = """(k, top) => asked[k].resolve({ message: { layer: 'conv1', label: 7, before: 0.8,
      without: Array(12).fill(0.8).with(top, 0.2), order: [top, ...Array(12).keys()]
        .filter((map, at) => at === 0 || map !== top) } })"""
    mounted.evaluate(f"({answer})(1, 4)")
    rows = mounted.get_by_role("region", name="Change the network").get_by_role("listitem")
    expect(rows.first).to_contain_text("map 5")
    mounted.evaluate(f"({answer})(0, 2)")
    expect(rows.first).to_contain_text("map 5")
    expect(rows).to_have_count(12)
    expect(mounted.get_by_text("“7” has 80.0\u202f%")).to_be_visible()
    bars = rows.locator("i").all()  # as long as the numbers beside them say
    widths = [bar.evaluate("(bar) => bar.firstChild.getBoundingClientRect().width") for bar in bars]
    whole = bars[0].evaluate("(bar) => bar.getBoundingClientRect().width")
    assert [width / whole for width in widths] == pytest.approx([0.2] + [0.8] * 11, abs=0.01)


def test_a_question_that_is_refused_is_answered_by_the_sentence(mounted):
    mounted.get_by_role("button", name="Does it still read digits?").click()
    mounted.evaluate("asked[0].reject(new Error('drawing is missing'))")
    expect(mounted.locator(".edit-answer")).to_have_text("Drawing is missing.")
    expect(mounted.get_by_role("button", name="Does it still read digits?")).to_be_enabled()


def test_an_answer_about_the_network_before_a_change_is_not_shown(mounted):
    mounted.get_by_role("button", name="Does it still read digits?").click()
    the_map(mounted, "conv1 map 1").focus()
    mounted.keyboard.press("o")
    mounted.evaluate(
        "asked[0].resolve({ message: { digits: 1000, right: 997, original_right: 997 } })"
    )
    expect(mounted.get_by_role("button", name="Does it still read digits?")).to_be_enabled()
    expect(mounted.locator(".edit-answer")).to_be_empty()


def test_the_same_network_told_again_keeps_the_edits_another_drops_them(mounted):
    the_map(mounted, "conv1 map 1").focus()
    mounted.keyboard.press("o")
    again = """(isOther) => editing.describe({ ...network }, {
      ...fake.weights(network) }, isOther)"""
    mounted.evaluate("(network) => { window.network = network; }", message(LENET))
    mounted.evaluate(again, False)
    expect(mounted.get_by_text("1 map off")).to_be_visible()
    mounted.evaluate(again, True)
    expect(mounted.get_by_text("The network as it was trained")).to_be_visible()


def test_what_is_changed_is_kept_once_the_hand_rests_or_leaves(mounted):
    the_map(mounted, "conv1 map 2").focus()
    mounted.keyboard.press("o")
    mounted.wait_for_function("kept !== null")
    assert mounted.evaluate("kept") == {
        "edits": {"parts": {}, "off": {"conv1": [1]}},
        "network": None,
    }
