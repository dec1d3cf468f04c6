"""A visitor's photo as the network reads it, made once however many messages ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cnnviz.common.errors import ArgumentError
from cnnviz.images.photo_view import place_photo
from cnnviz.live.memo import Memo
from cnnviz.live.networks.builtin import PHOTOS, Networks
from cnnviz.live.photos.layer_cache import LayerCache, Photo
from cnnviz.live.photos.state import LookState
from cnnviz.networks.units import with_input

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import TracedLayer

WHITE: Final = 255


class PhotoCache:
    """Caches a state's photo: made once however many messages ask for it.

    Only the newest is cached, and of what the network makes of it only what `LayerCache` does: all
    layers' numbers would be 53 MB.
    """

    def __init__(self, networks: Networks, layers: LayerCache) -> None:
        self._networks = networks
        self._layers = layers
        self._photo: Memo[Photo] | None = None

    def network(self) -> Network:
        """Return the photo network; the first time this loads it."""
        return self._networks.get(PHOTOS)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shape of every layer's output, "input" first."""
        network = self.network()
        return with_input(network.shapes, network.input_shape)

    def photo(self, state: LookState) -> Photo:
        """Return the photo as the network reads it.

        Raises
        ------
        ValueError
            If there is no picture yet.
        """
        if state.picture is None:
            message = "is missing, it must come with the first message of type 'look'"
            raise ArgumentError("picture", message)
        key = (state.picture, state.view)
        memo = self._photo
        if memo is None or not memo.is_for(key):
            picture = state.picture.astype(np.float32) / WHITE
            memo = self._photo = Memo(key, Photo(place_photo(picture, state.view)))
        return memo.value

    def layer(self, state: LookState, name: str) -> TracedLayer:
        """Return what one layer has read and made of a state's photo.

        Raises
        ------
        ValueError
            If there is no such layer, or no picture yet.
        """
        return self._layers.layer(self.network(), self.photo(state), name)
