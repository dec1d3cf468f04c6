import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnnviz.live
from cnnviz.live.digits.reading import FindDigit
from cnnviz.live.digits.state import Read, Steps
from cnnviz.live.session import Ping, read_request
from cnnviz.live.wire.errors import MessageError
from cnnviz.live.wire.frames import write_frame
from tests.live.asking import ask_bytes, read_bytes


def refusal(data: bytes) -> MessageError:
    with pytest.raises(MessageError) as caught:
        read_request(data)
    return caught.value


def test_the_live_engine_knows_nothing_of_streamlit():
    folder = Path(cnnviz.live.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.split(".")[0] == "streamlit"], path
            assert not [n for n in names if n.startswith(("cnnviz.components", "cnnviz.pages"))]


def test_a_whole_read_is_understood(drawing: np.ndarray):
    data = read_bytes(
        2,
        drawing,
        network="digits",
        steps={"crop": True, "fit": False, "center": True},
        layers=["conv1", "relu1"],
    )
    request = read_request(data)
    assert request.message == Read(
        id=2, network="digits", steps=Steps(fit=False), layers=("conv1", "relu1")
    )
    np.testing.assert_array_equal(request.tensor, drawing)


def test_all_but_the_id_may_be_left_out_of_a_read():
    request = read_request(read_bytes(3))
    assert request.message == Read(id=3)
    assert request.tensor is None


def test_a_file_comes_with_find_digit():
    request = read_request(ask_bytes("find_digit", 4, b"GIF89a"))
    assert request.message == FindDigit(id=4)
    assert request.tensor is not None
    assert request.tensor.tobytes() == b"GIF89a"


@pytest.mark.parametrize("id_", [1, 2**31 - 1])
def test_ids_reach_from_1_to_2147483647(id_: int):
    assert read_request(ask_bytes("ping", id_)).message == Ping(id=id_)


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"id": 5}, "type is missing, it must be one of"),
        (
            {"type": "paint", "id": 5},
            "type must be one of 'read', 'find_digit', 'export', ",
        ),
        ({"type": "ping", "id": 5, "also": 1}, "also is not a known field, known are type, id"),
        ({"type": "describe", "id": 5}, "network is missing, it must be a built-in network's"),
        (
            {"type": "describe", "id": 5, "network": "../../etc/passwd"},
            "network must be a built-in network's name, up to 32 of a-z, 0-9, _ and -, got '../..",
        ),
        ({"type": "read", "id": 5, "network": "n" * 33}, "network must be a built-in network's"),
        ({"type": "read", "id": 5, "layers": ["c"] * 129}, "layers must be a list of at most 128"),
        ({"type": "read", "id": 5, "layers": ["conv1", 2]}, "layers[1] must be a layer's name"),
        (
            {"type": "read", "id": 5, "steps": {"crop": "yes"}},
            "steps.crop must be true or false, got 'yes'",
        ),
        ({"type": "read", "id": 5, "steps": {"turn": 1}}, "steps.turn is not a known field"),
        (["read"], "the JSON must be an object"),
    ],
)
def test_a_bad_message_is_refused_with_a_sentence_and_its_id(message: object, sentence: str):
    error = refusal(write_frame(message))
    assert str(error).startswith(sentence)
    assert error.id == (5 if isinstance(message, dict) else None)


@pytest.mark.parametrize("id_", [0, -1, 2**31, 1.5, "1", None])
def test_a_bad_id_is_refused_and_not_repeated(id_: object):
    error = refusal(write_frame({"type": "ping", "id": id_}))
    assert str(error).startswith("id must be ")
    assert "between 1 and 2147483647, got " in str(error)
    assert error.id is None


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        (np.zeros((28, 28), np.float32), "drawing must be U8 with 2 axes (H, W), got float32"),
        (np.zeros((1, 28, 28), np.uint8), "drawing must be U8 with 2 axes (H, W), got uint8 with"),
        (np.zeros((513, 4), np.uint8), "drawing's sides must be between 1 and 512, got [513, 4]"),
        (np.zeros((0, 4), np.uint8), "drawing's sides must be between 1 and 512, got [0, 4]"),
    ],
)
def test_a_drawing_has_two_sides_of_1_to_512(drawing: np.ndarray, sentence: str):
    error = refusal(read_bytes(6, drawing))
    assert str(error).startswith(sentence)
    assert error.id == 6


def test_the_largest_drawing_is_taken():
    assert read_request(read_bytes(6, np.zeros((512, 512), np.uint8))).tensor is not None


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "tensor file is missing, it must hold the picture file's bytes"),
        (b"", "file must be between 1 and 8388608 bytes, got 0"),
    ],
)
def test_a_file_has_at_least_a_byte(file: bytes | None, sentence: str):
    assert str(refusal(ask_bytes("find_digit", 7, file))) == sentence


def test_a_file_of_8_mebibytes_is_taken_and_no_larger_one():
    assert read_request(ask_bytes("find_digit", 8, bytes(2**23))).tensor is not None
    assert str(refusal(ask_bytes("find_digit", 8, bytes(2**23 + 1)))).startswith(
        "file must be between 1 and 8388608 bytes, got 8388609"
    )


def test_a_file_is_flat_bytes():
    data = write_frame({"type": "find_digit", "id": 9}, {"file": np.zeros((2, 2), np.uint8)})
    assert str(refusal(data)) == "file must be U8 with 1 axis, got uint8 with shape [2, 2]"


def test_tensors_that_do_not_belong_are_refused(drawing: np.ndarray):
    data = write_frame({"type": "ping", "id": 9}, {"drawing": drawing})
    assert str(refusal(data)) == ("a message of type 'ping' carries no tensor, got 'drawing'")
    data = write_frame({"type": "read", "id": 9}, {"file": drawing})
    assert str(refusal(data)) == (
        "a message of type 'read' may carry the tensor drawing, got 'file'"
    )


@given(st.binary(max_size=300))
def test_garbage_is_answered_with_one_short_line(data: bytes):
    sentence = str(refusal(data))
    assert "\n" not in sentence
    assert len(sentence) < 400
