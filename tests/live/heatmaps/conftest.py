"""A drawing that heatmaps are asked of, and who makes them."""

from collections.abc import Iterator

import numpy as np
import pytest

from cnnviz.images.digits import prepare_steps
from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps.cache import HeatmapCache
from cnnviz.live.heatmaps.process import HeatProcess
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from tests.live.asking import read_bytes


@pytest.fixture
def session(engine: Engine, drawing: np.ndarray) -> Session:
    """A session that reads a drawing, and works at an occlusion place by place."""
    return reading(engine, drawing)


def reading(engine: Engine, drawing: np.ndarray) -> Session:
    session = Session(engine)
    session.merge(read_request(read_bytes(1, drawing, network="digits")))
    session.digits.heatmaps = HeatmapCache(engine.networks, engine.heat_maker, seconds=0)
    return session


@pytest.fixture
def picture(drawing: np.ndarray) -> np.ndarray:
    return prepare_steps(drawing).result


@pytest.fixture(scope="session")
def apart() -> Iterator[Engine]:
    """An engine whose slow heatmaps are made in another process."""
    networks = Networks()
    engine = Engine(networks, heat_maker=HeatProcess(networks))
    yield engine
    engine.heat_maker.end()
