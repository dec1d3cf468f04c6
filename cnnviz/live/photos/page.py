"""What the features of the Photos page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnnviz.live.heatmaps.cache import HeatmapCache
from cnnviz.live.heatmaps.making import Floats, HeatMaker
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.photos.layer_cache import LayerCache
from cnnviz.live.photos.photo_cache import PhotoCache
from cnnviz.live.photos.sample_maps import SampleMaps
from cnnviz.live.photos.state import LookState

if TYPE_CHECKING:
    from cnnviz.networks.network import Network


class PhotosPage:
    """One visitor's photo, and what was worked out of it.

    The state is replaced, never changed, so an answer being computed in another thread keeps the
    one it began with.
    """

    def __init__(
        self,
        networks: Networks,
        layers: LayerCache,
        sample_maps: SampleMaps,
        heat_maker: HeatMaker,
    ) -> None:
        self.sample_maps = sample_maps
        self.state = LookState()
        self.photos = PhotoCache(networks, layers)
        self.heatmaps = HeatmapCache(networks, heat_maker)

    def pictured(self) -> tuple[Network, Floats]:
        """Return the photo network and the photo as it reads it, for a heatmap."""
        return self.photos.network(), self.photos.photo(self.state).pixels
