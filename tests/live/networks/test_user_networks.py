import gc

import numpy as np
import pytest

from cnnviz.images.digits import prepare_steps
from cnnviz.live.engine import Engine
from cnnviz.live.networks import user_networks
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.user_networks import QUICK_MS, OwnNetwork, UserNetworks, products_of
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import MessageError
from cnnviz.networks.editing import edit_network
from cnnviz.networks.layers import MaxPooling, Relu
from cnnviz.networks.network import read_network
from tests.live.asking import LAYERS, ask_bytes, read_bytes, refusal, tell, whole_read
from tests.live.own_files import convolution, network_file

SMALL = network_file(convolution("conv1", 2))


@pytest.fixture
def session(engine: Engine, drawing: np.ndarray) -> Session:
    """A session that has read a drawing by the built-in network."""
    session = Session(engine)
    tell(session, whole_read(1, drawing))
    return session


def test_an_opened_network_is_described_and_reads(session: Session, drawing: np.ndarray):
    network = read_network(SMALL)
    answer = tell(session, ask_bytes("open_network", 2, SMALL))
    assert (answer.message["type"], answer.message["id"]) == ("network", 2)
    assert [layer["name"] for layer in answer.message["layers"]] == list(network.shapes)
    np.testing.assert_array_equal(answer.tensors["conv1.weight"], network.weights["conv1"])
    reading = tell(session, read_bytes(3, network="own", layers=["conv1"]))
    expected = network.predict(prepare_steps(drawing).result[None])[0]
    np.testing.assert_array_equal(reading.tensors["softmax"], expected)
    again = tell(session, ask_bytes("describe", 4, network="own"))
    np.testing.assert_array_equal(again.tensors["out.weight"], network.weights["out"])


def test_the_built_in_network_is_still_there(session: Session, drawing: np.ndarray):
    before = tell(session, read_bytes(2)).tensors["softmax"]
    tell(session, ask_bytes("open_network", 3, SMALL))
    tell(session, read_bytes(4, network="own", layers=[]))
    after = tell(session, read_bytes(5, network="digits", layers=LAYERS)).tensors["softmax"]
    np.testing.assert_array_equal(after, before)


def test_what_one_visitor_opens_no_other_sees(session: Session, engine: Engine):
    tell(session, ask_bytes("open_network", 2, SMALL))
    other = Session(engine)
    sentence = refusal(other, ask_bytes("describe", 3, network="own"))
    assert sentence == (
        "network must be opened before it is called 'own', by a message of type 'open_network' "
        "with its file"
    )


