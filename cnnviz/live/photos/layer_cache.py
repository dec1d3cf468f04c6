"""Outputs of layers for photos that were asked about, cached for the next question about them."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import TracedLayer

MAX_BYTES: Final = 48 * 1024 * 1024  # the largest layer reads and gives 10 MB together


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo as the network reads it, (3, 224, 224) float32 in [0, 1], which a look belongs to."""

    pixels: NDArray[np.float32]


class LayerCache:
    """Runs a network up to a layer, and keeps of each photo the layer that was asked for last.

    All layers of a photo would be 53 MB. Those of the photos asked about longest ago are let go
    when they are too many; and a photo's with the photo, which none but its visitor holds.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._layers: WeakKeyDictionary[Photo, TracedLayer] = WeakKeyDictionary()  # oldest first
        self._lock = Lock()

    def layer(self, network: Network, photo: Photo, name: str) -> TracedLayer:
        """Return what a layer has read and made of a photo; raises ValueError if there is none."""
        with self._lock:
            traced = self._layers.get(photo)
        if traced is None or traced.name != name:
            from cnnviz.networks.trace import trace_layer  # brings torch, see `Networks`

            traced = trace_layer(network, photo.pixels, name)
        with self._lock:
            self._layers.pop(photo, None)
            self._layers[photo] = traced
            self._make_room()
        return traced

    def __len__(self) -> int:
        return len(self._layers)

    def _make_room(self) -> None:
        photos = list(self._layers)
        held = sum(_bytes_of(layer) for layer in self._layers.values())
        while held > self._max_bytes and len(photos) > 1:
            held -= _bytes_of(self._layers.pop(photos.pop(0)))


def _bytes_of(layer: TracedLayer) -> int:
    arrays = (layer.input, layer.output, layer.other)
    return sum(array.nbytes for array in arrays if array is not None)
