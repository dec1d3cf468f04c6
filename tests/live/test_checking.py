import numpy as np
import pytest

from cnnviz.datasets import load_mnist
from cnnviz.live import checking
from cnnviz.live.checking import Checker
from cnnviz.live.messages import read_request
from cnnviz.live.networks import Networks
from cnnviz.live.session import Session
from cnnviz.network import Network, read_network
from tests.live.own_files import convolution, network_file
from tests.live.wire import ask_bytes, read_bytes, refusal, tell


def read_right(network: Network) -> int:
    """Count by a way of one's own."""
    images, labels = (array[:1000] for array in load_mnist("test"))
    said = network.predict(images[:, None].astype(np.float32) / 255).argmax(axis=1)
    return int((said == labels).sum())


@pytest.fixture
def session(networks: Networks) -> Session:
    """A session that has named the network, and drawn nothing."""
    session = Session(networks)
    session.merge(read_request(read_bytes(1, network="digits")))
    return session


def test_a_changed_network_is_checked_beside_the_original(session: Session, networks: Networks):
    network = networks.get("digits")
    whole = read_right(network)
    message = tell(session, ask_bytes("check", 2)).message
    assert message == {
        "type": "checked",
        "id": 2,
        "digits": 1000,
        "right": whole,
        "original_right": whole,
    }
    session.merge(read_request(read_bytes(3, off={"conv1": list(range(12))})))
    message = tell(session, ask_bytes("check", 4)).message
    assert message["original_right"] == whole
    assert message["right"] < 300  # it sees nothing


def test_the_original_is_counted_once(networks: Networks, monkeypatch: pytest.MonkeyPatch):
    network, checker = networks.get("digits"), Checker()
    counted = []
    monkeypatch.setattr(Checker, "right", lambda _self, one: counted.append(one) or 5)
    assert [checker.remembered_right(network) for _ in range(3)] == [5, 5, 5]
    assert counted == [network]


def test_it_is_the_same_in_parts_of_any_size(networks: Networks, monkeypatch: pytest.MonkeyPatch):
    network = networks.get("digits")
    monkeypatch.setattr(checking, "NUMBERS_AT_ONCE", 300 * 40_000)
    assert Checker().right(network) == read_right(network)


@pytest.mark.parametrize("labels", [tuple("abc"), tuple("1234567890"), ("0",)])
def test_only_networks_of_digits_are_checked(labels: tuple[str, ...]):
    network = read_network(network_file(convolution("conv1", 1), labels=labels))
    with pytest.raises(ValueError, match="the network's classes must be the digits 0 to 9 to be"):
        Checker().right(network)


def test_a_network_of_ones_own_is_checked(networks: Networks):
    session = Session(networks)
    file = network_file(convolution("conv1", 2))
    tell(session, ask_bytes("open_network", 1, file))
    session.merge(read_request(read_bytes(2, np.zeros((28, 28), np.uint8), network="own")))
    message = tell(session, ask_bytes("check", 3)).message
    assert message["right"] == message["original_right"] == read_right(read_network(file))


def test_nothing_is_checked_before_a_network_is_named(networks: Networks):
    assert refusal(Session(networks), ask_bytes("check", 3)).startswith("network is missing, it")
