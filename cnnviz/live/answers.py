"""What the server says on ``/live``; the tensors that come beside it are named in each answer."""

from typing import Any

from msgspec import Struct


class NetworkDescription(Struct, tag_field="type", tag="network"):
    """Answer to `Describe`; tensors "conv1.weight", "conv1.bias", … beside it."""

    id: int
    name: str
    labels: tuple[str, ...]
    input: tuple[int, int, int]
    parameters: int
    accuracy: dict[str, float]
    layers: list[dict[str, Any]]  # name, kind, shape, parameters, and the kind's own fields


class Reading(Struct, tag_field="type", tag="reading"):
    """Answer to `Read`; the layers' outputs, the input and two of the steps beside it."""

    id: int
    blank: bool
    engine_ms: float
    ink_box: tuple[int, int, int, int] | None
    center_of_mass: tuple[float, float] | None
    offset: tuple[int, int] | None
    ranges: dict[str, tuple[float, float]]


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
    """Answer to `Export`; tensor "file" beside it."""

    id: int
    name: str


class Pong(Struct, tag_field="type", tag="pong"):
    """Answer to `Ping`."""

    id: int


class Error(Struct, tag_field="type", tag="error", omit_defaults=True):
    """One plain sentence; the connection lives on.

    `retry_after_ms` is there when the same message may well be taken a little later; `field` when
    one part of the message is to blame, such as "stages[0].stride".
    """

    id: int | None
    message: str
    retry_after_ms: int | None = None
    field: str | None = None
