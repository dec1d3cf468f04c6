"""Maps, heads, legends and the saved picture of the network view."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.frontend.fake_network import LENET
from tests.frontend.network.hands import Mount, the_map
from tests.map_pixels import map_pixels


def page_pixels(image: Locator) -> int:
    """Tell how wide a map is, CSS pixels."""
    box = image.bounding_box()
    assert box
    return round(box["width"])


def seen(image: Locator) -> np.ndarray:
    """Return what stands on the screen where a map is, (rows, columns, 3) uint8."""
    return np.asarray(Image.open(BytesIO(image.screenshot())).convert("RGB"))


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
    shown = map_pixels(the_map(page, "conv1 map 1"))
    assert shown.shape == (24, 24, 4)
    assert shown[0, 3, :3].tolist() == [247, 247, 247]  # value 0 is the neutral
    orange, blue = shown[0, 0], shown[0, 6]  # the ends, −3 and 3
    assert orange[0] > orange[2] + 80
    assert blue[2] > blue[0] + 80


@pytest.mark.parametrize("device_scale_factor", [1, 2])
def test_each_value_is_seen_as_a_square_of_its_color(
    mount: Mount, device_scale_factor: int
) -> None:
    page = mount(device_scale_factor=device_scale_factor)
    for name in ("conv1 map 2", "conv1 kernel 2", "pool2 map 16"):
        own = map_pixels(the_map(page, name))[..., :3]
        side = device_scale_factor * page_pixels(the_map(page, name)) // len(own)
        assert (seen(the_map(page, name)) == own.repeat(side, 0).repeat(side, 1)).all()


def test_a_faded_map_is_seen_at_a_quarter_of_its_strength(mount: Mount) -> None:
    page = mount()
    faded = the_map(page, "conv1 map 2")
    before = seen(faded).astype(float)
    the_map(page, "conv1 map 3").hover()
    np.testing.assert_allclose(seen(faded), 255 + (before - 255) / 4, atol=2)


def test_relu_wipes_the_orange_away_and_leaves_the_blue(mount: Mount) -> None:
    page = mount()
    before = map_pixels(the_map(page, "conv1 map 1")).astype(int)
    after = map_pixels(the_map(page, "relu1 map 1")).astype(int)
    orange = before[..., 0] > before[..., 2]
    assert orange.any()
    assert (after[orange] == [247, 247, 247, 255]).all()
    assert (after[~orange] == before[~orange]).all()


def test_a_layer_that_was_not_sent_keeps_what_it_showed(mount: Mount) -> None:
    page = mount()
    before = map_pixels(the_map(page, "conv2 map 1"))
    page.evaluate("() => read({ factor: 0.1, layers: ['conv1'] })")
    assert (map_pixels(the_map(page, "conv2 map 1")) == before).all()


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
    assert (map_pixels(the_map(page, "conv1 map 1"))[..., :3] == 247).all()


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
        page.evaluate("async () => (await import('/ui/download.js')).savePNG(view)")
    assert started.value.suggested_filename == "cnnviz-digits.png"
    picture = Image.open(BytesIO(Path(started.value.path()).read_bytes())).convert("RGB")
    stage = page.locator(".network-columns").bounding_box()
    assert stage
    assert picture.width == 2 * (round(stage["width"]) + 48)
    box = the_map(page, "conv1 map 1").bounding_box()
    assert box
    x, y = (round(2 * (box[side] - stage[side] + 24 + 7)) for side in ("x", "y"))
    own = map_pixels(the_map(page, "conv1 map 1"))
    assert picture.getpixel((x, y)) == tuple(own[3, 3, :3].tolist())
    legend = page.locator(".legend-scale").nth(1).bounding_box()
    assert legend
    x, y = (round(2 * (legend[side] - stage[side] + 24 + 2)) for side in ("x", "y"))
    red, _, blue = np.asarray(picture)[y, x].astype(int)
    assert red > blue + 80  # the scale's lower end


def test_the_same_network_described_again_keeps_the_page_as_it_is(mount: Mount) -> None:
    page = mount()
    the_map(page, "conv1 map 3").evaluate("(map) => { map.dataset.mine = 'yes'; map.focus(); }")
    page.evaluate("() => view.describe({ ...network, id: 99 }, fake.weights(network))")
    expect(the_map(page, "conv1 map 3")).to_have_attribute("data-mine", "yes")
    expect(the_map(page, "conv1 map 3")).to_be_focused()
