"""The network view as a person meets it: maps, links, legends, keys and the saved picture."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.frontend.fake_network import FAKE, LENET, message

MOUNT = (
    """async (network) => {"""
    + FAKE
    + """
  const { createNetworkView } = await import('/network/network_view.js');
  const { stylesheets } = await import('/network/stylesheets.js');
  await Promise.all(stylesheets.map((href) => new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.onload = resolve;
    document.head.append(link);
  })));
  document.body.style.margin = '16px';
  window.wanted = [];
  window.network = network;
  window.view = createNetworkView({ onWant: (names) => window.wanted.push(names) });
  document.body.append(view.element);
  view.describe(network, fake.weights(network));
  window.read = (options) => view.update(...fake.reading(network, options));
  read();
}"""
)

Mount = Callable[..., Page]


@pytest.fixture
def mount(new_page: Callable[..., Page], frontend_url: str) -> Mount:
    """Open the view with a first reading painted: ``mount(width=1262)``."""

    def open_view(width: int = 1262, height: int = 900, **options: Any) -> Page:
        page = new_page(frontend_url, width=width, height=height, **options)
        page.goto("/")
        page.evaluate(MOUNT, message(LENET))
        return page

    return open_view


def the_map(page: Page, name: str) -> Locator:
    return page.get_by_role("img", name=name, exact=True)


def pixels(canvas: Locator) -> np.ndarray:
    """Return a canvas's own pixels, (rows, columns, 4) uint8."""
    width, height, values = canvas.evaluate(
        """(c) => [c.width, c.height,
          [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]]"""
    )
    return np.array(values, dtype=np.uint8).reshape(height, width, 4)


def test_every_map_of_every_layer_is_an_image_with_its_name(mount: Mount) -> None:
    page = mount()
    for layer in LENET:
        if len(layer["shape"]) == 3:
            for index in range(layer["shape"][0]):
                expect(the_map(page, f"{layer['name']} map {index + 1}")).to_have_count(1)
    for name in ("input map 1", "flatten", "dense1", "relu3", "dense2"):
        expect(the_map(page, name)).to_have_count(1)


def test_each_head_says_kind_shape_and_parameters(mount: Mount) -> None:
    page = mount(width=1902)
    head = page.locator(".column-head").nth(1)
    assert head.inner_text().split("\n") == [
        "conv1",
        "convolution",
        "12 × 24 × 24",
        "312 parameters",
    ]


def test_a_map_shows_its_values_in_the_colors_of_the_layer(mount: Mount) -> None:
    page = mount()
    shown = pixels(the_map(page, "conv1 map 1"))
    assert shown.shape == (24, 24, 4)
    assert shown[0, 3, :3].tolist() == [247, 247, 247]  # value 0 is the neutral
    orange, blue = shown[0, 0], shown[0, 6]  # the ends, −3 and 3
    assert orange[0] > orange[2] + 80
    assert blue[2] > blue[0] + 80


def test_relu_wipes_the_orange_away_and_leaves_the_blue(mount: Mount) -> None:
    page = mount()
    before = pixels(the_map(page, "conv1 map 1")).astype(int)
    after = pixels(the_map(page, "relu1 map 1")).astype(int)
    orange = before[..., 0] > before[..., 2]
    assert orange.any()
    assert (after[orange] == [247, 247, 247, 255]).all()
    assert (after[~orange] == before[~orange]).all()


def test_a_layer_that_was_not_sent_keeps_what_it_showed(mount: Mount) -> None:
    page = mount()
    before = pixels(the_map(page, "conv2 map 1"))
    page.evaluate("() => read({ factor: 0.1, layers: ['conv1'] })")
    assert (pixels(the_map(page, "conv2 map 1")) == before).all()


def test_legends_say_the_true_ends_of_the_scale(mount: Mount) -> None:
    page = mount()
    page.evaluate("() => read({ factor: 0.2 })")
    conv1, relu1 = page.locator(".legend").nth(1), page.locator(".legend").nth(2)
    expect(conv1.locator(".legend-low")).to_have_text("−0.60")
    expect(conv1.locator(".legend-high")).to_have_text("0.60")
    expect(relu1.locator(".legend-low")).to_have_text("0")
    expect(relu1.locator(".legend-high")).to_have_text("0.60")


