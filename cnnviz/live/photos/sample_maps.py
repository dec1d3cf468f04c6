"""The sample photos as the photo network reads them, and where they excite its maps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.photo_samples import photo_names
from cnnviz.images.photos import prepare_photo
from cnnviz.images.samples import load_sample

if TYPE_CHECKING:
    from cnnviz.explain.top_patches import LargestNumbers
    from cnnviz.networks.network import Network

WHITE = 255


class SampleMaps:
    """Where the sample photos excite every map, found once, when it is first asked."""

    def __init__(self) -> None:
        self._largest: Mapping[str, LargestNumbers] | None = None
        self._lock = Lock()

    def largest(self, network: Network) -> Mapping[str, LargestNumbers]:
        """Return the largest numbers of all layers; the first time, every photo is read for it."""
        from cnnviz.explain.top_patches import largest_numbers  # brings torch

        with self._lock:
            if self._largest is None:
                photos = np.stack([_prepared(name) for name in photo_names()])
                self._largest = largest_numbers(network, photos)
            return self._largest


@cache
def shown_photos() -> NDArray[np.uint8]:
    """Return the sample photos, (n, 3, 224, 224) uint8, in the order of their names."""
    photos = np.stack([np.rint(_prepared(name) * WHITE) for name in photo_names()])
    return photos.astype(np.uint8)


def _prepared(name: str) -> NDArray[np.float32]:
    return prepare_photo(load_sample(name, color=True).astype(np.float32) / WHITE)
