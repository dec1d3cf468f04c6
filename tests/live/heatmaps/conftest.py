"""A drawing that heatmaps are asked of, and who makes them."""

from collections.abc import Iterator

import numpy as np
import pytest

from cnnviz.images.digits import prepare_steps
from cnnviz.live.heatmaps.cache import Heats
from cnnviz.live.heatmaps.process import HeatProcess
from cnnviz.live.messages import read_request
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session
from tests.live.asking import read_bytes


@pytest.fixture
def session(networks: Networks, drawing: np.ndarray) -> Session:
    """A session that reads a drawing, and works at an occlusion place by place."""
    return reading(networks, drawing)


def reading(networks: Networks, drawing: np.ndarray) -> Session:
    session = Session(networks)
    session.merge(read_request(read_bytes(1, drawing, network="digits")))
    session._heats = Heats(networks, seconds=0)
    return session


@pytest.fixture
def picture(drawing: np.ndarray) -> np.ndarray:
    return prepare_steps(drawing).result


@pytest.fixture(scope="session")
def apart() -> Iterator[Networks]:
    """Networks whose slow heatmaps are made in another process."""
    networks = Networks(heat_maker=HeatProcess)
    yield networks
    networks.heat_maker.end()
