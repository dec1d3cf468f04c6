"""A heatmap as it is asked for and answered."""

from typing import Annotated, Final, Literal

from msgspec import Meta

from cnnviz.images.photos import SIDE
from cnnviz.live.wire.features import Answer
from cnnviz.live.wire.messages import ClassIndex, Message, Queue

MAX_PLACES: Final = 1024
"""So many places may an occlusion's patch have: 20 seconds for a photo."""

PatchSide = Annotated[int, Meta(ge=1, le=SIDE)]
Method = Literal["grad_cam", "occlusion", "input_gradient", "integrated_gradients"]
SLOW_METHODS: Final = ("occlusion", "integrated_gradients")
"""They take seconds of a photo; the others a tenth of one."""


class Heat(Message, frozen=True, tag="heat"):
    """Ask for a class's heatmap over the photo or the drawing.

    `random` asks it of the same network with random weights. An occlusion, with patches of `size`
    every `stride` pixels, comes bit by bit: `done` says how many places the browser has of it.
    """

    is_often = True

    method: Method
    label: ClassIndex
    random: bool = False
    size: PatchSide = 32
    stride: PatchSide = 32
    done: Annotated[int, Meta(ge=0, le=MAX_PLACES)] = 0

    @property
    def is_slow(self) -> bool:
        """Whether it takes seconds of a photo."""
        return self.method in SLOW_METHODS

    @property
    def queue(self) -> Queue:
        """Apart when it is slow: it then waits for a process of its own."""
        return "heatmaps" if self.is_slow else "short"


class Heated(Answer, tag="heat"):
    """Answer to `Heat`; "heat" (H, W) float32 beside it.

    An occlusion has `done` of `total` places. `probability` and `score`, the logit, are those of
    the network that made the heatmap; `baseline_score` is that of the black picture from which
    integrated gradients start. `likeness` is the rank correlation with the trained network's
    heatmap, where that has been made on this connection.
    """

    method: Method
    label: int
    random: bool
    done: int
    total: int
    probability: float
    score: float
    baseline_score: float | None = None
    likeness: float | None = None
