"""A unit: one number that a layer gives, named by its layer and its place there.

A picture's own numbers count as units, too: those of the layer "input".
"""

from collections.abc import Mapping

from cnnviz.common.arguments import integer_in_range

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
    ValueError
        When a layer is called like the picture.

    Examples
    --------
    >>> with_input({"flatten": (784,)}, (1, 28, 28))
    {'input': (1, 28, 28), 'flatten': (784,)}
    """
    if INPUT in shapes:
        raise ValueError("no layer must be called 'input', as the picture is")
    return {INPUT: input_shape, **shapes}


def checked_layer(shapes: Mapping[str, tuple[int, ...]], name: str) -> str:
    """Return the name of a layer that is there, or raise ValueError.

    Examples
    --------
    >>> checked_layer({"input": (1, 28, 28), "flatten": (784,)}, "conv9")
    Traceback (most recent call last):
    ValueError: layer must be one of input, flatten, got 'conv9'
    """
    if name not in shapes:
        raise ValueError(f"layer must be one of {_listed(list(shapes))}, got {name!r}")
    return name


def checked_map(shapes: Mapping[str, tuple[int, ...]], name: str, index: int) -> int:
    """Return the index of a map that is there, or raise ValueError.

    Examples
    --------
    >>> checked_map({"conv1": (12, 24, 24), "flatten": (6912,)}, "flatten", 3)
    Traceback (most recent call last):
    ValueError: layer must give maps, got flatten of shape (6912,)
    """
    shape = shape_of_maps(shapes, name)
    return integer_in_range(f"map of {name}", index, 0, shape[0] - 1)


def shape_of_maps(shapes: Mapping[str, tuple[int, ...]], name: str) -> tuple[int, ...]:
    """Return the shape (maps, H, W) of a layer that gives maps, or raise ValueError."""
    shape = shapes[checked_layer(shapes, name)]
    if len(shape) != MAP_AXES:
        raise ValueError(f"layer must give maps, got {name} of shape {shape}")
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
    ValueError
        Naming the layer, or the index that is out of its range.

    Examples
    --------
    >>> shapes = {"input": (1, 28, 28), "flatten": (784,)}
    >>> checked_unit(shapes, "flatten", (783,))
    (783,)
    >>> checked_unit(shapes, "input", (0, 28, 0))
    Traceback (most recent call last):
    ValueError: unit[1] of input must be between 0 and 27, got 28
    """
    shape = shapes[checked_layer(shapes, name)]
    if len(unit) != len(shape):
        indices = "1 index" if len(shape) == 1 else f"{len(shape)} indices"
        raise ValueError(f"unit of {name} must have {indices}, got {len(unit)}")
    return tuple(
        integer_in_range(f"unit[{axis}] of {name}", index, 0, side - 1)
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
