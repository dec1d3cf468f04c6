"""A state after one more message: what the message leaves out stays as it was."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from cnnviz.live.wire.messages import Message

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

State = TypeVar("State", bound="DataclassInstance")


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