def test_the_range_may_be_that_of_the_whole_network(mount: Mount) -> None:
    page = mount()
    page.evaluate(
        """() => {
          const [reading, tensors] = fake.reading(network);
          reading.ranges.dense1 = [-8, 12];
          view.update(reading, tensors);
        }"""
    )
    page.get_by_role("radio", name="network").check(force=True)
    high = page.locator(".legend-high")
    assert set(high.all_inner_texts()) == {"1.00", "12.0"}  # the picture keeps its own


def test_each_map_may_have_its_own_range(mount: Mount) -> None:
    page = mount()
    page.get_by_role("radio", name="map", exact=True).check(force=True)
    legend = page.locator(".legend").nth(1)
    expect(legend.locator(".legend-high")).to_have_text("high")
    the_map(page, "conv1 map 3").hover()
    expect(legend.locator(".legend-high")).to_have_text("3.00")


def test_a_blank_drawing_empties_the_bars_but_not_the_maps(mount: Mount) -> None:
    page = mount()
    seven = page.get_by_role("meter", name="7", exact=True)
    expect(seven).to_have_attribute("aria-valuenow", "0.9100000262260437")
    page.evaluate("() => read({ blank: true, factor: 0 })")
    expect(seven).to_have_attribute("aria-valuenow", "0")
    assert (pixels(the_map(page, "conv1 map 1"))[..., :3] == 247).all()


def test_pointing_at_a_pixel_says_its_place_and_value(mount: Mount) -> None:
    page = mount()
    box = the_map(page, "conv1 map 3").bounding_box()
    assert box
    cell = box["width"] / 24
    page.mouse.move(box["x"] + 6.5 * cell, box["y"] + 4.5 * cell)
    # value number 2·576 + 4·24 + 6 = 1254, and 1254 mod 7 = 1, less 3
    expect(page.locator(".readout")).to_contain_text("conv1 map 3 (row 5, column 7): −2.00")
    page.evaluate("() => read({ factor: 0.5 })")
    expect(page.locator(".readout")).to_contain_text("conv1 map 3 (row 5, column 7): −1.00")


def test_pointing_at_a_map_fades_the_unrelated_and_darkens_its_links(mount: Mount) -> None:
    page = mount()
    the_map(page, "pool1 map 3").hover()
    for related in ("input map 1", "conv1 map 3", "relu1 map 3", "conv2 map 9"):
        expect(the_map(page, related)).to_have_css("opacity", "1")
    for unrelated in ("conv1 map 2", "relu1 map 4", "pool1 map 12"):
        expect(the_map(page, unrelated)).to_have_css("opacity", "0.25")
    dark = page.locator(".link-lines.active").get_attribute("d")
    assert dark
    assert dark.count("C") == 16 + 1 + 1 + 1
    page.mouse.move(2, 2)
    expect(the_map(page, "conv1 map 2")).to_have_css("opacity", "1")


