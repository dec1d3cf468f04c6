"""The square picture: what is painted under a moving hand, and at rest."""

import base64
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnnviz.images.photo_view import Cover, View, place_photo
from cnnviz.images.samples import load_sample

UNTOUCHED = {"x": 0, "y": 0, "scale": 1, "angle": 0, "blur": 0, "grey": 0, "cover": None}
PHOTOS = ("cat", "photographer", "espresso")
VIEWS = {
    "as it is": {},
    "moved": {"x": 40, "y": -25},
    "turned beside the middle": {"x": 30, "y": 20, "angle": 30},
    "large and turned": {"scale": 2.5, "angle": -75, "x": -60},
    "small": {"scale": 0.4, "angle": 12},
    "half grey": {"grey": 0.5, "scale": 1.3},
}


@pytest.fixture
def page(module_page: Page) -> Page:
    module_page.evaluate(
        """async () => {
          const { createStage } = await import('/photos/stage.js');
          const { fromBase64 } = await import('/ui/base64.js');
          const sheet = Object.assign(document.createElement('link'),
            { rel: 'stylesheet', href: '/photos/stage.css' });
          const loaded = new Promise((done) => { sheet.onload = done; });
          document.head.append(sheet);
          document.body.style = 'margin: 0; width: 224px';
          window.stage = createStage({ empty: 'Choose a photo' });
          document.body.append(stage.element);
          window.tensor = ({ shape, pixels }) => ({ shape, data: fromBase64(pixels) });
          await loaded;
        }"""
    )
    return module_page


def tensor(pixels: np.ndarray) -> dict[str, Any]:
    return {"shape": list(pixels.shape), "pixels": base64.b64encode(pixels.tobytes()).decode()}


def place(page: Page, photo: np.ndarray, **view: Any) -> None:
    page.evaluate(
        """async ([photo, view]) => {
          stage.setPhoto(tensor(photo));
          stage.place(view);
          for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
        }""",
        [tensor(photo), UNTOUCHED | view],
    )


def painted(page: Page, name: str) -> np.ndarray:
    """(3, H, W) uint8"""
    height, width, text = page.locator(f".photo-{name}").evaluate(
        """(canvas) => {
            const { height, width } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            return [height, width, btoa(Array.from(data, (b) => String.fromCharCode(b)).join(''))];
        }"""
    )
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)
    return pixels[..., :3].transpose(2, 0, 1)


@pytest.mark.parametrize("name", PHOTOS)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_under_a_moving_hand_the_photo_lies_where_the_network_will_read_it(
    page: Page, name: str, view: dict[str, float]
) -> None:
    photo = load_sample(name, color=True)
    place(page, photo, **view)
    read = 255 * place_photo(photo.astype(np.float32) / 255, View(**view))
    off = np.abs(painted(page, "moving") - read).mean()
    shifted = np.abs(np.roll(painted(page, "moving"), 2, axis=2) - read).mean()
    assert off < 6  # of 255; resized by other means
    assert off < 0.8 * shifted


def test_at_rest_stands_what_the_network_read_pixel_by_pixel(page: Page) -> None:
    photo = load_sample("cat", color=True)
    place(page, photo)
    expect(page.locator(".photo-moving")).to_be_visible()
    read = np.random.default_rng(0).integers(0, 255, (3, 224, 224), np.uint8)
    page.evaluate("(read) => stage.rest(tensor(read))", tensor(read))
    np.testing.assert_array_equal(painted(page, "input"), read)
    expect(page.locator(".photo-input")).to_be_visible()
    expect(page.locator(".photo-moving")).not_to_be_visible()
    page.evaluate("(view) => stage.place(view)", UNTOUCHED | {"x": 9})
    expect(page.locator(".photo-input")).not_to_be_visible()


def test_the_patch_lies_where_it_covers_what_the_network_reads(page: Page) -> None:
    page.evaluate("document.body.style.width = '448px'")
    cover = {"x": 150, "y": -20, "size": 64}
    place(page, load_sample("cat", color=True), cover=cover)
    box = page.locator(".photo-patch").bounding_box()
    assert box == {"x": 300, "y": -40, "width": 128, "height": 128}
    read = place_photo(np.ones((1, 50, 50), np.float32), View(cover=Cover(**cover)))
    rows, columns = np.nonzero(read[0] == 0.5)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (0, 43, 150, 213)
    place(page, load_sample("cat", color=True))
    expect(page.locator(".photo-patch")).not_to_be_visible()


def test_boxes_are_outlined_in_input_pixels_and_taken_away(page: Page) -> None:
    page.evaluate("document.body.style.width = '448px'")
    page.evaluate(
        """stage.outline([{ box: [10, 20, 40, 60], kind: 'solid' },
          { box: [0, 0, 224, 224], kind: 'dashed' }])"""
    )
    box = page.locator(".outline-solid").bounding_box()
    assert box
    assert box["x"] + box["width"] / 2 == pytest.approx(80, abs=1)
    assert box["y"] + box["height"] / 2 == pytest.approx(50, abs=1)
    assert page.locator(".outline-dashed").count() == 1
    page.evaluate("stage.outline(null)")
    assert page.locator(".outline-box").count() == 0


def test_before_a_photo_the_stage_says_what_to_do(page: Page) -> None:
    expect(page.get_by_label("Photo", exact=True)).to_contain_text("Choose a photo")
    place(page, load_sample("cat", color=True))
    expect(page.get_by_text("Choose a photo")).not_to_be_visible()
