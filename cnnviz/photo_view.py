"""A photo as a hand has put it: moved, resized, turned, blurred, grey, partly covered."""

from math import cos, gcd, radians, sin
from typing import Annotated, Any, Final

import cv2
import msgspec
import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from cnnviz.images import to_grey
from cnnviz.photos import SIDE, checked_photo, middle_square, resized
from cnnviz.validation import decode

EVEN: Final = 0.5
"""The grey around a photo, and of what covers it."""

Photo = NDArray[np.float32]
Move = Annotated[float, Meta(ge=-SIDE, le=SIDE)]
Place = Annotated[int, Meta(ge=-SIDE, le=SIDE)]


class Cover(Struct, frozen=True, forbid_unknown_fields=True):
    """A grey patch: its left, top and side in pixels of the square; what is outside is cut off."""

    x: Place
    y: Place
    size: Annotated[int, Meta(ge=1, le=SIDE)]


class View(Struct, frozen=True, forbid_unknown_fields=True):
    """How a photo lies under the 224 × 224 square that the network reads.

    The photo is resized and turned about the middle of its own square, then moved; so it turns
    about its middle wherever it lies.

    Attributes
    ----------
    x, y : float, -224 to 224
        Pixels of the square that the photo is moved to the right and down.
    scale : float, 0.25 to 4
    angle : float, -180 to 180
        Degrees clockwise.
    blur : float, 0 to 20
        Standard deviation of a Gaussian, in pixels of the square.
    grey : float in [0, 1]
        How much of each pixel is its grey.
    cover : Cover or None
    """

    x: Move = 0.0
    y: Move = 0.0
    scale: Annotated[float, Meta(ge=0.25, le=4)] = 1.0
    angle: Annotated[float, Meta(ge=-180, le=180)] = 0.0
    blur: Annotated[float, Meta(ge=0, le=20)] = 0.0
    grey: Annotated[float, Meta(ge=0, le=1)] = 0.0
    cover: Cover | None = None


def place_photo(picture: NDArray[np.floating[Any]], view: View) -> Photo:
    """Make a picture into what the photo network reads, as a hand has put it.

    An untouched view gives what `cnnviz.photos.prepare_photo` gives, and one moved by whole pixels
    the same pixels elsewhere. What comes into sight beside the middle square is the rest of the
    picture, and beyond that an even grey.

    Parameters
    ----------
    picture : (3, H, W) or (1, H, W) float in [0, 1]
    view : View

    Returns
    -------
    (3, 224, 224) float32 in [0, 1]

    Raises
    ------
    ValueError
        When the picture is none, or a number of the view is out of its range.

    Examples
    --------
    >>> white = np.ones((1, 224, 448), np.float32)
    >>> photo = place_photo(white, View(x=200))
    >>> photo.shape, photo[0, 0, [87, 88]].tolist()
    ((3, 224, 224), [0.5, 1.0])
    """
    view = decode(msgspec.json.encode(view), View)
    picture = checked_photo(picture)
    is_only_moved = view.scale == 1 and view.angle == 0 and view.x % 1 == view.y % 1 == 0
    photo = _moved(picture, int(view.x), int(view.y)) if is_only_moved else _turned(picture, view)
    photo = np.concatenate([photo] * (3 // len(photo))).clip(0, 1)
    if view.blur:
        photo = np.stack([_blurred(plane, view.blur) for plane in photo])
    if view.grey:
        photo += np.float32(view.grey) * (to_grey(photo) - photo)
    if view.cover:
        top, left, size = view.cover.y, view.cover.x, view.cover.size
        photo[:, max(0, top) : max(0, top + size), max(0, left) : max(0, left + size)] = EVEN
    return photo


def _moved(picture: NDArray[np.floating[Any]], x: int, y: int) -> Photo:
    """Move by whole pixels: resize the square where it is now, on the grid it had before."""
    side, top, left = middle_square(picture)
    rows, first_row = _neighborhood(top, side, y)
    columns, first_column = _neighborhood(left, side, x)
    around = _with_surroundings(picture, rows, columns)
    sides = SIDE * len(rows) // side, SIDE * len(columns) // side
    fine = resized(around, *sides, shrinks=side > SIDE)
    return fine[:, first_row : first_row + SIDE, first_column : first_column + SIDE]


def _neighborhood(start: int, side: int, move: int) -> tuple[range, int]:
    """Give the picture's rows that hold the moved square, and where it begins once resized.

    They are as many as make whole pixels of the square, so that its grid stays where it is.
    """
    common = gcd(side, SIDE)
    rows, pixels = side // common, SIDE // common
    out, into = abs(move) // pixels, -(-abs(move) // pixels)
    if move > 0:
        return range(start - into * rows, start + side - out * rows), into * pixels - move
    return range(start + out * rows, start + side + into * rows), -move - out * pixels


def _with_surroundings(
    picture: NDArray[np.floating[Any]], rows: range, columns: range
) -> NDArray[np.floating[Any]]:
    """Cut out of a picture, also beyond its borders, where all is even."""
    height, width = picture.shape[1:]
    top, bottom = max(0, rows.start), min(height, rows.stop)
    left, right = max(0, columns.start), min(width, columns.stop)
    around = np.full((len(picture), len(rows), len(columns)), EVEN, picture.dtype)
    inside = picture[:, top:bottom, left:right]
    down, across = top - rows.start, left - columns.start
    around[:, down : down + inside.shape[1], across : across + inside.shape[2]] = inside
    return around


def _turned(picture: NDArray[np.floating[Any]], view: View) -> Photo:
    """Shrink by areas to the pixels that are wanted, so that none is left out; then lay it there.

    The picture is read bicubically, at the places where the pixels of the square lie in it.
    """
    side, top, left = middle_square(picture)
    pitch = side / SIDE / view.scale  # of the square's pixels, in pixels of the picture
    height, width = picture.shape[1:]
    if pitch > 1:
        sides = max(1, round(height / pitch)), max(1, round(width / pitch))
        fine = resized(picture, *sides, shrinks=True)
    else:
        fine = picture.astype(np.float32)
    angle = radians(view.angle)
    turn = pitch * np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    middle = np.array([left + side / 2, top + side / 2])
    first = np.array([0.5 - SIDE / 2 - view.x, 0.5 - SIDE / 2 - view.y])  # center of pixel (0, 0)
    shrunk = np.array([fine.shape[2] / width, fine.shape[1] / height])
    start = (turn @ first + middle) * shrunk - 0.5
    places = np.column_stack([turn * shrunk[:, np.newaxis], start])
    return np.stack(
        [
            cv2.warpAffine(
                plane,
                places,
                (SIDE, SIDE),
                flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_CONSTANT,
                borderValue=(EVEN,),
            )
            for plane in fine
        ]
    )


def _blurred(plane: Photo, deviation: float) -> Photo:
    return np.asarray(
        cv2.GaussianBlur(plane, (0, 0), deviation, borderType=cv2.BORDER_REPLICATE), np.float32
    )
