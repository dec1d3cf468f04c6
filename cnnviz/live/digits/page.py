"""What the features of the Digits page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnnviz.live.digits.checking import Checker
from cnnviz.live.digits.forward import ForwardCache
from cnnviz.live.digits.state import ReadState
from cnnviz.live.heatmaps.cache import HeatmapCache
from cnnviz.live.heatmaps.making import Floats, HeatMaker
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.describing import describe_network
from cnnviz.live.networks.user_networks import UserNetworks
from cnnviz.live.training.trained import NetworkAt
from cnnviz.live.wire.features import Answered

if TYPE_CHECKING:
    from cnnviz.live.digits.forward import ForwardPass
    from cnnviz.networks.network import Network


class DigitsPage:
    """One visitor's drawing and network, and what was worked out of them.

    The state is replaced, never changed, so an answer being computed in another thread keeps the
    one it began with.
    """

    def __init__(
        self,
        networks: Networks,
        user_networks: UserNetworks,
        checker: Checker,
        heat_maker: HeatMaker,
        network_at: NetworkAt,
    ) -> None:
        self.user_networks = user_networks
        self.checker = checker
        self.network_at = network_at
        self.state = ReadState()
        self.forward = ForwardCache(networks)
        self.heatmaps = HeatmapCache(networks, heat_maker)

    def run(self) -> ForwardPass:
        """Return the newest drawing's run through the network, worked out once."""
        return self.forward.run(self.state)

    def open(self, file: bytes) -> Answered:
        """Take a file's network for the visitor's own; the one before stays when it is refused."""
        self.forward.own = self.user_networks.open(file)
        return describe_network(self.forward.own.network)

    def pictured(self) -> tuple[Network, Floats]:
        """Return the network, changed as it is, and what it reads, for a heatmap."""
        run = self.run()
        return run.network, run.prepared.result
