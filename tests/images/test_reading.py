import contextlib

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cnnviz.images.reading import MAX_BYTES, read_image
from tests.pictures import encoded, png_that_claims

CORNERS = np.zeros((4, 6, 3), np.uint8)
CORNERS[0, 0] = (255, 0, 0)  # red top left
CORNERS[-1, 0] = (0, 255, 0)  # green bottom left
CORNERS[0, -1] = (0, 0, 255)  # blue top right


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "WEBP"])
def test_a_lossless_picture_comes_back_as_it_is(kind):
    file = encoded(Image.fromarray(CORNERS), kind, **({"lossless": True} if kind == "WEBP" else {}))
    np.testing.assert_allclose(read_image(file), CORNERS.transpose(2, 0, 1) / 255, atol=1e-6)


@pytest.mark.parametrize("kind", ["JPEG", "GIF"])
def test_a_lossy_picture_comes_back_nearly_as_it_is(kind):
    smooth = np.tile(np.linspace(0, 255, 64, dtype=np.uint8), (48, 1))
    image = read_image(encoded(Image.fromarray(smooth), kind), color=False)
    np.testing.assert_allclose(image[0], smooth / 255, atol=0.03)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_turned_by_its_exif_orientation_stands_upright(orientation):
    # what a camera stores so that `orientation` turns it back (EXIF 2.3, tag 0x0112)
    stored = {
        1: CORNERS,
        2: CORNERS[:, ::-1],
        3: CORNERS[::-1, ::-1],
        4: CORNERS[::-1],
        5: CORNERS.transpose(1, 0, 2),
        6: np.rot90(CORNERS, 1),
        7: CORNERS.transpose(1, 0, 2)[::-1, ::-1],
        8: np.rot90(CORNERS, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = encoded(Image.fromarray(np.ascontiguousarray(stored)), "PNG", exif=exif)
    np.testing.assert_allclose(read_image(file), CORNERS.transpose(2, 0, 1) / 255, atol=1e-6)


def test_a_large_rotated_picture_is_upright_and_shrunk():
    exif = Image.Exif()
    exif[0x0112] = 6
    large = np.zeros((1200, 2400, 3), np.uint8)
    large[:, :1200, 0] = 255  # red on the left of what is stored: on top once it is turned
    image = read_image(encoded(Image.fromarray(large), "JPEG", exif=exif), max_side=100)
    assert image.shape == (3, 100, 50)
    assert image[0, 10:40].min() > 0.9
    assert image[0, 60:90].max() < 0.1


def test_transparent_pixels_show_the_background():
    clear = Image.new("RGBA", (4, 4), (255, 255, 255, 0))
    assert read_image(encoded(clear), background=0.25).max() == pytest.approx(0.25)


def test_a_palette_with_transparency_shows_the_background():
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([255, 0, 0] + [0] * 765)
    file = encoded(palette, "GIF", transparency=0)
    np.testing.assert_allclose(read_image(file, background=0.5), 0.5, atol=1e-6)


def test_a_16_bit_picture_keeps_its_range():
    ramp = np.linspace(0, 65535, 32).astype(np.uint16)[None].repeat(4, axis=0)
    encoded_ok, file = cv2.imencode(".png", ramp)
    assert encoded_ok
    np.testing.assert_allclose(
        read_image(file.tobytes(), color=False)[0], ramp / 65535.0, atol=1e-4
    )


def test_a_cmyk_jpeg_is_read_in_its_colors():
    red = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    red_channel, green, blue = read_image(encoded(red, "JPEG", quality=95)).mean(axis=(1, 2))
    assert red_channel > 0.8
    assert max(green, blue) < 0.3


def test_of_an_animation_the_first_frame_counts():
    frames = [Image.new("L", (8, 8), grey) for grey in (255, 0)]
    file = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert read_image(file).min() == 1.0


def test_a_large_picture_is_shrunk_by_area_averaging():
    checks = (np.indices((1024, 512)).sum(axis=0) % 2 * 255).astype(np.uint8)
    image = read_image(encoded(Image.fromarray(checks)), max_side=512, color=False)
    assert image.shape == (1, 512, 256)
    np.testing.assert_allclose(image, 0.5, atol=0.01)


def test_grey_is_the_weighted_sum_of_the_channels():
    file = encoded(Image.new("RGB", (1, 1), (255, 0, 51)))
    assert read_image(file, color=False).item() == pytest.approx(0.299 + 0.114 * 0.2, abs=1e-6)


@given(
    height=st.integers(1, 40),
    width=st.integers(1, 40),
    mode=st.sampled_from(["1", "L", "P", "RGB", "RGBA"]),
    color=st.booleans(),
    max_side=st.integers(1, 50),
)
def test_any_picture_becomes_channels_in_the_unit_range(height, width, mode, color, max_side):
    image = read_image(encoded(Image.new(mode, (width, height))), color=color, max_side=max_side)
    assert image.dtype == np.float32
    assert image.shape[0] == (3 if color else 1)
    assert max(image.shape[1:]) == min(max_side, max(height, width))
    assert 0.0 <= image.min() <= image.max() <= 1.0


BAD_FILES = {
    "empty": (b"", "the file is empty"),
    "too many bytes": (bytes(MAX_BYTES + 1), "the file must be at most 8 MB, got 8.0 MB"),
    "not a picture": (b"hello " * 40, "must be a PNG, JPEG, WebP, GIF, TIFF or BMP picture"),
    "a program": (b"\x7fELF" + bytes(200), "must be a PNG, JPEG, WebP, GIF, TIFF or BMP picture"),
    "a pickle": (b"\x80\x04\x95\x10\x00", "must be a PNG, JPEG, WebP, GIF, TIFF or BMP picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "save it as JPEG or PNG first"),
    "a bomb": (png_that_claims(20_000, 20_000), "at most 40,000,000 pixels"),
    "a smaller bomb": (png_that_claims(9_500, 9_500), "at most 40,000,000 pixels"),
    "just over": (png_that_claims(8_000, 5_001), "got 8000 × 5001 = 40,008,000"),
}


@pytest.mark.parametrize(("file", "sentence"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_image(file)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow's own remarks on broken TIFFs
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"])
def test_a_file_cut_off_anywhere_is_refused_or_read(kind):
    noise = np.random.default_rng(0).integers(0, 255, (40, 40, 3), np.uint8)
    file = encoded(Image.fromarray(noise), kind)
    for length in range(1, len(file) - 1, max(1, len(file) // 60)):
        with contextlib.suppress(ValueError):  # any other exception fails
            assert read_image(file[:length]).shape == (3, 40, 40)
    with pytest.raises(ValueError, match="damaged or cut off"):
        read_image(file[: len(file) // 2])
