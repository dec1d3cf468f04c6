"""A photo as a hand has put it: moved, resized, turned, blurred, grey, partly occluded."""

from math import ceil, cos, gcd, radians, sin
from typing import Annotated, Any, Final

import cv2
import msgspec
import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from cnnviz.common.validation import decode
from cnnviz.images.photos import SIDE, checked_photo, middle_square, prepare_photo, resized
from cnnviz.images.reading import to_grey

EVEN: Final = 0.5
"""The grey around a photo, and of what occludes it."""
FARTHEST: Final = 2.2
"""Nothing is in sight that lies farther from a square's middle than so many of its sides, at its
usual size: half a diagonal of the square, and one for the longest move."""

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

    An untouched view looks as `cnnviz.images.photos.prepare_photo` makes it, and one moved by whole
    pixels the same pixels elsewhere. What comes into sight beside the middle square is the rest of
    the picture, and beyond that an even grey.

    Parameters
    ----------
    picture : (3, H, W) or (1, H, W) float in [0, 1]
    view : View

    Returns
    -------
    (3, 224, 224) float32 in [0, 1]

    Raises
    ------
    ArgumentError
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
    is_in_place = view.scale == 1 and view.angle == view.x == view.y == 0
    photo = prepare_photo(picture) if is_in_place else _laid(picture, view)
    photo = np.concatenate([photo] * (3 // len(photo))).clip(0, 1)
    if view.blur:
        photo = np.stack([_blurred(plane, view.blur) for plane in photo])
    if view.grey:
        photo += np.float32(view.grey) * (to_grey(photo) - photo)
    if view.cover:
        top, left, size = view.cover.y, view.cover.x, view.cover.size
        photo[:, max(0, top) : max(0, top + size), max(0, left) : max(0, left + size)] = EVEN
    return photo


def _laid(picture: NDArray[np.floating[Any]], view: View) -> Photo:
    """Lay a picture under the square: bicubically, and in steps of whole pixels exactly."""
    fine, side, top, left = _on_fine_grid(picture, view.scale)
    angle, pitch = radians(view.angle), side / (SIDE * view.scale)
    turn = pitch * np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    first = np.array([0.5 - SIDE / 2 - view.x, 0.5 - SIDE / 2 - view.y])  # center of pixel (0, 0)
    start = turn @ first + [left + (side - 1) / 2, top + (side - 1) / 2]
    laid = [
        cv2.warpAffine(
            plane,
            np.column_stack([turn, start]),
            (SIDE, SIDE),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(EVEN,),
        )
        for plane in fine
    ]
    return np.stack(laid)


def _on_fine_grid(picture: NDArray[np.floating[Any]], scale: float) -> tuple[Photo, int, int, int]:
    """Resize a picture so that its square has whole pixels, about as large as those to be made.

    So none of a picture's pixels is left out when it is shrunk, and at its usual size the grid is
    the prepared photo's.

    Returns
    -------
    picture, then the square's side, top and left in it
    """
    side, top, left = middle_square(picture)
    wanted = round(SIDE * scale)
    fine = wanted if wanted <= side else max(side, SIDE)
    rows, first_row = _around(picture.shape[1], top, side, fine, scale)
    columns, first_column = _around(picture.shape[2], left, side, fine, scale)
    around = _with_surroundings(picture, rows, columns)
    sides = fine * len(rows) // side, fine * len(columns) // side
    return resized(around, *sides, shrinks=fine < side), fine, first_row, first_column


def _around(length: int, start: int, side: int, fine: int, scale: float) -> tuple[range, int]:
    """Return the rows to resize, which become whole pixels, and where the square's begin then.

    They are the picture's as far as they may come into sight, and some beyond its border.
    """
    common = gcd(side, fine)
    rows, pixels = side // common, fine // common
    farthest = ceil(side * FARTHEST / scale)
    before = -(-min(start, farthest) // rows)
    after = -(-min(length - start - side, farthest) // rows)
    return range(start - before * rows, start + side + after * rows), before * pixels


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


def _blurred(plane: Photo, std: float) -> Photo:
    return np.asarray(
        cv2.GaussianBlur(plane, (0, 0), std, borderType=cv2.BORDER_REPLICATE), np.float32
    )
