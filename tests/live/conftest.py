import numpy as np
import pytest

from cnnviz.live.networks import Networks


@pytest.fixture(scope="session")
def networks() -> Networks:
    """The built-in networks, loaded."""
    networks = Networks()
    networks.warm_up()
    return networks


@pytest.fixture
def drawing() -> np.ndarray:
    """(112, 112) uint8: a thick 1, not in the middle."""
    drawing = np.zeros((112, 112), np.uint8)
    drawing[20:90, 30:42] = 255
    return drawing
