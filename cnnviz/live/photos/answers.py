"""What the server says about photos; the tensors that come beside it are named in each answer."""

from msgspec import Struct

from cnnviz.live.photos.messages import Method


class Seen(Struct, tag_field="type", tag="seen"):
    """Answer to `Look`; "probabilities" (classes,) float32 and each layer's thumbnails beside it.

    `groups` are all groups of classes with their probability, the most probable first. `maps` names
    the maps of which a tensor "thumbs.stem" has thumbnails, uint8 from 0 to 255 between the layer's
    `ends`, the least and greatest value of all its maps. When it was to be exact, a tensor "input"
    has what the network has read, (3, 224, 224) uint8.
    """

    id: int
    engine_ms: float
    groups: list[tuple[str, float]]
    maps: dict[str, list[int]]
    ends: dict[str, tuple[float, float]]


class AllMaps(Struct, tag_field="type", tag="maps"):
    """Answer to `Maps`; "maps" (n, h, w) uint8 between the `ends`, and "activity" (n,) beside it.

    `shape` is the layer's; a map's activity is the mean of its values without their signs.
    """

    id: int
    layer: str
    ends: tuple[float, float]
    shape: tuple[int, ...]


class WholeMap(Struct, tag_field="type", tag="map"):
    """Answer to `OneMap`; "map" (H, W) float32 beside it."""

    id: int
    layer: str
    map: int


class Patch(Struct):
    """Where a photo excites a map most, and the box of the photo that this unit sees.

    `photo` is the sample's name, or None for the photo looked at; `box` is top, left, bottom, right
    in pixels of the square, the last two exclusive.
    """

    photo: str | None
    value: float
    unit: tuple[int, ...]
    box: tuple[int, int, int, int]


class Exciting(Struct, tag_field="type", tag="exciting"):
    """Answer to `Excite`: one patch of each sample photo, the strongest first."""

    id: int
    layer: str
    map: int
    patches: list[Patch]
    own: Patch | None


class PhotosShown(Struct, tag_field="type", tag="photos"):
    """Answer to `SamplePhotos`; "photos" (n, 3, 224, 224) uint8 beside it."""

    id: int
    names: tuple[str, ...]


class Heated(Struct, tag_field="type", tag="heat"):
    """Answer to `Heat`; "heat" (H, W) float32 beside it.

    An occlusion has `done` of `total` places. `probability` and `score`, the logit, are those of
    the network that made the heatmap; `baseline_score` is that of the black picture from which
    integrated gradients start. `likeness` is the rank correlation with the trained network's
    heatmap, where that has been made on this connection.
    """

    id: int
    method: Method
    label: int
    random: bool
    done: int
    total: int
    probability: float
    score: float
    baseline_score: float | None = None
    likeness: float | None = None
