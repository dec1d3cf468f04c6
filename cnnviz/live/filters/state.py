"""What the maps of the Filters page depend on, and the message that changes it bit by bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType
from numpy.typing import NDArray

from cnnviz.live.filters.stages import StageMessage, Stages, check_kernels
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import merged
from cnnviz.live.wire.tensors import PICTURE


class Filter(Message, frozen=True, tag="filter"):
    """Send this picture through these stages. What is left out is as it was before.

    `exact` asks for float32 in place of float16, as in `Read`.
    """

    carries = PICTURE
    is_state = True

    stages: Stages | UnsetType = UNSET
    exact: bool | UnsetType = UNSET

    def check(self) -> None:
        """See that its kernels are boxes of numbers; raises ValueError."""
        if self.stages is not UNSET:
            check_kernels(self.stages)


@dataclass(frozen=True, eq=False)
class FilterState:
    """All that the maps depend on, as the browser's messages have built it up.

    Attributes
    ----------
    picture : (1 or 3, H, W) uint8 or None
        None until a message has brought one.
    stages : tuple of StageMessage
        Empty until a message has named them.
    exact : bool
        Whether the maps are wanted in float32.
    """

    picture: NDArray[np.uint8] | None = None
    stages: tuple[StageMessage, ...] = ()
    exact: bool = False

    def form(self) -> tuple[Any, ...]:
        """Return what the time for it depends on: all but the values of pixels and kernels."""
        shape = None if self.picture is None else self.picture.shape
        stages = [
            ([kernel.shape for kernel in stage.kernels], msgspec.structs.astuple(stage)[1:])
            for stage in self.stages
        ]
        return shape, self.exact, stages


def merge_filter(
    state: FilterState, message: Filter, picture: NDArray[np.uint8] | None
) -> FilterState:
    """Return the state after a "filter" message.

    Examples
    --------
    >>> merge_filter(FilterState(exact=True), Filter(id=2), np.zeros((1, 2, 2), np.uint8)).exact
    True
    """
    return merged(state, message, ("stages", "exact"), picture=picture)


class FiltersPage:
    """One visitor's picture and stages.

    The state is replaced, never changed, so an answer being computed in another thread keeps the
    one it began with.

    Attributes
    ----------
    state : FilterState
    pace : tuple
        The form of what was filtered last, and the milliseconds it took.
    """

    def __init__(self) -> None:
        self.state = FilterState()
        self.pace: tuple[Any, float] = (None, 0.0)
