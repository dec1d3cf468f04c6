"""A message taken apart and checked, with the tensors that came beside it, and taken over."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec
import numpy as np
from msgspec import UNSET, Struct
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.common.shown_values import show_value
from cnnviz.common.validation import decode
from cnnviz.live.wire.errors import MessageError, as_argument_error
from cnnviz.live.wire.frames import Tensors, read_frame
from cnnviz.live.wire.messages import Id, Message
from cnnviz.live.wire.tensors import check_weights

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Weights = Mapping[str, NDArray[np.float32]]
AnyMessage = TypeVar("AnyMessage", bound=Message, covariant=True)
State = TypeVar("State", bound="DataclassInstance")

_STAGE: Final = re.compile(r"stages\[\d+\]\.")


@dataclass(frozen=True, eq=False)
class Request(Generic[AnyMessage]):
    """A checked message, with the one tensor that may come with its kind.

    `weights` are those that a "read" brings besides, by their names in a network file. `came` is
    when it was read, on `time.perf_counter`'s clock.
    """

    message: AnyMessage
    tensor: NDArray[np.uint8] | None = None
    weights: Weights = field(default_factory=dict)
    came: float = field(default_factory=time.perf_counter)

    @property
    def file(self) -> bytes:
        """The bytes of the file that came."""
        return b"" if self.tensor is None else self.tensor.tobytes()


class _OnlyId(Struct):
    id: Id


def read_request_of(kinds: Any, data: bytes) -> Request[Message]:
    """Take one binary message from a browser apart and check all of it.

    Parameters
    ----------
    kinds
        The union of all kinds of message there are.
    data : bytes

    Raises
    ------
    MessageError
        Naming the field, its value and what is allowed.
    """
    text = b""
    try:
        frame = read_frame(data)
        text = frame.message
        message: Message = decode(text, kinds)
        message.check()
        return _with_tensors(message, frame.tensors)
    except ValueError as error:
        raise MessageError.of(_within_stage(error), _peek_id(text)) from error


def merged(
    state: State,
    message: Message,
    names: tuple[str, ...],
    **tensors: NDArray[np.uint8] | None,
) -> State:
    """Return a state after a message that may bring the named fields, and these tensors."""
    changes: dict[str, Any] = {
        name: getattr(message, name) for name in names if getattr(message, name) is not UNSET
    }
    # Copies, as a tensor is a view of its whole message, which would be kept with it
    changes |= {name: tensor.copy() for name, tensor in tensors.items() if tensor is not None}
    return dataclasses.replace(state, **changes)


def _within_stage(error: ValueError) -> ArgumentError:
    """Let a sentence begin with the place in a stage, as it is shown where the stage is set up."""
    about = as_argument_error(error)
    return about.with_subject(_STAGE.sub("", about.subject, count=1))


def _peek_id(text: bytes) -> int | None:
    """Find the id of a message that may be wrong in every other way."""
    try:
        return msgspec.json.decode(text, type=_OnlyId).id
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _with_tensors(message: Message, tensors: Tensors) -> Request[Message]:
    carried = message.carries
    weights = {}
    for name, tensor in tensors.items():
        if message.carries_weights and name.endswith((".weight", ".bias")):
            weights[name] = check_weights(tensor, name)
        elif carried is None or name != carried.name:
            allowed = f"may carry the tensor {carried.name}" if carried else "carries no tensor"
            kind = show_value(message.__struct_config__.tag)
            reason = f"{allowed}, got {show_value(name)}"
            raise ArgumentError(name, reason, subject=f"a message of type {kind}")
    checked = carried.checked(tensors.get(carried.name)) if carried else None
    return Request(message, checked, weights)
