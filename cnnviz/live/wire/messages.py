"""What several kinds of message have in common: an id, names, and their limits."""

from typing import Annotated, Final

from msgspec import Meta, Struct

MAX_ID: Final = 2**31 - 1
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


class Message(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", kw_only=True):
    """What every message has."""

    id: Id
