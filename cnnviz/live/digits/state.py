"""What a reading depends on, and the message that changes it bit by bit."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

import numpy as np
from msgspec import UNSET, Meta, Struct, UnsetType
from numpy.typing import NDArray

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.live.wire.errors import MessageError
from cnnviz.live.wire.messages import MAX_LAYERS, LayerName, Message, NetworkName
from cnnviz.live.wire.requests import Weights, merged
from cnnviz.live.wire.tensors import DRAWING

MAX_CHANGED: Final = 64
MAX_CHANGED_NUMBERS: Final = 2 * 1024 * 1024  # 8 MiB, as much as a network file may be
MAX_MAPS: Final = 1024  # of one layer, as many as a network file may have

ChangedName = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9_]{0,31}\.(weight|bias)$",
        description="a layer's name with .weight or .bias, such as 'conv1.weight'",
    ),
]
Changed = Annotated[tuple[ChangedName, ...], Meta(max_length=MAX_CHANGED)]
Off = Annotated[
    dict[LayerName, Annotated[tuple[int, ...], Meta(max_length=MAX_MAPS)]],
    Meta(max_length=MAX_LAYERS, description=f"lists of maps for at most {MAX_LAYERS} layers"),
]


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """Which steps from drawing to 28×28 are done; see `cnnviz.images.digits.prepare_steps`."""

    crop: bool = True
    fit: bool = True
    center: bool = True


class Read(Message, frozen=True, tag="read"):
    """Read this drawing. What is left out is as it was in the message before.

    `exact` asks for float32 in place of float16, for when the pen rests and numbers are read.
    `changed` names all weights and biases that are other than the network's own; each comes as a
    tensor of that name with the first message that names it, and whenever it changes. `off` gives
    the maps that are switched off, by layer.
    """

    carries = DRAWING
    carries_weights = True
    is_state = True

    network: NetworkName | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    layers: Annotated[tuple[LayerName, ...], Meta(max_length=MAX_LAYERS)] | UnsetType = UNSET
    exact: bool | UnsetType = UNSET
    changed: Changed | UnsetType = UNSET
    off: Off | UnsetType = UNSET


@dataclass(frozen=True, eq=False)
class ReadState:
    """All that a reading depends on, as the browser's messages have built it up.

    Attributes
    ----------
    network : str or None
        Name of a built-in network, or "own"; None until a message has named one.
    drawing : (H, W) uint8 or None
        White on black; None until a message has brought one.
    steps : Steps
    layers : tuple of str
        The layers whose outputs are wanted.
    exact : bool
        Whether they are wanted in float32; float16 is half as much to send while a pen moves.
    changed : mapping of name to float32 array
        Weights and biases that are other than the network's own, "conv1.weight" for example.
    off : mapping of layer to maps
        The maps that are switched off.
    """

    network: str | None = None
    drawing: NDArray[np.uint8] | None = None
    steps: Steps = field(default_factory=Steps)
    layers: tuple[str, ...] = ()
    exact: bool = False
    changed: Weights = field(default_factory=dict)
    off: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


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
    after = merged(state, message, ("network", "steps", "layers", "exact"), drawing=drawing)
    return dataclasses.replace(
        after,
        changed=_changed(state.changed, message, weights or {}),
        off=_off(state.off, message),
    )


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
            error = ArgumentError(
                f"changed[{index}]",
                "is missing, it must come with the first message that names it",
                value=name,
                subject=f"tensor {name}",
            )
            raise MessageError.of(error, message.id)
    changed = {name: known[name] for name in names}
    numbers = sum(array.size for array in changed.values())
    if numbers > MAX_CHANGED_NUMBERS:
        error = ArgumentError(
            "changed",
            f"must hold at most {MAX_CHANGED_NUMBERS:,} numbers, got {numbers:,}",
            value=numbers,
            allowed=Allowed(maximum=MAX_CHANGED_NUMBERS),
        )
        raise MessageError.of(error, message.id)
    return changed


def _off(held: Mapping[str, tuple[int, ...]], message: Read) -> Mapping[str, tuple[int, ...]]:
    """Return the maps that are switched off; the same object when they are the same."""
    if message.off is UNSET:
        return held
    off = {layer: maps for layer, maps in message.off.items() if maps}
    return held if off == held else off
