"""A photo as a hand has put it: moved, resized, turned, blurred, grey, covered."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.images.photo_view import Cover, View, place_photo
from cnnviz.images.photos import SIDE, prepare_photo
from cnnviz.images.reading import to_grey
from cnnviz.images.samples import load_sample
from tests.stacks import untimed

moves = st.integers(-SIDE, SIDE)
covers = st.builds(Cover, x=moves, y=moves, size=st.integers(1, SIDE))
views = st.builds(
    View,
    x=st.floats(-SIDE, SIDE) | moves.map(float),
    y=st.floats(-SIDE, SIDE) | moves.map(float),
    scale=st.just(1.0) | st.floats(0.25, 4),
    angle=st.just(0.0) | st.floats(-180, 180),
    blur=st.just(0.0) | st.floats(0, 20),
    grey=st.floats(0, 1),
    cover=st.none() | covers,
)
sides = st.integers(1, 512)
shapes = st.tuples(st.sampled_from([1, 3]), sides, sides)


def noise(shape):
    return np.random.default_rng(0).random(shape, np.float32)


def cat():
    return load_sample("cat", color=True).astype(np.float32) / 255


def smooth(side):
    """Return a picture that bears being resampled: a hill of each color, each in its own place."""
    rows, columns = np.mgrid[:side, :side] / side
    hills = [(0.3, 0.4), (0.6, 0.5), (0.5, 0.7)]
    return np.stack(
        [np.exp(-((rows - r) ** 2 + (columns - c) ** 2) / 0.02) for r, c in hills]
    ).astype(np.float32)


@untimed
@given(shapes, views)
def test_any_view_of_any_picture_is_a_photo(shape, view):
    photo = place_photo(noise(shape), view)
    assert photo.shape == (3, SIDE, SIDE)
    assert photo.dtype == np.float32
    assert 0 <= photo.min() <= photo.max() <= 1


@untimed
@given(shapes)
def test_an_untouched_photo_is_the_prepared_one(shape):
    picture = noise(shape)
    np.testing.assert_array_equal(place_photo(picture, View()), prepare_photo(picture))


def shifted(photo, x, y):
    """Return what is in sight both before and after a move, as it was before."""
    height, width = photo.shape[1:]
    return photo[:, max(0, -y) : height - max(0, y), max(0, -x) : width - max(0, x)]


@untimed
@given(st.tuples(st.sampled_from([1, 3]), st.integers(SIDE, 512), sides), moves, moves)
def test_a_move_by_whole_pixels_gives_the_same_pixels_elsewhere(shape, x, y):
    picture = noise((shape[0], shape[1], max(shape[2], SIDE)))
    before, after = place_photo(picture, View()), place_photo(picture, View(x=x, y=y))
    np.testing.assert_allclose(shifted(after, -x, -y), shifted(before, x, y), atol=1e-5)


@pytest.mark.parametrize("view", [View(x=0.01), View(y=-0.01), View(angle=0.01)])
@pytest.mark.parametrize("name", ["cat", "officer", "rocket"])
def test_nothing_jumps_when_a_hand_begins(name, view):
    picture = load_sample(name, color=True).astype(np.float32) / 255
    np.testing.assert_allclose(place_photo(picture, view), prepare_photo(picture), atol=0.03)


@given(moves, moves)
def test_beside_a_square_photo_all_is_grey(x, y):
    photo = place_photo(np.ones((3, 300, 300), np.float32), View(x=x, y=y))
    inside = np.zeros((SIDE, SIDE), bool)
    inside[max(0, y) : SIDE + min(0, y), max(0, x) : SIDE + min(0, x)] = True
    np.testing.assert_allclose(photo, np.where(inside, 1, 0.5)[np.newaxis].repeat(3, 0), atol=1e-6)


def test_a_moved_wide_photo_shows_what_lay_beside_the_square():
    wide = np.zeros((3, SIDE, 3 * SIDE), np.float32)
    wide[0, :, :SIDE] = wide[1, :, SIDE : 2 * SIDE] = wide[2, :, 2 * SIDE :] = 1
    assert (place_photo(wide, View(x=SIDE))[0] == 1).all()
    assert (place_photo(wide, View())[1] == 1).all()
    assert (place_photo(wide, View(x=-SIDE))[2] == 1).all()


def test_a_small_picture_moves_in_pixels_of_the_square_as_well():
    picture = smooth(56)
    before, after = place_photo(picture, View()), place_photo(picture, View(x=21, y=-10))
    inner = np.s_[:, 16:-16, 16:-16]
    np.testing.assert_allclose(
        shifted(after, -21, 10)[inner], shifted(before, 21, -10)[inner], atol=1e-5
    )


@pytest.mark.parametrize("quarters", [1, 2, -1])
def test_a_quarter_turn_is_numpys(quarters):
    picture = smooth(SIDE)
    photo = place_photo(picture, View(angle=90 * quarters))
    np.testing.assert_allclose(photo, np.rot90(picture, -quarters, (1, 2)), atol=2e-3)


@pytest.mark.parametrize(
    "view",
    [
        View(angle=30),
        View(x=20.5, y=-9.25),
        View(x=40, y=10, angle=-75, scale=0.8),
        View(scale=2.5, x=-60, y=33, angle=170),
        View(scale=0.5, angle=12),
    ],
)
def test_every_pixel_is_where_the_geometry_says(view):
    picture = smooth(448)
    photo = place_photo(picture, view)
    angle = np.radians(view.angle)
    turn = view.scale * np.array(
        [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]  # clockwise, y is down
    )
    for row, column in [(0.3, 0.4), (0.6, 0.5), (0.5, 0.7), (0.45, 0.45), (0.8, 0.2)]:
        lies_at = turn @ (SIDE * np.array([column, row]) - 112) + 112 + [view.x, view.y]
        if not (lies_at.min() > 2 and lies_at.max() < SIDE - 2):
            continue
        center = tuple(float(at) - 0.5 for at in lies_at)
        hwc = np.ascontiguousarray(photo.transpose(1, 2, 0))
        found = cv2.getRectSubPix(hwc, (1, 1), center)[0, 0]
        expected = [
            np.exp(-((row - r) ** 2 + (column - c) ** 2) / 0.02)
            for r, c in [(0.3, 0.4), (0.6, 0.5), (0.5, 0.7)]
        ]
        np.testing.assert_allclose(found, expected, atol=0.02)


@pytest.mark.parametrize("scale", [0.25, 0.4, 0.99])
@pytest.mark.parametrize("angle", [0, 45])
def test_a_fine_pattern_becomes_even_when_it_is_shrunk(scale, angle):
    fine = (np.indices((512, 512)).sum(0) % 2)[np.newaxis].repeat(3, 0).astype(np.float32)
    photo = place_photo(fine, View(scale=scale, angle=angle))
    assert np.abs(photo - 0.5).max() < 0.1


def test_a_shrunk_photo_is_what_opencv_makes_of_it():
    picture = cat()[:, :300, 75:375]
    photo = place_photo(picture, View(scale=0.5))
    small = np.stack([cv2.resize(p, (112, 112), interpolation=cv2.INTER_AREA) for p in picture])
    np.testing.assert_allclose(photo[:, 56:168, 56:168], small, atol=1e-5)
    photo[:, 55:169, 55:169] = 0.5  # where cubic interpolation may reach
    np.testing.assert_allclose(photo, 0.5, atol=1e-5)


def test_blur_is_gaussian():
    plain, blurred = place_photo(cat(), View()), place_photo(cat(), View(blur=3))
    taps = np.exp(-(np.arange(-15, 16) ** 2) / 18)
    padded = np.pad(plain, ((0, 0), (15, 15), (15, 15)), "edge")
    for axis in (1, 2):
        padded = np.apply_along_axis(np.convolve, axis, padded, taps / taps.sum(), "valid")
    np.testing.assert_allclose(blurred, padded, atol=2e-3)


def test_grey_is_the_mean_of_color_and_grey():
    plain = place_photo(cat(), View())
    halfway, grey = (place_photo(cat(), View(grey=grey)) for grey in (0.5, 1))
    np.testing.assert_allclose(grey, to_grey(plain).repeat(3, 0), atol=1e-6)
    np.testing.assert_allclose(halfway, (plain + grey) / 2, atol=1e-6)


@given(covers)
def test_a_cover_is_cut_off_at_the_border_and_neither_blurred_nor_tinted(cover):
    photo = place_photo(np.ones((3, 9, 9), np.float32), View(blur=5, grey=1, cover=cover))
    covered = np.zeros((SIDE, SIDE), bool)
    for row in range(max(0, cover.y), min(SIDE, cover.y + cover.size)):
        covered[row, max(0, cover.x) : max(0, cover.x + cover.size)] = True
    np.testing.assert_allclose(photo[:, covered], 0.5)
    np.testing.assert_allclose(photo[:, ~covered], 1, atol=1e-5)


def test_the_picture_given_stays_as_it_was():
    for picture in (noise((3, SIDE, SIDE)), noise((1, 300, 400))):
        before = picture.copy()
        place_photo(picture, View(grey=1, blur=2, cover=Cover(x=0, y=0, size=9)))
        np.testing.assert_array_equal(picture, before)


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (View(x=225), "x must be between -224 and 224, got 225"),
        (View(y=-300.5), "y must be between -224 and 224, got -300.5"),
        (View(scale=0.2), "scale must be between 0.25 and 4, got 0.2"),
        (View(angle=181), "angle must be between -180 and 180, got 181"),
        (View(blur=21), "blur must be between 0 and 20, got 21"),
        (View(grey=-1), "grey must be between 0 and 1, got -1"),
        (View(x=float("nan")), "x must be a number between -224 and 224, got null"),
        (View(cover=Cover(0, 0, 0)), "cover.size must be between 1 and 224, got 0"),
        (View(cover=Cover(0, 225, 1)), "cover.y must be between -224 and 224, got 225"),
    ],
)
def test_a_view_out_of_its_ranges_is_refused(view, sentence):
    with pytest.raises(ValueError, match=sentence):
        place_photo(noise((3, 9, 9)), view)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="image must be between 0 and 1, got 255 to 255"):
        place_photo(np.full((3, 9, 9), 255.0), View(x=3))
