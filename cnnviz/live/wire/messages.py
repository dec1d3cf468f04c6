"""What all kinds of message have in common: an id, what kind they are, names and limits."""

from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, Struct

from cnnviz.live.wire.tensors import Carried

MAX_ID: Final = 2**31 - 1
LARGEST_CLASS: Final = 4095
MAX_LAYERS: Final = 128  # as many as a network file may have

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
ClassIndex = Annotated[int, Meta(ge=0, le=LARGEST_CLASS)]
Queue = Literal["short", "checks", "heatmaps"]
"""Which threads a message waits for, see `cnnviz.live.workers.Workers`."""


class Message(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", kw_only=True):
    """One kind of message; what holds for all of its kind stands at its class.

    Attributes
    ----------
    id : int
        The browser's; the answer has the same.
    carries : Carried or None
        The one tensor that may come beside it, or has to.
    carries_weights : bool
        Whether weights of a network may come beside it as well.
    is_state : bool
        Whether it is merged into a state, of which only the newest is answered.
    is_quick : bool
        Whether its answer always takes a couple of milliseconds at most; where it depends, the
        feature knows, see `cnnviz.live.wire.features.Feature.is_quick`.
    is_often : bool
        Whether it may come as often as a pointer moves, or bit by bit.
    is_waited_for : bool
        Whether the messages after it may speak of what it opens.
    """

    id: Id

    carries: ClassVar[Carried | None] = None
    carries_weights: ClassVar[bool] = False
    is_state: ClassVar[bool] = False
    is_quick: ClassVar[bool] = False
    is_often: ClassVar[bool] = False
    is_waited_for: ClassVar[bool] = False

    @property
    def brings_file(self) -> bool:
        """Whether it brings a file, which is large and takes long."""
        return self.carries is not None and self.carries.is_file

    @property
    def queue(self) -> Queue:
        """Which threads answer it, when it is not quick."""
        return "short"

    def check(self) -> None:
        """Look at what its types can't say; raises ValueError."""
