"""Pictures that were made to do harm are shown, or refused with a sentence."""

import re
import warnings
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from cnnviz.images.reading import MAX_BYTES, read_image
from tests.hostile.reading import read_all
from tests.pictures import encoded
from tools.bad_pictures import (
    BROKEN_EXIF,
    PNG_SIGNATURE,
    bombs,
    chunk,
    chunks,
    even_png,
    misnamed,
    slow_jpeg,
)

GREY = np.full((20, 30), 90, np.uint8)
REFUSALS = re.compile(r"the (file|picture)( file|'s sides|'s colors)? (must|is damaged or cut off)")


@pytest.fixture(autouse=True)
def without_remarks():
    """Pillow remarks on broken files as warnings; they stay in the server's log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def is_refused(file: bytes) -> bool:
    """Read a file; anything but a picture or a sentence of ours fails the test."""
    sentence = ""
    try:
        image = read_image(file)
    except ValueError as error:
        sentence = str(error)
    else:
        assert image.shape[0] == 3
        assert 0.0 <= image.min() <= image.max() <= 1.0
    assert not sentence or REFUSALS.match(sentence)
    return bool(sentence)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The bombs, which take as long to make as to read."""
    return bombs()


@pytest.mark.slow
@pytest.mark.parametrize("target", ["picture", "digit"])
def test_a_bomb_takes_no_more_than_200_megabytes(target: str, files: dict[str, bytes]):
    assert max(map(len, files.values())) <= MAX_BYTES
    outcome = read_all(target, [*files.values()])
    assert not outcome.problem, f"{list(files)[outcome.figures.inputs]}: {outcome.problem}"
    assert outcome.figures.inputs == len(files)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: even_png("RGBA", 65_536, 1), "sides must be at most 65,535 pixels, got 65536 × 1"),
        (lambda: slow_jpeg(16, 100), "at most 100 scans"),
        (lambda: encoded(Image.new("1", (4_000, 3_126)), "TIFF"), "12,500,000 pixels as TIFF"),
        (lambda: encoded(Image.new("1", (4_000, 2_501)), "WEBP"), "10,000,000 pixels as WebP"),
        (lambda: encoded(Image.new("LAB", (4, 4)), "TIFF"), "RGB, CMYK or greys, got LAB"),
    ],
)
def test_a_sentence_says_which_limit_a_picture_broke(file: Callable[[], bytes], sentence: str):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_image(file())


def test_a_png_may_be_cut_off_at_any_chunk():
    file = encoded(Image.fromarray(GREY), pnginfo=None)
    parts = [PNG_SIGNATURE, *(chunk(*part) for part in chunks(file))]
    for end in range(1, len(parts)):
        assert is_refused(b"".join(parts[:end])) == (end < len(parts) - 1)


def test_a_png_may_have_any_chunk_twice_or_none_of_it():
    parts = [chunk(*part) for part in chunks(even_png("palette", 30, 20))]
    for index in range(len(parts)):
        is_refused(PNG_SIGNATURE + b"".join(parts[: index + 1] + parts[index:]))
        is_refused(PNG_SIGNATURE + b"".join(parts[:index] + parts[index + 1 :]))


@pytest.mark.parametrize("file", misnamed().values(), ids=misnamed().keys())
def test_what_is_no_picture_is_refused_whatever_it_is_called(file: bytes):
    with pytest.raises(ValueError, match="PNG, JPEG, WebP, GIF, TIFF or BMP picture"):
        read_image(file)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("exif", BROKEN_EXIF, ids=range(len(BROKEN_EXIF)))
def test_exif_that_is_nonsense_is_passed_over(kind: str, exif: bytes):
    quality = {"quality": 95} if kind != "PNG" else {}
    image = read_image(encoded(Image.fromarray(GREY), kind, exif=exif, **quality))
    np.testing.assert_allclose(image, 90 / 255, atol=0.02)
    assert image.shape == (3, 20, 30)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
@pytest.mark.parametrize("profile", [b"", b"\0", b"no profile", b"\xff" * 3_000])
def test_a_color_profile_that_is_nonsense_is_passed_over(kind: str, profile: bytes):
    file = encoded(Image.fromarray(GREY).convert("RGB"), kind, icc_profile=profile)
    np.testing.assert_allclose(read_image(file), 90 / 255, atol=0.02)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
@pytest.mark.parametrize("pixels", [1_500, 300, 1])
def test_a_large_picture_is_the_same_in_parts_as_at_once(mode: str, pixels: int, monkeypatch):
    noise = np.random.default_rng(0).integers(0, 255, (95, 130), np.uint8)
    file = encoded(Image.fromarray(noise).convert(mode), "TIFF")
    whole = read_image(file, max_side=16)
    monkeypatch.setattr("cnnviz.images.reading._PART_PIXELS", pixels)
    np.testing.assert_array_equal(read_image(file, max_side=16), whole)
    assert whole.shape == (3, 11, 16)


def test_floats_that_are_no_numbers_or_huge_are_shown():
    pixels = np.array([[np.nan, np.inf, -np.inf, 3e38], [-3e38, 0, 1, 2]], np.float32)
    image = read_image(encoded(Image.fromarray(pixels), "TIFF"))
    assert np.isfinite(image).all()
    assert image.min() == 0.0
    assert image.max() == 1.0
