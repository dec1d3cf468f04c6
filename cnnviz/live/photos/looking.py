"""One photo looked at by the photo network, as the view paints it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.photos import group_probabilities
from cnnviz.live.networks.inspecting import Inspect, inspect_layer
from cnnviz.live.photos.layer_cache import Photo
from cnnviz.live.photos.page import PhotosPage
from cnnviz.live.photos.photo_cache import WHITE, PhotoCache
from cnnviz.live.photos.state import Look, LookState, merge_look
from cnnviz.live.photos.thumbnails import ends_of, most_active, thumbnails
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.requests import Request
from cnnviz.networks.units import INPUT, checked_map, shape_of_maps

if TYPE_CHECKING:
    from cnnviz.networks.network import Network

THUMBNAIL_SIDE: Final = 56
MOST_ACTIVE: Final = 4

LookedMaps = Mapping[str, tuple[int, ...] | None]


class Seen(Answer, tag="seen"):
    """Answer to `Look`; "probabilities" (classes,) float32 and each layer's thumbnails beside it.

    `groups` are all groups of classes with their probability, the most probable first. `maps` names
    the maps of which a tensor "thumbs.stem" has thumbnails, uint8 from 0 to 255 between the layer's
    `ends`, the least and greatest value of all its maps. When it was to be exact, a tensor "input"
    has what the network has read, (3, 224, 224) uint8.
    """

    engine_ms: float
    groups: list[tuple[str, float]]
    maps: dict[str, list[int]]
    ends: dict[str, tuple[float, float]]


class Looking(Feature[PhotosPage]):
    """Looks at the newest photo, and at one number of it."""

    def merge(self, request: Request[Look]) -> None:
        """Take over what a "look" brings."""
        self.page.state = merge_look(self.page.state, request.message, request.tensor)

    @answers(Look)
    def look(self, _request: Request[Look]) -> Answered:
        """Look at the photo."""
        return look_at(self.page.state, self.page.photos)

    @answers(Inspect)
    def inspect(self, request: Request[Inspect]) -> Answered:
        """Work out the number of one unit."""
        photos, message = self.page.photos, request.message
        layer = photos.layer(self.page.state, message.layer)
        return inspect_layer(photos.network(), layer, message)


def look_at(state: LookState, photos: PhotoCache) -> Answered:
    """Return all that is seen of a state.

    Raises
    ------
    ValueError
        If there is no picture yet, or a layer or map is none.
    """
    _check_looked(state.layers, photos.shapes())
    start = time.perf_counter()
    photo = photos.photo(state)
    seen, tensors = _seen(state.layers, photos.network(), photo)
    seen.engine_ms = round((time.perf_counter() - start) * 1000, 3)
    if state.exact:
        tensors["input"] = np.rint(photo.pixels * WHITE).astype(np.uint8)
    return seen, tensors


def _seen(
    wanted: LookedMaps, network: Network, photo: Photo
) -> tuple[Seen, dict[str, NDArray[Any]]]:
    """Read a photo and pick thumbnails of the wanted layers as they pass."""
    import torch

    seen = Seen(engine_ms=0.0, groups=[], maps={}, ends={})
    tensors: dict[str, NDArray[Any]] = {}
    with torch.inference_mode():
        output = batch = torch.from_numpy(photo.pixels).unsqueeze(0)
        for name, output in chain([(INPUT, batch)], network.run(batch)):
            if name in wanted:
                maps = output[0]
                ends = seen.ends[name] = ends_of(maps)
                picked = list(wanted[name] or most_active(maps, MOST_ACTIVE))
                seen.maps[name] = picked
                tensors[f"thumbs.{name}"] = thumbnails(maps[picked], ends, THUMBNAIL_SIDE)
        tensors["probabilities"] = output[0].numpy()
    seen.groups = list(group_probabilities(tensors["probabilities"]).items())
    return seen, tensors


def _check_looked(layers: LookedMaps, shapes: Mapping[str, tuple[int, ...]]) -> None:
    for name, maps in layers.items():
        shape_of_maps(shapes, name)
        for index in maps or ():
            checked_map(shapes, name, index)
