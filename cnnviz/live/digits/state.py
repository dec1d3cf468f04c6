"""A connection's state after one more message: what the message leaves out stays as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from cnnviz.live.digits.reading import ReadState
from cnnviz.live.filters.filtering import FilterState
from cnnviz.live.messages import Filter, Read, Weights
from cnnviz.live.photos.looking import LookState
from cnnviz.live.photos.messages import Look
from cnnviz.live.wire.errors import MessageError

MAX_CHANGED_NUMBERS: Final = 2 * 1024 * 1024  # 8 MiB, as much as a network file may be

State = TypeVar("State", ReadState, FilterState, LookState)


def merge_read(
    state: ReadState,
    message: Read,
    drawing: NDArray[np.uint8] | None,
    weights: Weights | None = None,
) -> ReadState:
    """Return the state after a "read" message.

    Raises
    ------
    MessageError
        If a changed weight is named whose numbers never came, or they are too many; the state
        stays as it was then.

    Examples
    --------
    >>> state = merge_read(ReadState(network="digits"), Read(id=2, layers=("conv1",)), None)
    >>> state.network, state.layers
    ('digits', ('conv1',))
    """
    merged = _merged(state, message, ("network", "steps", "layers", "exact"), {"drawing": drawing})
    return dataclasses.replace(
        merged,
        changed=_changed(state.changed, message, weights or {}),
        off=_off(state.off, message),
    )


def merge_filter(
    state: FilterState, message: Filter, picture: NDArray[np.uint8] | None
) -> FilterState:
    """Return the state after a "filter" message.

    Examples
    --------
    >>> merge_filter(FilterState(exact=True), Filter(id=2), np.zeros((1, 2, 2), np.uint8)).exact
    True
    """
    return _merged(state, message, ("stages", "exact"), {"picture": picture})


def merge_look(state: LookState, message: Look, picture: NDArray[np.uint8] | None) -> LookState:
    """Return the state after a "look" message.

    Examples
    --------
    >>> merge_look(LookState(exact=True), Look(id=2, layers={"stem": None}), None).exact
    True
    """
    return _merged(state, message, ("view", "layers", "exact"), {"picture": picture})


def _merged(
    state: State,
    message: Read | Filter | Look,
    names: tuple[str, ...],
    tensors: dict[str, NDArray[np.uint8] | None],
) -> State:
    changes: dict[str, Any] = {
        name: getattr(message, name) for name in names if getattr(message, name) is not UNSET
    }
    # Copies, as a tensor is a view of its whole message, which would be kept with it
    changes |= {name: tensor.copy() for name, tensor in tensors.items() if tensor is not None}
    return dataclasses.replace(state, **changes)


def _changed(held: Weights, message: Read, brought: Weights) -> Weights:
    """Return the changed weights in force; the same object when none of them is another.

    What was brought but is not in force is let go: parts of a state that waited in the browser
    come as one message, of which the newer may have taken back what the older brought.
    """
    names = tuple(held) if message.changed is UNSET else message.changed
    fresh = {name: brought[name].copy() for name in names if name in brought}
    if not fresh and set(names) == set(held):
        return held
    known = {**held, **fresh}
    for index, name in enumerate(names):
        if name not in known:
            raise MessageError(
                f"tensor {name} is missing, it must come with the first message that names it",
                message.id,
                f"changed[{index}]",
            )
    changed = {name: known[name] for name in names}
    numbers = sum(array.size for array in changed.values())
    if numbers > MAX_CHANGED_NUMBERS:
        raise MessageError(
            f"changed must hold at most {MAX_CHANGED_NUMBERS:,} numbers, got {numbers:,}",
            message.id,
            "changed",
        )
    return changed


def _off(held: Mapping[str, tuple[int, ...]], message: Read) -> Mapping[str, tuple[int, ...]]:
    """Return the maps that are switched off; the same object when they are the same."""
    if message.off is UNSET:
        return held
    off = {layer: maps for layer, maps in message.off.items() if maps}
    return held if off == held else off
