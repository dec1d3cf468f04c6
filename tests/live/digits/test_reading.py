import io

import msgspec
import numpy as np
import pytest
from PIL import Image

from cnnviz.images.digits import prepare_steps
from cnnviz.live.connection import answer_frame
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.network import Network, make_network
from cnnviz.networks.trace import trace
from tests.live.asking import ask_bytes, read_bytes, refusal, tell, whole_read
from tests.pictures import encoded


@pytest.fixture
def session(engine: Engine) -> Session:
    return Session(engine)


def test_a_reading_is_what_the_network_says(session: Session, drawing: np.ndarray):
    answer = tell(session, whole_read(2, drawing))
    prepared = prepare_steps(drawing)
    traced = trace(session.engine.networks.get("digits"), prepared.result)
    assert (answer.message["type"], answer.message["id"]) == ("reading", 2)
    np.testing.assert_array_equal(answer.tensors["softmax"], traced.probabilities)
    np.testing.assert_allclose(
        answer.tensors["conv1"], traced["conv1"].output, rtol=1e-3, atol=1e-3
    )
    np.testing.assert_allclose(answer.tensors["input"], prepared.result, atol=1e-3)
    assert answer.message["ink_box"] == list(prepared.ink_box) == [20, 30, 90, 42]
    assert answer.message["offset"] == list(prepared.offset)
    assert answer.message["center_of_mass"] == pytest.approx(prepared.center_of_mass)
    assert answer.message["blank"] is False
    assert answer.message["engine_ms"] > 0


def test_only_asked_layers_come_but_the_last_two_always_and_exactly(
    session: Session, drawing: np.ndarray
):
    tensors = tell(session, whole_read(2, drawing, layers=["pool1"])).tensors
    assert set(tensors) == {"input", "step.fitted", "pool1", "dense2", "softmax"}
    assert tensors["pool1"].dtype == tensors["input"].dtype == np.float16
    assert tensors["dense2"].dtype == tensors["softmax"].dtype == np.float32
    assert tell(session, read_bytes(3, layers=["softmax"])).tensors["softmax"].dtype == np.float32


def test_at_rest_every_number_comes_as_torch_computed_it(session: Session, drawing: np.ndarray):
    tell(session, whole_read(2, drawing, layers=["conv1"]))
    exact = tell(session, read_bytes(3, exact=True)).tensors["conv1"]
    traced = trace(session.engine.networks.get("digits"), prepare_steps(drawing).result)
    assert exact.dtype == np.float32
    np.testing.assert_array_equal(exact, traced["conv1"].output)
    assert tell(session, read_bytes(4, exact=False)).tensors["conv1"].dtype == np.float16


def test_the_range_of_every_layer_comes_along(session: Session, drawing: np.ndarray):
    ranges = tell(session, whole_read(2, drawing, layers=[])).message["ranges"]
    traced = trace(session.engine.networks.get("digits"), prepare_steps(drawing).result)
    assert ranges == {
        layer.name: [pytest.approx(layer.output.min()), pytest.approx(layer.output.max())]
        for layer in traced.layers
    }


def test_the_fitted_digit_comes_as_a_small_picture(session: Session, drawing: np.ndarray):
    fitted = tell(session, whole_read(2, drawing)).tensors["step.fitted"]
    expected = prepare_steps(drawing).fitted
    assert fitted.dtype == np.uint8
    assert max(fitted.shape) == 20
    np.testing.assert_allclose(fitted / 255, expected, atol=0.5 / 255 + 1e-6)


def test_each_step_can_be_switched_off(session: Session, drawing: np.ndarray):
    tell(session, whole_read(2, drawing))
    off = {"crop": False, "fit": False, "center": False}
    answer = tell(session, read_bytes(3, steps=off))
    expected = prepare_steps(drawing, **off)
    np.testing.assert_allclose(answer.tensors["input"], expected.result, atol=1e-3)
    assert answer.tensors["step.fitted"].shape == (28, 28)


def test_a_blank_pad_is_said_to_be_blank(session: Session):
    answer = tell(session, whole_read(2, np.zeros((112, 112), np.uint8)))
    assert answer.message["blank"] is True
    for name in ("ink_box", "center_of_mass", "offset"):
        assert answer.message[name] is None
    assert not answer.tensors["input"].any()
    assert answer.tensors["conv1"].any()  # its biases


def test_a_later_message_may_bring_only_the_drawing(session: Session, drawing: np.ndarray):
    first = tell(session, whole_read(2, drawing))
    second = tell(session, read_bytes(3, drawing.T.copy()))
    assert set(second.tensors) == set(first.tensors)
    assert second.message["ink_box"] == [30, 20, 42, 90]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (read_bytes(2), "network is missing, it must come with the first message of type 'read'"),
        (
            read_bytes(2, network="digits"),
            "drawing is missing, it must come with the first message of type 'read'",
        ),
        (read_bytes(2, network="photos"), "network must be digits, got 'photos'"),
        (ask_bytes("export", 2), "network is missing"),
        (ask_bytes("find_digit", 2, b"no picture"), ""),
    ],
)
def test_what_cannot_be_answered_is_refused(session: Session, data: bytes, sentence: str):
    assert refusal(session, data).startswith(sentence)


