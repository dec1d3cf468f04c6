"""A unit: one number of a layer's output, named by its layer and its place there.

A picture's own numbers count as units, too: those of the layer "input".
"""

from collections.abc import Mapping

from cnnviz.common.arguments import integer_in_range, quoted
from cnnviz.common.errors import Allowed, ArgumentError

Unit = tuple[int, ...]
"""(map, row, column) of a map's pixel, (index,) of a dense unit."""
INPUT = "input"
MAP_AXES = 3
LISTED_LAYERS = 24


def with_input(
    shapes: Mapping[str, tuple[int, ...]], input_shape: tuple[int, ...]
) -> dict[str, tuple[int, ...]]:
    """Put the picture's shape before those of the layers.

    Raises
    ------
    ArgumentError
        When a layer is called like the picture.

    Examples
    --------
    >>> with_input({"flatten": (784,)}, (1, 28, 28))
    {'input': (1, 28, 28), 'flatten': (784,)}
    """
    if INPUT in shapes:
        message = "no layer must be called 'input', as the picture is"
        raise ArgumentError("layers.input.name", message, value=INPUT, subject="")
    return {INPUT: input_shape, **shapes}


def checked_layer(shapes: Mapping[str, tuple[int, ...]], name: str) -> str:
    """Return the name of a layer that is there, or raise ArgumentError.

    Examples
    --------
    >>> checked_layer({"input": (1, 28, 28), "flatten": (784,)}, "conv9")
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: layer must be one of input, flatten, got 'conv9'
    """
    if name not in shapes:
        raise ArgumentError(
            "name",
            f"must be one of {_listed(list(shapes))}, got {quoted(name)}",
            value=name,
            allowed=Allowed(choices=tuple(shapes)),
            subject="layer",
        )
    return name


def checked_map(shapes: Mapping[str, tuple[int, ...]], name: str, index: int) -> int:
    """Return the index of a map that is there, or raise ArgumentError.

    Examples
    --------
    >>> checked_map({"conv1": (12, 24, 24), "flatten": (6912,)}, "flatten", 3)
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: layer must give maps, got flatten of shape (6912,)
    """
    shape = shape_of_maps(shapes, name)
    return integer_in_range("map", index, 0, shape[0] - 1, subject=f"map of {name}")


def shape_of_maps(shapes: Mapping[str, tuple[int, ...]], name: str) -> tuple[int, ...]:
    """Return the shape (maps, H, W) of a layer that gives maps, or raise ArgumentError."""
    shape = shapes[checked_layer(shapes, name)]
    if len(shape) != MAP_AXES:
        message = f"must give maps, got {name} of shape {shape}"
        raise ArgumentError("name", message, value=name, subject="layer")
    return shape


def checked_unit(shapes: Mapping[str, tuple[int, ...]], name: str, unit: Unit) -> Unit:
    """Return a unit that is there, as a tuple of Python's ints.

    Parameters
    ----------
    shapes : mapping of layer name to output shape
    name : str
    unit : tuple of int
        One index per axis of the layer's output, counted from 0.

    Raises
    ------
    ArgumentError
        Naming the layer, or the index that is out of its range.

    Examples
    --------
    >>> shapes = {"input": (1, 28, 28), "flatten": (784,)}
    >>> checked_unit(shapes, "flatten", (783,))
    (783,)
    >>> checked_unit(shapes, "input", (0, 28, 0))
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: unit[1] of input must be between 0 and 27, got 28
    """
    shape = shapes[checked_layer(shapes, name)]
    if len(unit) != len(shape):
        indices = "1 index" if len(shape) == 1 else f"{len(shape)} indices"
        message = f"must have {indices}, got {len(unit)}"
        raise ArgumentError("unit", message, value=tuple(unit), subject=f"unit of {name}")
    return tuple(
        integer_in_range(f"unit[{axis}]", index, 0, side - 1, subject=f"unit[{axis}] of {name}")
        for axis, (index, side) in enumerate(zip(unit, shape, strict=True))
    )


def _listed(names: list[str]) -> str:
    """List names for a sentence; of very many those at both ends.

    Examples
    --------
    >>> _listed([f"conv{number}" for number in range(99)])
    'conv0, conv1, conv2, …, conv97, conv98'
    """
    shown = names if len(names) <= LISTED_LAYERS else [*names[:3], "…", *names[-2:]]
    return ", ".join(shown)
