"""What a look at a photo depends on, and the message that changes it bit by bit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

import numpy as np
from msgspec import UNSET, Meta, UnsetType
from numpy.typing import NDArray

from cnnviz.images.photo_view import View
from cnnviz.live.wire.messages import LayerName, Message
from cnnviz.live.wire.requests import merged
from cnnviz.live.wire.tensors import PICTURE

MAX_LOOKED_LAYERS: Final = 32
MAX_LOOKED_MAPS: Final = 16
LARGEST_MAP: Final = 4095

MapIndex = Annotated[int, Meta(ge=0, le=LARGEST_MAP)]
LookedMaps = Annotated[tuple[MapIndex, ...], Meta(min_length=1, max_length=MAX_LOOKED_MAPS)]
LookedLayers = Annotated[
    dict[LayerName, LookedMaps | None],
    Meta(
        max_length=MAX_LOOKED_LAYERS,
        description=f"for at most {MAX_LOOKED_LAYERS} layers null or a list of 1 to "
        f"{MAX_LOOKED_MAPS} maps",
    ),
]


class Look(Message, frozen=True, tag="look"):
    """Look at this photo, in this view. What is left out is as it was in the message before.

    `layers` names those of which thumbnails are wanted, with their maps; null stands for the most
    active ones. `exact` asks for what the network has read besides, for when the hand rests.
    """

    carries = PICTURE
    is_state = True

    view: View | UnsetType = UNSET
    layers: LookedLayers | UnsetType = UNSET
    exact: bool | UnsetType = UNSET


@dataclass(frozen=True, eq=False)
class LookState:
    """All that a look depends on, as the browser's messages have built it up.

    Attributes
    ----------
    picture : (1 or 3, H, W) uint8 or None
        None until a message has brought one.
    view : View
    layers : mapping of layer to maps
        Those of which thumbnails are wanted; None stands for the most active ones.
    exact : bool
        Whether what the network has read is wanted besides.
    """

    picture: NDArray[np.uint8] | None = None
    view: View = field(default_factory=View)
    layers: Mapping[str, tuple[int, ...] | None] = field(default_factory=dict)
    exact: bool = False


def merge_look(state: LookState, message: Look, picture: NDArray[np.uint8] | None) -> LookState:
    """Return the state after a "look" message.

    Examples
    --------
    >>> merge_look(LookState(exact=True), Look(id=2, layers={"stem": None}), None).exact
    True
    """
    return merged(state, message, ("view", "layers", "exact"), picture=picture)
