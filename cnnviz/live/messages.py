"""What browser and server may say to each other on ``/live``, with a limit on everything.

Each message is one Struct; the tensors that may come beside it are checked here as well, so that
a `Request` is sound as a whole. The layout around them is that of `cnnviz.live.frames`.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
import numpy as np
from msgspec import UNSET, Meta, Struct, UnsetType
from numpy.typing import NDArray

from cnnviz.live.frames import Tensors, read_frame
from cnnviz.validation import decode, show_value

MAX_ID: Final = 2**31 - 1
MAX_LAYERS: Final = 128  # as many as a network file may have
MAX_DRAWING_SIDE: Final = 512
MAX_FILE_BYTES: Final = 8 * 1024 * 1024

Id = Annotated[int, Meta(ge=1, le=MAX_ID)]
NetworkName = Annotated[
    str,
    Meta(
        pattern="^[a-z][a-z0-9_-]{0,31}$",
        description="a built-in network's name, up to 32 of a-z, 0-9, _ and -",
    ),
]
LayerName = Annotated[
    str,
    Meta(
        pattern="^[a-z][a-z0-9_]{0,31}$", description="a layer's name, up to 32 of a-z, 0-9 and _"
    ),
]


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """Which steps from drawing to 28×28 are done; see `cnnviz.digits.prepare_steps`."""

    crop: bool = True
    fit: bool = True
    center: bool = True


class _Message(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", kw_only=True):
    id: Id


class Describe(_Message, frozen=True, tag="describe"):
    """Tell me this network's layers, labels and weights."""

    network: NetworkName


class Read(_Message, frozen=True, tag="read"):
    """Read this drawing. What is left out is as it was in the message before.

    `exact` asks for float32 in place of float16, for when the pen rests and numbers are read.
    """

    network: NetworkName | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    layers: Annotated[tuple[LayerName, ...], Meta(max_length=MAX_LAYERS)] | UnsetType = UNSET
    exact: bool | UnsetType = UNSET


class FindDigit(_Message, frozen=True, tag="find_digit"):
    """Find the handwritten digit in this picture file."""


class Export(_Message, frozen=True, tag="export"):
    """Give me everything about the reading as one file."""


class Ping(_Message, frozen=True, tag="ping"):
    """Show me that you are there."""


AnyMessage = Describe | Read | FindDigit | Export | Ping


class NetworkDescription(Struct, tag_field="type", tag="network"):
    """Answer to `Describe`; tensors "conv1.weight", "conv1.bias", … beside it."""

    id: int
    name: str
    labels: tuple[str, ...]
    input: tuple[int, int, int]
    parameters: int
    accuracy: dict[str, float]
    layers: list[dict[str, Any]]  # name, kind, shape, parameters, and the kind's own fields


class Reading(Struct, tag_field="type", tag="reading"):
    """Answer to `Read`; the layers' outputs, the input and two of the steps beside it."""

    id: int
    blank: bool
    engine_ms: float
    ink_box: tuple[int, int, int, int] | None
    center_of_mass: tuple[float, float] | None
    offset: tuple[int, int] | None
    ranges: dict[str, tuple[float, float]]


class Found(Struct, tag_field="type", tag="found"):
    """Answer to `FindDigit`; tensor "drawing" beside it."""

    id: int


class File(Struct, tag_field="type", tag="file"):
    """Answer to `Export`; tensor "file" beside it."""

    id: int
    name: str


class Pong(Struct, tag_field="type", tag="pong"):
    """Answer to `Ping`."""

    id: int


class Error(Struct, tag_field="type", tag="error", omit_defaults=True):
    """One plain sentence; the connection lives on.

    `retry_after_ms` is there when the same message may well be taken a little later.
    """

    id: int | None
    message: str
    retry_after_ms: int | None = None


@dataclass(frozen=True, eq=False)
class Request:
    """A checked message, with the one tensor that may come with its kind."""

    message: AnyMessage
    tensor: NDArray[np.uint8] | None


class MessageError(ValueError):
    """A message that breaks the rules, and its id where that could be made out."""

    def __init__(self, sentence: str, id_: int | None = None) -> None:
        super().__init__(sentence)
        self.id = id_


class _OnlyId(Struct):
    id: Id


def read_request(data: bytes) -> Request:
    """Take one binary message from a browser apart and check all of it.

    Raises
    ------
    MessageError
        With a sentence that names the field, its value and what is allowed.
    """
    id_ = None
    try:
        frame = read_frame(data)
        id_ = _peek_id(frame.message)
        message: AnyMessage = decode(frame.message, AnyMessage)  # type: ignore[arg-type] # no class
        return Request(message, _check_tensors(message, frame.tensors))
    except ValueError as error:
        raise MessageError(str(error), id_) from error


def _peek_id(text: bytes) -> int | None:
    """Find the id of a message that may be wrong in every other way."""
    try:
        return msgspec.json.decode(text, type=_OnlyId).id
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _check_tensors(message: AnyMessage, tensors: Tensors) -> NDArray[np.uint8] | None:
    wanted = {Read: "drawing", FindDigit: "file"}.get(type(message))
    for name in tensors:
        if name != wanted:
            allowed = f"may carry the tensor {wanted}" if wanted else "carries no tensor"
            kind = show_value(message.__struct_config__.tag)
            raise ValueError(f"a message of type {kind} {allowed}, got {show_value(name)}")
    tensor = tensors.get(wanted) if wanted else None
    if isinstance(message, FindDigit):
        return _check_file(tensor)
    return None if tensor is None else _check_drawing(tensor)


def _check_file(tensor: NDArray[Any] | None) -> NDArray[np.uint8]:
    if tensor is None:
        raise ValueError("tensor file is missing, it must hold the picture file's bytes")
    if tensor.dtype != np.uint8 or tensor.ndim != 1:
        raise ValueError(f"file must be U8 with 1 axis, got {_describe(tensor)}")
    if not 1 <= tensor.size <= MAX_FILE_BYTES:
        raise ValueError(f"file must be between 1 and {MAX_FILE_BYTES} bytes, got {tensor.size}")
    return tensor


def _check_drawing(tensor: NDArray[Any]) -> NDArray[np.uint8]:
    if tensor.dtype != np.uint8 or tensor.ndim != 2:
        raise ValueError(f"drawing must be U8 with 2 axes (H, W), got {_describe(tensor)}")
    if not all(1 <= side <= MAX_DRAWING_SIDE for side in tensor.shape):
        raise ValueError(
            f"drawing's sides must be between 1 and {MAX_DRAWING_SIDE}, got {list(tensor.shape)}"
        )
    return tensor


def _describe(tensor: NDArray[Any]) -> str:
    return f"{tensor.dtype.name} with shape {list(tensor.shape)}"
