import cv2
import numpy as np
import pytest
from PIL import Image

import cnnviz
from cnnviz.images.datasets import load_mnist
from cnnviz.images.handwriting import find_digit, stroke_width
from tests.pictures import encoded, photograph

DIGITS, LABELS = load_mnist("test")


def _seven(thickness: int, paper: int = 235, ink: int = 40) -> np.ndarray:
    page = np.full((600, 800), paper, np.uint8)
    corners = np.array([[300, 150], [450, 150], [360, 400]])
    cv2.polylines(page, [corners], False, ink, thickness, cv2.LINE_AA)
    return page


def _read(file: bytes) -> int:
    digit = cnnviz.prepare_digit(find_digit(file))
    return int(cnnviz.load_network("digits").predict(digit[None]).argmax())


def test_a_found_digit_fills_the_middle_of_the_pad_white_on_black():
    drawing = find_digit(encoded(Image.fromarray(_seven(12))))
    assert drawing.shape == (112, 112)
    assert drawing.dtype == np.uint8
    rows = np.flatnonzero(drawing.max(axis=1) > 128)
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(55.5, abs=2)
    assert rows[-1] - rows[0] + 1 == pytest.approx(80, abs=3)


@pytest.mark.slow
@pytest.mark.parametrize("dark_on_light", [True, False])
def test_photographed_test_digits_are_read_in_uneven_light(dark_on_light):
    read = [
        _read(photograph(DIGITS[i], seed=i, dark_on_light=dark_on_light)) == LABELS[i]
        for i in range(100)
    ]
    assert sum(read) >= 95


def test_dark_ink_and_its_negative_give_the_same_drawing():
    page = _seven(14)
    drawing = find_digit(encoded(Image.fromarray(page))).astype(int)
    negative = find_digit(encoded(Image.fromarray(255 - page))).astype(int)
    assert np.abs(drawing - negative).mean() < 2


@pytest.mark.parametrize("thickness", [2, 6, 14, 40])
def test_a_pen_of_any_width_is_read(thickness):
    assert _read(encoded(Image.fromarray(_seven(thickness)))) == 7


def test_a_thin_pen_is_thickened_to_what_survives_28_pixels():
    drawing = find_digit(encoded(Image.fromarray(_seven(2))))
    assert 5 <= stroke_width(drawing / np.float32(255)) <= 10


def test_ruled_paper_does_not_hide_the_digit():
    page = _seven(8)
    for y in range(40, 600, 60):
        cv2.line(page, (0, y), (799, y), 210, 1)
    assert _read(encoded(Image.fromarray(page))) == 7


def test_the_edge_of_the_paper_is_not_the_digit():
    scene = np.full((700, 900), 60, np.uint8)
    scene[50:650, 50:850] = _seven(14)
    assert _read(encoded(Image.fromarray(scene))) == 7


def test_a_tightly_cut_picture_is_read():
    digit = 255 - DIGITS[3]  # a 0 that fills the whole picture
    rows, columns = np.flatnonzero((digit < 200).any(1)), np.flatnonzero((digit < 200).any(0))
    tight = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    enlarged = cv2.resize(tight, None, fx=12, fy=12, interpolation=cv2.INTER_CUBIC)
    assert _read(encoded(Image.fromarray(enlarged))) == 0


def test_a_digit_in_two_pieces_stays_whole():
    five = 255 - cv2.resize(DIGITS[8], (280, 280), interpolation=cv2.INTER_CUBIC)
    page = cv2.copyMakeBorder(five, 100, 200, 300, 100, cv2.BORDER_CONSTANT, value=255)
    assert LABELS[8] == 5
    assert _read(encoded(Image.fromarray(page))) == 5


BAD_PHOTOGRAPHS = {
    "an empty sheet": (np.full((300, 300), 200, np.uint8), "the ink hardly differs"),
    "noise": (
        np.random.default_rng(0).integers(0, 255, (300, 300)).astype(np.uint8),
        "too many other marks",
    ),
    "a few pixels": (np.zeros((8, 8), np.uint8), "at least 12 × 12 pixels, got 8 × 8"),
    "a dot": (
        np.pad(np.zeros((14, 14), np.uint8), 150, constant_values=255),
        "as large as a digit",
    ),
}


@pytest.mark.parametrize(("page", "sentence"), BAD_PHOTOGRAPHS.values(), ids=BAD_PHOTOGRAPHS.keys())
def test_a_picture_without_a_digit_is_refused_with_a_sentence(page, sentence):
    with pytest.raises(ValueError, match=sentence):
        find_digit(encoded(Image.fromarray(page)))


def test_a_file_that_is_no_picture_is_refused_with_the_sentence_of_the_reader():
    with pytest.raises(ValueError, match="must be a PNG, JPEG"):
        find_digit(b"not a picture at all")
