"""One visitor of the Digits page."""

from cnnviz.live.digits.explaining import Explanations
from cnnviz.live.digits.network_files import NetworkFiles
from cnnviz.live.digits.page import DigitsPage
from cnnviz.live.digits.reading import Readings
from cnnviz.live.heatmaps.cache import Heatmaps
from cnnviz.live.training.trained import TrainedNetworks
from cnnviz.live.wire.features import PageSession


class DigitsSession(PageSession[DigitsPage]):
    """Reads drawings, and answers what is asked about the newest reading."""

    features = (
        Readings,
        Explanations,
        NetworkFiles,
        Heatmaps,
        TrainedNetworks,
    )
