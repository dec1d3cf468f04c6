"""One unit of the network at work, as the inspector paints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Final

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from cnnviz.live.wire.features import Answer, Answered
from cnnviz.live.wire.messages import LayerName, Message
from cnnviz.networks.units import INPUT, with_input

if TYPE_CHECKING:
    from cnnviz.explain.unit_parts import UnitParts
    from cnnviz.networks.links import Region
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import Trace, TracedLayer

LARGEST_INDEX: Final = 2**22 - 1  # the values that one layer may give, see `cnnviz.networks.layers`

Regions = dict[str, list[list[int] | None]]
Unit = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=LARGEST_INDEX)], ...], Meta(min_length=1, max_length=3)
]


class Inspect(Message, frozen=True, tag="inspect"):
    """Work out the number of one unit, what it depends on and which units depend on it."""

    is_often = True

    layer: LayerName
    unit: Unit


class Inspected(Answer, tag="inspected"):
    """Answer to `Inspect`; the arrays of the unit's arithmetic beside it, by their names there.

    `arithmetic` has the numbers and indices of a record in `cnnviz.explain.unit_parts`. In
    `sources` and `targets` stand, by layer, the indices along each axis; null is all of an axis.
    Where a max pooling lies on the way, tensors "path.conv1" and so on mark the numbers that came
    through to the unit with 1.
    """

    layer: str
    kind: str
    unit: tuple[int, ...]
    value: float
    arithmetic: dict[str, Any]
    sources: Regions
    targets: Regions


def inspect_unit(network: Network, trace: Trace, question: Inspect) -> Answered:
    """Return a unit's arithmetic, and what it sees and reaches.

    Raises
    ------
    ValueError
        If there is no such layer or unit.
    """
    from cnnviz.explain.receptive_field import reached_units, receptive_field
    from cnnviz.explain.unit_arithmetic import explain_unit

    name, unit = question.layer, question.unit
    parts = explain_unit(network, trace, name, unit)
    place = (network.layers, network.input_shape, name, unit)
    seen, reached = receptive_field(*place), reached_units(*place)
    inspected, tensors = _inspected(network, question, parts, seen, reached)
    return inspected, tensors | _path(network, trace, question)


def inspect_layer(network: Network, layer: TracedLayer, question: Inspect) -> Answered:
    """Return a unit in one layer, of which alone there is a trace.

    Of what it sees and reaches only what lies next to it is told, and the picture: a hundred layers
    are more than anybody looks at.

    Raises
    ------
    ValueError
        If there is no such unit.
    """
    from cnnviz.explain.receptive_field import reached_units, receptive_field
    from cnnviz.explain.unit_arithmetic import explain_traced

    name, unit = layer.name, question.unit
    parts = explain_traced(network, layer, unit)
    names = [INPUT, *network.shapes]
    index = names.index(name)
    near = {INPUT, names[max(0, index - 1)], network.second_inputs.get(name)}
    seen = receptive_field(network.layers, network.input_shape, name, unit)
    seen = {one: region for one, region in seen.items() if one in near}
    reached = reached_units(network.layers[: index + 1], network.input_shape, name, unit)
    return _inspected(network, question, parts, seen, reached)


def _inspected(
    network: Network,
    question: Inspect,
    parts: UnitParts,
    seen: Mapping[str, Region],
    reached: Mapping[str, Region],
) -> tuple[Inspected, dict[str, NDArray[np.float32]]]:
    arithmetic, tensors = _parted(parts)
    inspected = Inspected(
        layer=question.layer,
        kind=_kinds(network)[question.layer],
        unit=question.unit,
        value=parts.value,
        arithmetic=arithmetic,
        sources=_listed(seen, network),
        targets=_listed(reached, network),
    )
    return inspected, tensors


def _kinds(network: Network) -> dict[str, str]:
    return {INPUT: INPUT} | {layer.name: layer.kind for layer in network.layers}


def _parted(parts: UnitParts) -> tuple[dict[str, Any], dict[str, NDArray[np.float32]]]:
    """Part a unit's arithmetic into what JSON holds, indices among it, and arrays of numbers."""
    arithmetic: dict[str, Any] = {}
    tensors = {}
    for field in fields(parts):
        value = getattr(parts, field.name)
        if not isinstance(value, np.ndarray):
            arithmetic[field.name] = value
        elif np.issubdtype(value.dtype, np.integer):
            arithmetic[field.name] = value.tolist()
        else:
            tensors[field.name] = value.astype(np.float32)
    return arithmetic, tensors


def _listed(regions: Mapping[str, Region], network: Network) -> Regions:
    """Write regions as lists of indices, null for an axis of which all is in it."""
    shapes = with_input(network.shapes, network.input_shape)
    return {
        name: [
            None if len(indices) == side else indices.tolist()
            for indices, side in zip(region, shapes[name], strict=True)
        ]
        for name, region in regions.items()
    }


def _path(network: Network, trace: Trace, question: Inspect) -> dict[str, NDArray[np.uint8]]:
    """Return masks of the numbers that came through, before the last max pooling on the way."""
    names = [INPUT, *network.shapes]
    before = network.layers[: names.index(question.layer)]
    pools = [at for at, layer in enumerate(before, 1) if layer.operation == "largest"]
    if not pools:
        return {}
    from cnnviz.explain.pool_switches import winner_path

    path = winner_path(network, trace, question.layer, question.unit)
    return {
        f"path.{name}": path[name].view(np.uint8) for name in names[: pools[-1]] if name in path
    }
