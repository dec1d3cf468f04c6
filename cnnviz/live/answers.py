"""What the server says on ``/live``; the tensors that come beside it are named in each answer."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType


class NetworkDescription(Struct, tag_field="type", tag="network"):
    """Answer to `Describe` and `OpenNetwork`; tensors "conv1.weight", "conv1.bias", … beside it.

    Of the photo network only those of its first convolution, and `groups` has each class's group.
    """

    id: int
    name: str
    labels: tuple[str, ...]
    input: tuple[int, int, int]
    parameters: int
    accuracy: dict[str, float]
    layers: list[dict[str, Any]]  # name, kind, shape, parameters, and the kind's own fields
    groups: tuple[str, ...] | UnsetType = UNSET


class Reading(Struct, tag_field="type", tag="reading"):
    """Answer to `Read`; the layers' outputs, the input and one of the steps beside it.

    While something is changed, also "original": the probabilities of the network as it was.
    """

    id: int
    blank: bool
    engine_ms: float
    ink_box: tuple[int, int, int, int] | None
    center_of_mass: tuple[float, float] | None
    offset: tuple[int, int] | None
    ranges: dict[str, tuple[float, float]]


class Inspected(Struct, tag_field="type", tag="inspected"):
    """Answer to `Inspect`; the arrays of the unit's arithmetic beside it, by their names there.

    `arithmetic` has the numbers and indices of a record in `cnnviz.explain.unit_parts`. In
    `sources` and `targets` stand, by layer, the indices along each axis; null is all of an axis.
    Where a max pooling lies on the way, tensors "path.conv1" and so on mark the numbers that came
    through to the unit with 1.
    """

    id: int
    layer: str
    kind: str
    unit: tuple[int, ...]
    value: float
    arithmetic: dict[str, Any]
    sources: dict[str, list[list[int] | None]]
    targets: dict[str, list[list[int] | None]]


class LayerShare(Struct):
    """What a layer's numbers add to a score together, and what all biases behind it do."""

    name: str
    total: float
    bias: float


class StrongUnit(Struct):
    """What one unit adds, and its share in all that its layer adds or takes away."""

    layer: str
    unit: tuple[int, ...]
    contribution: float
    share: float


class Explained(Struct, tag_field="type", tag="why"):
    """Answer to `Why`; what each number adds beside it, "why.input", "why.conv1" and so on.

    Each layer's `total` and `bias` sum to the score: a class's, or its lead over another's.
    """

    id: int
    label: int
    against: int | None
    score: float
    layers: list[LayerShare]
    strongest: list[StrongUnit]  # layer by layer from the input on, the strongest first


class Ranked(Struct, tag_field="type", tag="ranked"):
    """Answer to `Rank`: the most probable class's probability before, and without each map.

    `order` names the maps, the one first without which the class loses most.
    """

    id: int
    layer: str
    label: int
    before: float
    without: list[float]
    order: list[int]


class Checked(Struct, tag_field="type", tag="checked"):
    """Answer to `Check`: of so many test digits, how many are read right, and were before."""

    id: int
    digits: int
    right: int
    original_right: int


class Filtered(Struct, tag_field="type", tag="filtered"):
    """Answer to `Filter`; the stages' maps beside it, "stage1.feature" and so on.

    `formulas` has the size of each stage's maps, worked out: "height", "width" and, where there is
    pooling, "pool_height", "pool_width".
    """

    id: int
    engine_ms: float
    ranges: dict[str, tuple[float, float]]
    formulas: list[dict[str, str]]


class CodeText(Struct, tag_field="type", tag="code"):
    """Answer to `Code`."""

    id: int
    text: str


class Found(Struct, tag_field="type", tag="found"):
    """Answer to `FindDigit`; tensor "drawing" beside it."""

    id: int


class PictureRead(Struct, tag_field="type", tag="picture"):
    """Answer to `ReadPicture`; tensors "color", and "grey" where that is another, beside it."""

    id: int


class File(Struct, tag_field="type", tag="file"):
    """Answer to `Export` and `SaveNetwork`; tensor "file" beside it."""

    id: int
    name: str


class Pong(Struct, tag_field="type", tag="pong"):
    """Answer to `Ping`."""

    id: int
