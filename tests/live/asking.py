"""What a browser does, for tests: lay out messages, have them answered, take answers apart."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from cnnviz.live.connection import answer_frame
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.frames import write_frame

LAYERS = ("conv1", "pool1", "dense1")


@dataclass(frozen=True, eq=False)
class Answer:
    """One of the server's frames."""

    message: dict[str, Any]
    tensors: dict[str, np.ndarray]


def take_apart(data: bytes) -> Answer:
    """Read a frame with the safetensors library rather than with our own code."""
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return Answer(json.loads(header["__metadata__"]["message"]), safetensors.numpy.load(data))


def read_bytes(
    id_: int,
    drawing: np.ndarray | None = None,
    weights: dict[str, np.ndarray] | None = None,
    **fields: Any,
) -> bytes:
    """Lay out a "read" message of the given parts."""
    tensors = {} if drawing is None else {"drawing": drawing}
    return write_frame({"type": "read", "id": id_} | fields, tensors | (weights or {}))


def whole_read(id_: int, drawing: np.ndarray, **fields: Any) -> bytes:
    """Lay out a "read" message that leaves nothing out."""
    return read_bytes(id_, drawing, **({"network": "digits", "layers": LAYERS} | fields))


def ask_bytes(type_: str, id_: int, file: bytes | None = None, **fields: Any) -> bytes:
    """Lay out any other message."""
    tensors = {} if file is None else {"file": np.frombuffer(file, np.uint8)}
    return write_frame({"type": type_, "id": id_} | fields, tensors)


SOBEL_X = {"name": "Sobel x", "values": [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], "bias": 0}


def stage_of(**changes: Any) -> dict[str, Any]:
    """Write a stage of Sobel x, ReLU and max pooling, or another."""
    return {"kernels": [SOBEL_X], "activation": "relu", "pooling": "max"} | changes


def filter_bytes(id_: int, picture: np.ndarray | None = None, **fields: Any) -> bytes:
    """Lay out a "filter" message of the given parts."""
    tensors = {} if picture is None else {"picture": picture}
    return write_frame({"type": "filter", "id": id_} | fields, tensors)


def tell(session: Session, data: bytes) -> Answer:
    """Hand a session a message as the connection would, and take its answer apart."""
    request = read_request(data)
    session.merge(request)
    return take_apart(answer_frame(session, request))


def refusal(session: Session, data: bytes) -> str:
    """Return the sentence with which a session refuses a message."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is looked at
        tell(session, data)
    return str(caught.value)


def kernel(*shape: int, fill: float = 1) -> dict[str, Any]:
    """Return a kernel of equal weights as a "filter" message has it."""
    return {"values": np.full(shape, fill).tolist()}
