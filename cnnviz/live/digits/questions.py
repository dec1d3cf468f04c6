"""Questions about the network at work on the newest drawing, and its way into a file and back."""

from typing import Annotated, Final

from msgspec import Meta

from cnnviz.live.wire.messages import MAX_LAYERS, LayerName, Message

MAX_CHANGED: Final = 64
MAX_MAPS: Final = 1024  # of one layer, as many as a network file may have
LARGEST_CLASS: Final = 4095
LARGEST_INDEX: Final = 2**22 - 1  # the values that one layer may give, see `cnnviz.networks.layers`

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
Unit = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=LARGEST_INDEX)], ...], Meta(min_length=1, max_length=3)
]
ClassIndex = Annotated[int, Meta(ge=0, le=LARGEST_CLASS)]


class Inspect(Message, frozen=True, tag="inspect"):
    """Work out the number of one unit, and say what it depends on and what it reaches."""

    layer: LayerName
    unit: Unit


class Why(Message, frozen=True, tag="why"):
    """Follow a class's score, or its lead over another's, back to the drawing."""

    label: ClassIndex
    against: ClassIndex | None = None


class Rank(Message, frozen=True, tag="rank"):
    """Say what the most probable class loses without each map of a layer."""

    layer: LayerName


class Check(Message, frozen=True, tag="check"):
    """Count the test digits that the network, changed as it is, still reads."""


class SaveNetwork(Message, frozen=True, tag="save_network"):
    """Ask for the network, changed as it is, as a file."""


class OpenNetwork(Message, frozen=True, tag="open_network"):
    """Take the network in this file for the one called "own"."""


Question = Inspect | Why | Rank | Check | SaveNetwork | OpenNetwork
WHILE_MOVING: Final = (Inspect, Why)
"""They are asked again with every step of a pen or pointer."""
