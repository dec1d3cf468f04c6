import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.live.digits import checking
from cnnviz.live.digits.checking import Checker, are_right
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.editing import edit_network
from cnnviz.networks.network import Network, read_network
from tests.live.asking import ask_bytes, read_bytes, refusal, tell
from tests.live.own_files import convolution, network_file


def read_right(network: Network) -> int:
    """Count by a way of one's own."""
    images, labels = (array[:1000] for array in load_mnist("test"))
    said = network.predict(images[:, None].astype(np.float32) / 255).argmax(axis=1)
    return int((said == labels).sum())


@pytest.fixture
def session(engine: Engine) -> Session:
    """A session that has named the network, and drawn nothing."""
    session = Session(engine)
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
    right = np.array([True, False])
    monkeypatch.setattr(checking, "are_right", lambda one: counted.append(one) or right)
    assert [checker.check(network, network) for _ in range(3)] == [(2, 1, 1)] * 3
    assert counted == [network]


def test_it_is_the_same_in_parts_of_any_size(networks: Networks, monkeypatch: pytest.MonkeyPatch):
    network = networks.get("digits")
    monkeypatch.setattr(checking, "AT_ONCE", 300)
    assert are_right(network).sum() == read_right(network)


def test_a_network_that_takes_long_is_checked_with_as_many_digits_as_there_is_time_for(
    networks: Networks, monkeypatch: pytest.MonkeyPatch
):
    network = networks.get("digits")
    blind = edit_network(network, {}, {"conv1": tuple(range(12))})
    all_right, all_blind = are_right(network), are_right(blind)
    checker = Checker()
    assert len(all_right) == checker.check(network, network).digits == 1000
    monkeypatch.setattr(checking, "SECONDS", 0)
    few = all_blind[:20].sum(), all_right[:20].sum()
    assert checker.check(blind, network) == (20, *few)
    assert few[0] < few[1]


@pytest.mark.parametrize("labels", [tuple("abc"), tuple("1234567890"), ("0",)])
def test_only_networks_of_digits_are_checked(labels: tuple[str, ...]):
    network = read_network(network_file(convolution("conv1", 1), labels=labels))
    with pytest.raises(ValueError, match="the network's classes must be the digits 0 to 9 to be"):
        are_right(network)


def test_a_network_of_ones_own_is_checked(engine: Engine):
    session = Session(engine)
    file = network_file(convolution("conv1", 2))
    tell(session, ask_bytes("open_network", 1, file))
    session.merge(read_request(read_bytes(2, np.zeros((28, 28), np.uint8), network="own")))
    message = tell(session, ask_bytes("check", 3)).message
    assert message["right"] == message["original_right"] == read_right(read_network(file))


def test_nothing_is_checked_before_a_network_is_named(engine: Engine):
    assert refusal(Session(engine), ask_bytes("check", 3)).startswith("network is missing, it")
