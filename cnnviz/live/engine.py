"""What the sessions of all visitors share."""

from __future__ import annotations

from cnnviz.live.digits.checking import Checker
from cnnviz.live.heatmaps.making import HeatMaker, LocalHeatmaps
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.user_networks import UserNetworks
from cnnviz.live.photos.layer_cache import LayerCache
from cnnviz.live.photos.sample_maps import SampleMaps
from cnnviz.live.training.trained import NetworkAt, no_network


class Engine:
    """Networks, and what is worked out once for everybody.

    Parameters
    ----------
    networks
        Those that visitors may name; left out, the built-in ones.
    heat_maker
        Works out heatmaps that take long; left out, the thread that asks does.
    network_at
        Returns the networks of trainings; left out, there are none.
    """

    def __init__(
        self,
        networks: Networks | None = None,
        *,
        heat_maker: HeatMaker | None = None,
        network_at: NetworkAt = no_network,
    ) -> None:
        self.networks = networks or Networks()
        self.heat_maker = heat_maker or LocalHeatmaps(self.networks)
        self.network_at = network_at
        self.user_networks = UserNetworks()
        self.checker = Checker()
        self.photo_layers = LayerCache()
        self.sample_maps = SampleMaps()
