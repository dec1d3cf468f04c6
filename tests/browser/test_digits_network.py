"""The network on the Digits page: maps, numbers, legends, and what can be taken away."""

import io
import re

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

import cnnviz
from tests.browser.digits_page import meters, verdict
from tests.map_pixels import map_pixels, map_strength

NETWORK = cnnviz.load_network("digits")


def _numbers(page: Page) -> dict[str, np.ndarray]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save numbers (.npz)").click()
    assert download.value.suggested_filename == "cnnviz-digits.npz"
    with np.load(download.value.path()) as numbers:
        return dict(numbers)


def _written(value: float) -> str:
    """Write a number as the page does, with its true minus sign."""
    return f"{value:.2f}".replace("-", "−")


def test_every_map_of_every_layer_has_its_name(seven):
    for name, shape in NETWORK.shapes.items():
        if len(shape) == 3:
            for index in range(1, shape[0] + 1):
                expect(
                    seven.get_by_role("img", name=f"{name} map {index}", exact=True)
                ).to_have_count(1)


def test_every_layer_says_its_shape_and_its_parameters(seven):
    heads = seven.locator(".column-head").all_inner_texts()
    for layer in NETWORK.layers:
        if layer.kind == "softmax":
            continue
        head = next(text for text in heads if text.startswith(layer.name))
        digits = re.sub(r"[\s\u202f]", "", head)
        assert "×".join(map(str, NETWORK.shapes[layer.name])) in digits
        if parameters := NETWORK.layer_parameters(layer.name):
            assert f"{parameters}param" in digits


def test_the_bars_show_what_the_network_predicts_for_the_drawing(seven):
    numbers = _numbers(seven)
    digit = cnnviz.prepare_digit(numbers["drawing"])
    expected = NETWORK.predict(digit[None])[0]
    np.testing.assert_allclose(list(meters(seven).values()), expected, atol=1e-6)
    expect(verdict(seven)).to_have_text(NETWORK.labels[expected.argmax()])


def test_the_saved_numbers_are_those_of_a_plain_forward_pass(seven):
    numbers = _numbers(seven)
    traced = cnnviz.trace(NETWORK, cnnviz.prepare_digit(numbers["drawing"]))
    for layer in traced.layers:
        np.testing.assert_allclose(numbers[f"{layer.name}.output"], layer.output, atol=1e-6)


def test_a_map_shows_the_values_that_were_computed(seven):
    """Pixel by pixel: the order of a map's colors is the order of its values."""
    values = _numbers(seven)["relu1.output"][2].ravel()
    shown = map_pixels(seven.get_by_role("img", name="relu1 map 3", exact=True))
    darkness = 255 - shown[..., 0].ravel().astype(int)
    assert (np.diff(darkness[np.argsort(values)]) >= 0).all()
    assert np.ptp(darkness) > 100 or values.max() == 0


def test_legends_tell_the_true_ends(seven):
    numbers = _numbers(seven)
    legend = seven.locator(".column", has_text="relu1").locator(".legend").first
    expect(legend).to_contain_text(_written(numbers["relu1.output"].max()))
    farthest = np.abs(numbers["conv1.output"]).max()
    legend = seven.locator(".column", has_text="conv1").locator(".legend").first
    expect(legend).to_contain_text(_written(-farthest))
    expect(legend).to_contain_text(_written(farthest))


def test_a_range_for_the_whole_network_gives_all_signed_layers_one_scale(seven):
    seven.get_by_role("radio", name="network").click(force=True)
    ends = {
        seven.locator(".column", has_text=name).locator(".legend").first.inner_text()
        for name in ("conv1", "conv2", "dense1")
    }
    assert len(ends) == 1


def test_pointing_at_a_map_reads_out_its_number_and_place(seven):
    numbers = _numbers(seven)["conv1.output"][2]
    image = seven.get_by_role("img", name="conv1 map 3", exact=True)
    box = image.bounding_box()
    row, column = np.unravel_index(np.abs(numbers).argmax(), numbers.shape)
    rows, columns = numbers.shape
    seven.mouse.move(
        box["x"] + (column + 0.5) * box["width"] / columns,
        box["y"] + (row + 0.5) * box["height"] / rows,
    )
    readout = seven.locator(".readout")
    expect(readout).to_contain_text("conv1 map 3")
    expect(readout).to_contain_text(f"row {row + 1}, column {column + 1}")
    expect(readout).to_contain_text(_written(numbers[row, column]))


def test_pointing_at_a_map_fades_what_it_has_nothing_to_do_with(seven):
    seven.get_by_role("img", name="relu1 map 3", exact=True).hover()

    def shown(name: str) -> float:
        return map_strength(seven.get_by_role("img", name=name, exact=True))

    seven.wait_for_timeout(400)
    assert shown("conv1 map 3") == shown("relu1 map 3") == shown("pool1 map 3") == 1
    assert shown("conv1 map 4") < 0.6
    assert shown("pool1 map 1") < 0.6


def test_the_view_can_be_saved_as_a_picture(seven):
    with seven.expect_download() as download:
        seven.get_by_role("button", name="Save picture (.png)").click()
    assert download.value.suggested_filename == "cnnviz-digits.png"
    picture = np.asarray(Image.open(io.BytesIO(download.value.path().read_bytes())).convert("RGB"))
    assert picture.shape[1] > 2000
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 200


def test_a_pinned_map_stays_until_escape_wherever_the_focus_is(seven):
    seven.get_by_role("img", name="relu1 map 3", exact=True).click()
    seven.get_by_label("Drawing pad").focus()
    seven.mouse.move(5, 5)
    expect(seven.locator(".readout")).to_contain_text("relu1 map 3")
    expect(seven.locator(".readout")).to_contain_text("pinned")
    seven.keyboard.press("Escape")
    expect(seven.locator(".readout")).not_to_contain_text("relu1 map 3")


def test_a_focused_map_tells_its_range_to_a_screen_reader(seven):
    image = seven.get_by_role("img", name="input map 1", exact=True)
    image.focus()
    seven.keyboard.press("ArrowRight")
    focused = seven.evaluate(
        """() => {
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at.getAttribute('aria-description');
        }"""
    )
    assert re.search(r"conv1 map \d+: from .+ to .+", focused)


def test_the_last_scores_are_named_after_their_classes(seven):
    strip = seven.get_by_role("img", name="dense2", exact=True)
    box = strip.bounding_box()
    seven.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75)
    expect(seven.locator(".readout")).to_contain_text("dense2 for “7”")


def test_an_answer_tells_how_long_it_took(seven):
    root = seven.locator("[data-frame]")
    assert int(root.get_attribute("data-frame")) > 5
    assert float(root.get_attribute("data-latency-ms")) > 0
    expect(seven.get_by_text(re.compile(r"Pen to picture \d+ ms"))).to_be_visible()


def test_tab_leads_from_the_pad_through_the_maps_to_the_downloads(seven):
    seven.get_by_label("Drawing pad").focus()
    names = []
    for _ in range(25):
        seven.keyboard.press("Tab")
        names.append(
            seven.evaluate(
                """() => {
                    let at = document.activeElement;
                    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                    return at.getAttribute('aria-label') ?? at.textContent.trim();
                }"""
            )
        )
        if "Save numbers" in names[-1]:
            break
    assert "Eraser" in names
    assert any("map" in name or "input" in name for name in names)
    assert "Save numbers" in names[-1]