def test_unknown_layers_are_answered_with_the_known_ones(session: Session, drawing: np.ndarray):
    sentence = refusal(session, whole_read(2, drawing, layers=["conv1", "conv99"]))
    assert sentence.startswith("layers[1] must be one of conv1, ")
    assert sentence.endswith("got 'conv99'")


def test_the_description_holds_what_the_view_shows(session: Session):
    network = session.engine.networks.get("digits")
    answer = tell(session, ask_bytes("describe", 4, network="digits"))
    message = answer.message
    assert (message["type"], message["id"], message["name"]) == ("network", 4, network.name)
    assert message["labels"] == list("0123456789")
    assert message["input"] == [1, 28, 28]
    assert message["parameters"] == network.parameters
    assert sum(layer["parameters"] for layer in message["layers"]) == network.parameters
    first = message["layers"][0]
    assert (first["name"], first["kind"]) == ("conv1", "convolution")
    assert first["shape"] == list(network.shapes["conv1"])
    assert len(first["kernel_size"]) == 2
    np.testing.assert_array_equal(answer.tensors["conv1.weight"], network.weights["conv1"])
    assert set(answer.tensors) == set(network.tensors())


def test_the_export_holds_every_array(session: Session, drawing: np.ndarray):
    tell(session, whole_read(2, drawing, layers=[]))
    answer = tell(session, ask_bytes("export", 3))
    assert answer.message == {"type": "file", "id": 3, "name": "cnnviz-digits.npz"}
    arrays = np.load(io.BytesIO(answer.tensors["file"].tobytes()))
    network = session.engine.networks.get("digits")
    traced = trace(network, prepare_steps(drawing).result)
    for layer in traced.layers:
        np.testing.assert_array_equal(arrays[f"{layer.name}.output"], layer.output)
    np.testing.assert_array_equal(arrays["conv1.weight"], network.weights["conv1"])
    np.testing.assert_array_equal(arrays["input"], prepare_steps(drawing).result)
    assert arrays["labels"].tolist() == list("0123456789")


def test_a_digit_is_found_in_a_picture(session: Session):
    picture = np.full((200, 160), 230, np.uint8)
    picture[50:150, 70:85] = 20
    answer = tell(session, ask_bytes("find_digit", 5, encoded(Image.fromarray(picture))))
    assert answer.message == {"type": "found", "id": 5}
    found = answer.tensors["drawing"]
    assert (found.dtype, found.shape) == (np.uint8, (112, 112))
    assert found[56, 56] > 200


def test_numbers_that_are_none_are_refused_by_the_layers_name(
    networks: Networks, drawing: np.ndarray
):
    network = networks.get("digits")
    tensors = {name: tensor.clone() for name, tensor in network.tensors().items()}
    tensors["dense1.bias"][:] = float("nan")
    session = Session(only(make_network(network.header, tensors)))
    sentence = refusal(session, whole_read(2, drawing, layers=[]))
    assert sentence == "dense1 must hold finite numbers, got NaN or infinity"


def test_values_beyond_float16_are_clipped_and_their_range_told(
    networks: Networks, drawing: np.ndarray
):
    network = networks.get("digits")
    tensors = {name: tensor.clone() for name, tensor in network.tensors().items()}
    tensors["conv1.bias"][:] = 1e6
    session = Session(only(make_network(network.header, tensors)))
    answer = tell(session, whole_read(2, drawing, layers=["conv1"]))
    assert answer.tensors["conv1"].max() == 65504
    assert answer.message["ranges"]["conv1"][1] == pytest.approx(1e6, rel=1e-3)


def test_every_answer_has_the_id_it_answers(session: Session, drawing: np.ndarray):
    tell(session, whole_read(1, drawing))
    for id_, data in enumerate(
        [
            ask_bytes("ping", 7),
            ask_bytes("describe", 8, network="digits"),
            ask_bytes("export", 9),
            read_bytes(10),
        ],
        7,
    ):
        assert tell(session, data).message["id"] == id_


def test_what_waits_for_torch_is_not_called_quick(drawing: np.ndarray, engine: Engine):
    cold = Session(Engine())
    request = read_request(whole_read(2, drawing))
    cold.merge(request)
    assert not cold.is_quick(request)
    warm = Session(engine)
    warm.merge(request)
    assert warm.is_quick(request)
    assert not warm.is_quick(read_request(ask_bytes("export", 3)))
    assert warm.is_quick(read_request(ask_bytes("ping", 3)))


def only(network: Network) -> Engine:
    networks = Networks(load=lambda _path: network)
    networks.warm_up()
    return Engine(networks)


def test_messages_are_plain_json(session: Session, drawing: np.ndarray):
    request = read_request(whole_read(2, drawing))
    session.merge(request)
    data = answer_frame(session, request)
    header = msgspec.json.decode(data[8 : 8 + int.from_bytes(data[:8], "little")])
    assert list(header["__metadata__"]) == ["message"]