def test_deeper_kernels_appear_while_their_map_is_pointed_at(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv2 map 5").hover()
    expect(page.locator(".readout")).to_contain_text("its 12 kernels, bias 0.40")
    expect(page.locator(".kernel-strip canvas")).to_have_count(12)


def test_a_click_pins_and_escape_lets_go(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 3").click()
    the_map(page, "conv2 map 1").hover()
    expect(page.locator(".readout")).to_contain_text("conv1 map 3")
    page.keyboard.press("Escape")
    expect(page.locator(".readout")).to_contain_text("conv2 map 1")


def test_the_maps_are_one_tab_stop_and_arrow_keys_go_on(mount: Mount) -> None:
    page = mount()
    page.get_by_role("radio", name="layer").focus()
    page.keyboard.press("Tab")
    expect(the_map(page, "input map 1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", "conv1 map 6")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", "conv1 map 8")
    expect(page.locator(".readout")).to_contain_text("conv1 map 8: from −3.00 to 3.00")
    page.keyboard.press("Tab")
    expect(page.locator(".map:focus")).to_have_count(0)


def test_a_clicked_map_does_not_become_a_second_tab_stop(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 1").click()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".map[tabindex='0']")).to_have_count(1)


def test_only_layers_on_the_screen_are_asked_for(mount: Mount) -> None:
    page = mount(width=390, height=700)
    page.wait_for_function("() => wanted.length > 0")
    first = page.evaluate("() => wanted[0]")
    assert "conv1" in first
    assert "dense1" not in first
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("() => wanted.at(-1).includes('dense1')")
    assert "conv1" not in page.evaluate("() => wanted.at(-1)")


@pytest.mark.parametrize("width", [390, 768, 982, 1262, 1902])
def test_nothing_sticks_out_at_the_side(mount: Mount, width: int) -> None:
    page = mount(width=width)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


def test_links_are_hidden_on_a_phone_and_shown_beside_columns(mount: Mount) -> None:
    page = mount(width=390)
    expect(page.locator(".links")).to_be_hidden()
    page.set_viewport_size({"width": 1262, "height": 900})
    expect(page.locator(".links")).to_be_visible()


def test_another_network_takes_the_place_of_the_first(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv2 map 1").click()  # what is pinned goes with its network
    page.evaluate(
        """() => {
          const small = { ...network, layers: network.layers.slice(0, 3) };
          view.describe(small, fake.weights(small));
          view.update(...fake.reading(small));
        }"""
    )
    expect(the_map(page, "pool1 map 12")).to_have_count(1)
    expect(the_map(page, "conv2 map 1")).to_have_count(0)


def test_the_saved_picture_is_the_view_at_twice_its_size(mount: Mount) -> None:
    page = mount()
    with page.expect_download() as started:
        page.evaluate("async () => (await import('/save_png.js')).savePNG(view)")
    assert started.value.suggested_filename == "cnnviz-digits.png"
    picture = Image.open(BytesIO(Path(started.value.path()).read_bytes())).convert("RGB")
    stage = page.locator(".network-columns").bounding_box()
    assert stage
    assert picture.width == 2 * (round(stage["width"]) + 48)
    box = the_map(page, "conv1 map 1").bounding_box()
    assert box
    x, y = (round(2 * (box[side] - stage[side] + 24 + 7)) for side in ("x", "y"))
    own = pixels(the_map(page, "conv1 map 1"))
    assert picture.getpixel((x, y)) == tuple(own[3, 3, :3].tolist())


def test_the_same_network_described_again_keeps_the_page_as_it_is(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 3").evaluate("(map) => { map.dataset.mine = 'yes'; map.focus(); }")
    page.evaluate("() => view.describe({ ...network, id: 99 }, fake.weights(network))")
    expect(the_map(page, "conv1 map 3")).to_have_attribute("data-mine", "yes")
    expect(the_map(page, "conv1 map 3")).to_be_focused()


def test_bars_that_stand_apart_leave_their_column_and_come_back_with_their_values(
    mount: Mount,
) -> None:
    page = mount()
    before = page.get_by_role("meter", name="7", exact=True).get_attribute("aria-valuenow")
    page.evaluate("() => { view.setBarsApart(true); document.body.append(view.bars); }")
    expect(page.locator(".network").get_by_role("meter")).to_have_count(0)
    apart = page.get_by_role("meter", name="7", exact=True)
    expect(apart).to_have_attribute("aria-valuenow", before)
    expect(the_map(page, "conv1 map 3")).to_have_count(1)
    expect(page.locator(".strip-labels span")).to_have_text([str(label) for label in range(10)])
    expect(page.locator(".strip-labels").last).to_be_visible()
    page.evaluate("() => view.setBarsApart(false)")
    expect(page.locator(".strip-labels").last).to_be_hidden()
    inside = page.locator(".network").get_by_role("meter", name="7", exact=True)
    expect(inside).to_have_attribute("aria-valuenow", before)