def test_a_refused_file_leaves_the_network_before_it(session: Session):
    tell(session, ask_bytes("open_network", 2, SMALL))
    refusal(session, ask_bytes("open_network", 3, b"no network"))
    answer = tell(session, ask_bytes("describe", 4, network="own"))
    assert answer.message["name"] == "mine"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"GIF89a", "the file: not a safetensors file, it has only 6 bytes"),
        (SMALL[:-1], "the file: not a safetensors file ("),
        (b"\xff" * 100, "the file: not a network file, its header must be at most 92 bytes"),
        (
            network_file(convolution("conv1", 2), shape=(3, 28, 28)),
            "the file: the network's input must be 1 × 28 × 28, got 3 × 28 × 28",
        ),
        (
            network_file(convolution("input", 2)),
            "the file: a layer's name must not be input or original, got 'input'",
        ),
        (
            network_file(Relu(name="original")),
            "the file: a layer's name must not be input or original, got 'original'",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused(session: Session, file: bytes, sentence: str):
    assert refusal(session, ask_bytes("open_network", 2, file)).startswith(sentence)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "tensor file is missing, it must hold the network file's bytes"),
        (b"", "file must be between 1 and 8388608 bytes, got 0"),
        (bytes(2**23 + 1), "file must be between 1 and 8388608 bytes, got 8388609"),
    ],
)
def test_a_network_file_has_its_limits(file: bytes | None, sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(ask_bytes("open_network", 2, file))
    assert str(caught.value) == sentence


def test_products_are_counted_as_the_textbook_does():
    layers = (
        convolution("conv1", 10, side=5),
        MaxPooling(name="p", kernel_size=(2, 2), stride=(2, 2)),
    )
    assert products_of(layers[0], (3, 32, 32)) == 10 * 784 * 75
    assert products_of(layers[1], (10, 28, 28)) == 10 * 14 * 14 * 4
    assert products_of(Relu(name="relu1"), (10, 14, 14)) == 10 * 14 * 14


def test_what_takes_too_many_products_is_refused(session: Session):
    file = network_file(
        convolution("conv1", 9, side=31, padding=30),
        convolution("conv2", 40, side=5),
        MaxPooling(name="pool1", kernel_size=(27, 27), stride=(27, 27)),
    )
    products = 58 * 58 * 9 * 961 + 54 * 54 * 40 * 225 + 4 * 40 * 729 + 160 * 10 + 160 + 10
    assert refusal(session, ask_bytes("open_network", 2, file)) == (
        f"the network must take at most 50,000,000 products for one picture, got {products:,}"
    )


def test_what_gives_too_many_numbers_is_refused(session: Session):
    file = network_file(
        convolution("conv1", 100, padding=1), *(Relu(name=f"relu{index}") for index in range(12))
    )
    assert refusal(session, ask_bytes("open_network", 2, file)) == (
        "the network's layers must give at most 1,000,000 numbers together, "
        f"got {100 * 784 * 14 + 20:,}"
    )


def test_what_takes_too_long_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(user_networks, "MAX_MS", 0)
    sentence = refusal(session, ask_bytes("open_network", 2, SMALL))
    assert sentence.startswith("the network must read a drawing within 0 ms, took ")


def test_all_opened_networks_together_have_only_so_much_room():
    opened = UserNetworks(max_bytes=2 * 4 * read_network(SMALL).parameters)
    first, second = opened.open(SMALL), opened.open(SMALL)
    with pytest.raises(ValueError, match=r"opened networks must take at most .* try again later"):
        opened.open(SMALL)
    del second
    gc.collect()
    third = opened.open(SMALL)
    assert first.network is not third.network


def test_a_session_gone_makes_room(engine: Engine):
    engine = Engine(engine.networks)
    engine.user_networks = UserNetworks(max_bytes=4 * read_network(SMALL).parameters)
    first = Session(engine)
    tell(first, ask_bytes("open_network", 2, SMALL))
    tell(first, read_bytes(3, np.zeros((28, 28), np.uint8), network="own", off={"conv1": [0]}))
    assert refusal(Session(engine), ask_bytes("open_network", 2, SMALL)).endswith("again later")
    del first
    gc.collect()
    tell(Session(engine), ask_bytes("open_network", 2, SMALL))


def test_a_network_that_takes_its_time_reads_in_the_workers(session: Session):
    read = read_request(read_bytes(3, network="own", layers=[]))
    ask = read_request(ask_bytes("inspect", 4, layer="conv1", unit=[0, 0, 0]))
    session.merge(read)
    assert session.is_quick(read)  # it is refused
    tell(session, ask_bytes("open_network", 2, SMALL))
    network = read_network(SMALL)
    for milliseconds, quick in ((QUICK_MS / 2, True), (QUICK_MS * 2, False)):
        session.digits.forward.own = OwnNetwork(network, milliseconds)
        assert session.is_quick(read) is session.is_quick(ask) is quick


def test_a_changed_network_is_saved_and_comes_back_the_same(session: Session, networks: Networks):
    network = networks.get("digits")
    changed = {"conv2.weight": -network.weights["conv2"]}
    reading = tell(
        session, read_bytes(2, weights=changed, changed=["conv2.weight"], off={"conv1": [4]})
    )
    answer = tell(session, ask_bytes("save_network", 3))
    assert answer.message == {
        "type": "file",
        "id": 3,
        "name": "cnnviz-digits-edited.safetensors",
    }
    file = answer.tensors["file"].tobytes()
    saved = read_network(file)
    edited = edit_network(network, changed, {"conv1": [4]})
    for name, weights in edited.weights.items():
        np.testing.assert_array_equal(saved.weights[name], weights)
    assert saved.training["edited"] == ["conv1.bias", "conv1.weight", "conv2.weight"]
    assert saved.accuracy == {}
    tell(session, ask_bytes("open_network", 4, file))
    again = tell(session, read_bytes(5, network="own", changed=[], off={}))
    np.testing.assert_array_equal(again.tensors["softmax"], reading.tensors["softmax"])
    assert "original" not in again.tensors


def test_a_server_that_is_told_all_again_goes_on_where_another_was(
    engine: Engine, drawing: np.ndarray
):
    bias = np.array([-0.5, 2], np.float32)
    readings = []
    for session in (Session(engine), Session(Engine())):
        tell(session, ask_bytes("open_network", 1, SMALL))
        told = {"network": "own", "layers": ["conv1"], "changed": ["conv1.bias"], "off": {}}
        readings.append(tell(session, read_bytes(2, drawing, {"conv1.bias": bias}, **told)))
    for name, tensor in readings[0].tensors.items():
        np.testing.assert_array_equal(tensor, readings[1].tensors[name])


def test_a_network_is_saved_unchanged_under_its_own_name(session: Session, networks: Networks):
    answer = tell(session, ask_bytes("save_network", 3))
    assert answer.message["name"] == "cnnviz-digits.safetensors"
    saved = read_network(answer.tensors["file"].tobytes())
    assert saved.header == networks.get("digits").header


def test_nothing_is_saved_before_a_network_is_named(engine: Engine):
    sentence = refusal(Session(engine), ask_bytes("save_network", 3))
    assert sentence == "network is missing, it must come with the first message of type 'read'"
