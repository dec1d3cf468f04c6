"""A photo made into what the photo network reads, and its classes with a group for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from cnnviz.common.assets import ASSETS
from cnnviz.common.errors import Allowed, ArgumentError

SIDE: Final = 224
CLASSES: Final = 1000


def prepare_photo(image: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Cut the middle square out of a picture and resize it to what the photo network reads.

    The square is as wide as the shorter side, so that the photographer's subject stays whole: the
    shorter side becomes 224 pixels, as in the example of the package that the weights are from
    (`efficientnet_lite_pytorch`, ``transforms.Resize(image_size)``). EfficientNet's own evaluation
    takes only the inner 0.875 of that square (``CROP_PADDING = 32`` in ``preprocessing.py`` of
    https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet). A larger picture is
    averaged over areas, which keeps fine patterns from turning into others; a smaller one is
    resized bicubically.

    Parameters
    ----------
    image : (3, H, W) float in [0, 1]
        Any height and width from 1; a grey (1, H, W) is taken three times.

    Returns
    -------
    (3, 224, 224) float32 in [0, 1]

    Raises
    ------
    ArgumentError
        When the image's shape, type or values are none of these.

    Examples
    --------
    >>> prepare_photo(np.ones((3, 300, 451), np.float32)).shape
    (3, 224, 224)
    """
    picture = checked_photo(image)
    side, top, left = middle_square(picture)
    photo = resized(picture[:, top : top + side, left : left + side], SIDE, shrinks=side > SIDE)
    return np.concatenate([photo] * (3 // len(photo))).clip(0, 1)


def checked_photo(image: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return a picture that can be made into a photo, or raise as `prepare_photo` does."""
    picture = np.asarray(image)
    if picture.ndim != 3 or picture.shape[0] not in (1, 3) or 0 in picture.shape:
        message = f"must have shape (3, H, W) or (1, H, W), got {picture.shape}"
        raise ArgumentError("image", message, value=picture.shape)
    if not np.issubdtype(picture.dtype, np.floating):
        message = f"must be float in [0, 1], got {picture.dtype}"
        raise ArgumentError("image", message, value=str(picture.dtype))
    low, high = float(picture.min()), float(picture.max())
    if not (low >= 0 and high <= 1):  # written so that NaN fails it, too
        raise ArgumentError(
            "image",
            f"must be between 0 and 1, got {low:g} to {high:g}",
            value=(low, high),
            allowed=Allowed(minimum=0, maximum=1),
        )
    return picture


def middle_square(picture: NDArray[np.floating[Any]]) -> tuple[int, int, int]:
    """Return the side, the top and the left of the square that the network reads of a (C, H, W).

    Examples
    --------
    >>> middle_square(np.ones((3, 300, 451), np.float32))
    (300, 0, 75)
    """
    height, width = picture.shape[1:]
    side = min(height, width)
    return side, (height - side) // 2, (width - side) // 2


def resized(picture: NDArray[np.floating[Any]], *sides: int, shrinks: bool) -> NDArray[np.float32]:
    """Resize a picture (C, H, W) to a height and a width, one number where they are the same.

    Where it shrinks, by the mean of areas; else bicubically.
    """
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    size = (sides[-1], sides[0])
    planes = picture.astype(np.float32)
    return np.stack([cv2.resize(plane, size, interpolation=way) for plane in planes])


@lru_cache(maxsize=1)
def photo_classes() -> tuple[tuple[str, str], ...]:
    """List each class's group and its name, in the order of the network's probabilities.

    They stand in ``assets/networks/photos_labels.txt``, with where they are from.

    Examples
    --------
    >>> len(photo_classes()), photo_classes()[281], photo_classes()[967]
    (1000, ('cat', 'tabby cat'), ('food', 'espresso'))
    """
    text = (ASSETS / "networks" / "photos_labels.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pairs = (line.split(": ", 1) for line in lines)
    return tuple((group, label) for group, label in pairs)


def group_probabilities(probabilities: NDArray[np.floating[Any]]) -> Mapping[str, float]:
    """Add up the probabilities of the classes of each group: "cat 0.91".

    Parameters
    ----------
    probabilities : (1000,) float in [0, 1]
        The photo network's, in its order.

    Returns
    -------
    mapping of group to float in [0, 1]
        The most probable first; they sum to what `probabilities` sum to.

    Raises
    ------
    ArgumentError
        When there are not 1,000 of them.

    Examples
    --------
    >>> two_cats = np.zeros(1000)
    >>> two_cats[[281, 282]] = 0.5, 0.25
    >>> next(iter(group_probabilities(two_cats).items()))
    ('cat', 0.75)
    """
    if np.shape(probabilities) != (CLASSES,):
        raise ArgumentError(
            "probabilities",
            f"must have shape ({CLASSES},), got {np.shape(probabilities)}",
            value=np.shape(probabilities),
            allowed=Allowed(shape=(CLASSES,)),
        )
    sums: dict[str, float] = {}
    for (group, _), probability in zip(photo_classes(), probabilities.tolist(), strict=True):
        sums[group] = sums.get(group, 0.0) + probability
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))
