"""The maps of one layer of a photo, all of them small or one in full."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from msgspec import Meta

from cnnviz.live.photos.page import PhotosPage
from cnnviz.live.photos.photo_cache import PhotoCache
from cnnviz.live.photos.state import LookState, MapIndex
from cnnviz.live.photos.thumbnails import activity_of, ends_of, thumbnails
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.messages import LayerName, Message
from cnnviz.live.wire.requests import Request
from cnnviz.networks.units import checked_map, shape_of_maps


class Maps(Message, frozen=True, tag="maps"):
    """Ask for thumbnails of all maps of a layer."""

    is_often = True

    layer: LayerName
    side: Annotated[int, Meta(ge=8, le=112)] = 56


class OneMap(Message, frozen=True, tag="map"):
    """Ask for the numbers of one map."""

    is_often = True

    layer: LayerName
    map: MapIndex


class AllMaps(Answer, tag="maps"):
    """Answer to `Maps`; "maps" (n, h, w) uint8 between the `ends`, and "activity" (n,) beside it.

    `shape` is the layer's; a map's activity is the mean of its values without their signs.
    """

    layer: str
    ends: tuple[float, float]
    shape: tuple[int, ...]


class WholeMap(Answer, tag="map"):
    """Answer to `OneMap`; "map" (H, W) float32 beside it."""

    layer: str
    map: int


class LayerMaps(Feature[PhotosPage]):
    """Shows the maps of a layer."""

    @answers(Maps)
    def maps(self, request: Request[Maps]) -> Answered:
        """Make thumbnails of all maps."""
        return all_maps(self.page.photos, self.page.state, request.message)

    @answers(OneMap)
    def map(self, request: Request[OneMap]) -> Answered:
        """Return the numbers of one map."""
        return whole_map(self.page.photos, self.page.state, request.message)


def all_maps(photos: PhotoCache, state: LookState, question: Maps) -> Answered:
    """Return thumbnails of all maps of a layer, and how active each is.

    Raises
    ------
    ValueError
        If there is no picture yet, no such layer, or it gives no maps.
    """
    import torch

    shape = shape_of_maps(photos.shapes(), question.layer)
    with torch.inference_mode():
        maps = torch.from_numpy(photos.layer(state, question.layer).output)
        ends = ends_of(maps)
        tensors = {
            "maps": thumbnails(maps, ends, question.side),
            "activity": np.asarray(activity_of(maps).numpy()),
        }
    return AllMaps(question.layer, ends, shape), tensors


def whole_map(photos: PhotoCache, state: LookState, question: OneMap) -> Answered:
    """Return the numbers of one map, all of them and as they are.

    Raises
    ------
    ValueError
        As `all_maps` does, or if there is no such map.
    """
    index = checked_map(photos.shapes(), question.layer, question.map)
    numbers = photos.layer(state, question.layer).output[index]
    return WholeMap(question.layer, index), {"map": numbers}
