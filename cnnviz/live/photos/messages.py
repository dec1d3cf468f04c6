"""What is asked on the Photos page: look at this photo, and questions about the newest look."""

from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, UnsetType

from cnnviz.images.photo_view import View
from cnnviz.images.photos import SIDE
from cnnviz.live.digits.questions import ClassIndex
from cnnviz.live.wire.messages import LayerName, Message

MAX_LOOKED_LAYERS: Final = 32
MAX_LOOKED_MAPS: Final = 16
LARGEST_MAP: Final = 4095
MAX_PLACES: Final = 1024
"""So many places may an occlusion's patch have: 20 seconds for a photo."""

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
PatchSide = Annotated[int, Meta(ge=1, le=SIDE)]
Method = Literal["grad_cam", "occlusion", "input_gradient", "integrated_gradients"]
SLOW_METHODS: Final = ("occlusion", "integrated_gradients")


class Look(Message, frozen=True, tag="look"):
    """Look at this photo, in this view. What is left out is as it was in the message before.

    `layers` names those of which thumbnails are wanted, with their maps; null stands for the most
    active ones. `exact` asks for what the network has read besides, for when the hand rests.
    """

    view: View | UnsetType = UNSET
    layers: LookedLayers | UnsetType = UNSET
    exact: bool | UnsetType = UNSET


class Maps(Message, frozen=True, tag="maps"):
    """Ask for thumbnails of all maps of a layer."""

    layer: LayerName
    side: Annotated[int, Meta(ge=8, le=112)] = 56


class OneMap(Message, frozen=True, tag="map"):
    """Ask for the numbers of one map."""

    layer: LayerName
    map: MapIndex


class Excite(Message, frozen=True, tag="excite"):
    """Say where each sample photo excites a map most, and the photo looked at."""

    layer: LayerName
    map: MapIndex


class SamplePhotos(Message, frozen=True, tag="photos"):
    """Ask for the sample photos as the network reads them."""


class Heat(Message, frozen=True, tag="heat"):
    """Ask for a class's heatmap over the photo or the drawing.

    `random` asks it of the same network with random weights. An occlusion, with patches of `size`
    every `stride` pixels, comes bit by bit: `done` says how many places the browser has of it.
    """

    method: Method
    label: ClassIndex
    random: bool = False
    size: PatchSide = 32
    stride: PatchSide = 32
    done: Annotated[int, Meta(ge=0, le=MAX_PLACES)] = 0

    @property
    def is_slow(self) -> bool:
        """Whether it takes seconds of a photo; the others take a tenth of one."""
        return self.method in SLOW_METHODS


PhotoQuestion = Maps | OneMap | Excite | SamplePhotos | Heat
WHILE_LOOKING: Final = (Maps, OneMap, Heat)
"""They are asked again with every step of a hand, or bit by bit."""
