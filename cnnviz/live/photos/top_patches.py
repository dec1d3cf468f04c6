"""The patches of photos that excite a map of the photo network most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cnnviz.common.arguments import integer_in_range
from cnnviz.images.photo_samples import photo_names
from cnnviz.live.photos.page import PhotosPage
from cnnviz.live.photos.photo_cache import PhotoCache
from cnnviz.live.photos.sample_maps import SampleMaps, shown_photos
from cnnviz.live.photos.state import LookState, MapIndex
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.messages import LayerName, Message
from cnnviz.live.wire.requests import Request
from cnnviz.networks.units import checked_layer

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.units import Unit


class Excite(Message, frozen=True, tag="excite"):
    """Return where each sample photo excites a map most, and the photo looked at."""

    layer: LayerName
    map: MapIndex


class SamplePhotos(Message, frozen=True, tag="photos"):
    """Ask for the sample photos as the network reads them."""


class Patch(Struct):
    """Where a photo excites a map most, and the box of the photo that this unit sees.

    `photo` is the sample's name, or None for the photo looked at; `box` is top, left, bottom, right
    in pixels of the square, the last two exclusive.
    """

    photo: str | None
    value: float
    unit: tuple[int, ...]
    box: tuple[int, int, int, int]


class TopPatches(Answer, tag="exciting"):
    """Answer to `Excite`: one patch of each sample photo, the strongest first."""

    layer: str
    map: int
    patches: list[Patch]
    own: Patch | None


class PhotosShown(Answer, tag="photos"):
    """Answer to `SamplePhotos`; "photos" (n, 3, 224, 224) uint8 beside it."""

    names: tuple[str, ...]


class SamplePatches(Feature[PhotosPage]):
    """Finds where the sample photos excite a map, and shows them."""

    @answers(Excite)
    def excite(self, request: Request[Excite]) -> Answered:
        """Find the patches that excite a map most."""
        page = self.page
        return top_patches(page.photos, page.sample_maps, page.state, request.message)

    @answers(SamplePhotos)
    def photos(self, _request: Request[SamplePhotos]) -> Answered:
        """Show the sample photos as the network reads them."""
        return PhotosShown(photo_names()), {"photos": shown_photos()}


def top_patches(
    photos: PhotoCache, samples: SampleMaps, state: LookState, question: Excite
) -> Answered:
    """Return where each sample photo, and the one looked at, excites a map.

    Raises
    ------
    ValueError
        If there is no such layer or map.
    """
    from cnnviz.explain.top_patches import most_excited, unit_at  # brings torch

    network = photos.network()
    layer = question.layer
    shape = network.shapes[checked_layer(network.shapes, layer)]
    index = integer_in_range(f"map of {layer}", question.map, 0, shape[0] - 1)
    largest = samples.largest(network)[layer]
    patches = [
        _patch(network, layer, photo, float(value), unit_at(shape, index, int(place)))
        for photo, value, place in zip(
            photo_names(), largest.values[:, index], largest.places[:, index], strict=True
        )
    ]
    patches.sort(key=lambda patch: -patch.value)
    own = None
    if state.picture is not None:
        value, unit = most_excited(photos.layer(state, layer).output, index)
        own = _patch(network, layer, None, value, unit)
    return TopPatches(layer, index, patches, own), {}


def _patch(network: Network, layer: str, photo: str | None, value: float, unit: Unit) -> Patch:
    from cnnviz.explain.top_patches import box_of

    return Patch(photo, value, unit, box_of(network, layer, unit))
