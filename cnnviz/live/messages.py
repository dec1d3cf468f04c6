"""What a browser may say on ``/live``, with a limit on everything.

Each message is one Struct; the tensors that may come beside it are checked here as well, so that
a `Request` is sound as a whole. The layout around them is that of `cnnviz.live.wire.frames`.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np
from msgspec import UNSET, Meta, Struct, UnsetType
from numpy.typing import NDArray

from cnnviz.common.shown_values import show_value
from cnnviz.common.validation import decode
from cnnviz.live.digits.questions import Changed, Off, OpenNetwork, Question
from cnnviz.live.filters.kernel_formulas import MakeKernel
from cnnviz.live.filters.stages import Stages, check_kernels
from cnnviz.live.photos.messages import Look, PhotoQuestion
from cnnviz.live.training.trained import OpenTrained
from cnnviz.live.wire.errors import MessageError
from cnnviz.live.wire.frames import Tensors, read_frame
from cnnviz.live.wire.messages import MAX_LAYERS, Id, LayerName, Message, NetworkName
from cnnviz.live.wire.tensors import check_drawing, check_file, check_picture, check_weights

Language = Literal["pytorch", "opencv", "numpy"]
Weights = Mapping[str, NDArray[np.float32]]


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """Which steps from drawing to 28×28 are done; see `cnnviz.images.digits.prepare_steps`."""

    crop: bool = True
    fit: bool = True
    center: bool = True


class Describe(Message, frozen=True, tag="describe"):
    """Tell me this network's layers, labels and weights."""

    network: NetworkName


class Read(Message, frozen=True, tag="read"):
    """Read this drawing. What is left out is as it was in the message before.

    `exact` asks for float32 in place of float16, for when the pen rests and numbers are read.
    `changed` names all weights and biases that are other than the network's own; each comes as a
    tensor of that name with the first message that names it, and whenever it changes. `off` gives
    the maps that are switched off, by layer.
    """

    network: NetworkName | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    layers: Annotated[tuple[LayerName, ...], Meta(max_length=MAX_LAYERS)] | UnsetType = UNSET
    exact: bool | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET
    off: Off | UnsetType = UNSET


class Filter(Message, frozen=True, tag="filter"):
    """Send this picture through these stages. What is left out is as it was before.

    `exact` asks for float32 in place of float16, as in `Read`.
    """

    stages: Stages | UnsetType = UNSET
    exact: bool | UnsetType = UNSET


class Code(Message, frozen=True, tag="code"):
    """Write the stages as a program."""

    language: Language


class FindDigit(Message, frozen=True, tag="find_digit"):
    """Find the handwritten digit in this picture file."""


class ReadPicture(Message, frozen=True, tag="read_picture"):
    """Decode this picture file, in color and in grey."""


class Export(Message, frozen=True, tag="export"):
    """Ask for everything about the reading, or the filtered picture, as one file."""


class Ping(Message, frozen=True, tag="ping"):
    """Show me that you are there."""


AnyMessage = (
    Describe
    | Read
    | Filter
    | Look
    | Code
    | FindDigit
    | ReadPicture
    | MakeKernel
    | Export
    | Ping
    | Question
    | PhotoQuestion
    | OpenTrained
)
WITH_FILE: Final = (FindDigit, ReadPicture, OpenNetwork)
"""They bring a file, which is large and takes long."""


@dataclass(frozen=True, eq=False)
class Request:
    """A checked message, with the one tensor that may come with its kind.

    `weights` are those that a "read" brings besides, by their names in a network file. `came` is
    when it was read, on `time.perf_counter`'s clock.
    """

    message: AnyMessage
    tensor: NDArray[np.uint8] | None
    weights: Weights = field(default_factory=dict)
    came: float = field(default_factory=time.perf_counter)


_TENSORS_OF: Final[dict[Any, str]] = {
    Read: "drawing",
    Filter: "picture",
    Look: "picture",
} | dict.fromkeys(WITH_FILE, "file")
_STAGE: Final = re.compile(r"(?P<field>(?P<stage>stages\[\d+\]\.)[\w.\[\]]*\w\]?)")


class _OnlyId(Struct):
    id: Id


def read_request(data: bytes) -> Request:
    """Take one binary message from a browser apart and check all of it.

    Raises
    ------
    MessageError
        With a sentence that names the field, its value and what is allowed.
    """
    text = b""
    try:
        frame = read_frame(data)
        text = frame.message
        message: AnyMessage = decode(text, AnyMessage)  # type: ignore[arg-type] # no class
        if isinstance(message, Filter) and message.stages is not UNSET:
            check_kernels(message.stages)
        return _with_tensors(message, frame.tensors)
    except ValueError as error:
        sentence, field = _within_stage(str(error))
        raise MessageError(sentence, _peek_id(text), field) from error


def _within_stage(sentence: str) -> tuple[str, str | None]:
    """Part the place in a stage from a sentence, which is shown where the stage is set up."""
    match = _STAGE.match(sentence)
    return (sentence[match.end("stage") :], match["field"]) if match else (sentence, None)


def _peek_id(text: bytes) -> int | None:
    """Find the id of a message that may be wrong in every other way."""
    try:
        return msgspec.json.decode(text, type=_OnlyId).id
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _with_tensors(message: AnyMessage, tensors: Tensors) -> Request:
    wanted = _TENSORS_OF.get(type(message))
    weights = {}
    for name, tensor in tensors.items():
        if isinstance(message, Read) and name.endswith((".weight", ".bias")):
            weights[name] = check_weights(tensor, name)
        elif name != wanted:
            allowed = f"may carry the tensor {wanted}" if wanted else "carries no tensor"
            kind = show_value(message.__struct_config__.tag)
            raise ValueError(f"a message of type {kind} {allowed}, got {show_value(name)}")
    return Request(message, _check_tensor(message, tensors.get(wanted or "")), weights)


def _check_tensor(message: AnyMessage, tensor: NDArray[Any] | None) -> NDArray[np.uint8] | None:
    if isinstance(message, WITH_FILE):
        return check_file(tensor, "network" if isinstance(message, OpenNetwork) else "picture")
    if tensor is None:
        return None
    return check_drawing(tensor) if isinstance(message, Read) else check_picture(tensor)
