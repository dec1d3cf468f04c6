"""What excites a map: where in the sample photos its numbers are largest."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from cnnviz.explain.receptive_field import receptive_field
from cnnviz.networks.network import Network
from cnnviz.networks.units import INPUT, Unit

Box = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False, slots=True)
class LargestNumbers:
    """The largest number of each map of a layer, and where it stands.

    Attributes
    ----------
    values : (photos, maps) float32
    places : (photos, maps) int32
        Of the map's numbers, row by row, the first that is as large; of a layer of single numbers
        always 0.
    """

    values: NDArray[np.float32]
    places: NDArray[np.int32]


def largest_numbers(network: Network, photos: NDArray[np.float32]) -> Mapping[str, LargestNumbers]:
    """Find out where photos excite the maps of every layer most.

    Parameters
    ----------
    network : Network
    photos : (n, C, H, W) float32 in [0, 1]
        As the network reads them; read one after the other, as all maps of one are many.

    Returns
    -------
    mapping of LargestNumbers by layer name
        In order; 8 bytes for each map and photo.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> digits = load_network("digits")
    >>> blank = np.zeros((2, 1, 28, 28), np.float32)
    >>> largest_numbers(digits, blank)["conv1"].values.shape
    (2, 12)
    """
    # Made beforehand: what stays must not lie between the maps, whose room could not be given back
    sides = {name: (len(photos), shape[0]) for name, shape in network.shapes.items()}
    largest = {
        name: LargestNumbers(np.zeros(side, np.float32), np.zeros(side, np.int32))
        for name, side in sides.items()
    }
    with torch.inference_mode():
        for number, photo in enumerate(photos):
            for name, output in network.run(torch.from_numpy(photo).unsqueeze(0)):
                values, places = output.reshape(output.shape[1], -1).max(1)
                largest[name].values[number] = values.numpy()
                largest[name].places[number] = places.numpy()
    return largest


def most_excited(output: NDArray[np.float32], index: int) -> tuple[float, Unit]:
    """Return the largest number of one map of a layer's output (C, H, W), and the unit that has it.

    Examples
    --------
    >>> most_excited(np.array([[[0, 0, 1], [0, 5, 2]]], np.float32), 0)
    (5.0, (0, 1, 1))
    """
    numbers = output[index]
    place = int(numbers.argmax())
    return float(numbers.flat[place]), unit_at(output.shape, index, place)


def unit_at(shape: tuple[int, ...], index: int, place: int) -> Unit:
    """Return the unit at a place of `LargestNumbers` in a map of a layer of this shape.

    Examples
    --------
    >>> unit_at((8, 5, 5), 3, 7), unit_at((10,), 3, 0)
    ((3, 1, 2), (3,))
    """
    return (index, *(int(axis) for axis in np.unravel_index(place, shape[1:])))


def box_of(network: Network, name: str, unit: Unit) -> Box:
    """Return the part of the picture that a unit sees: top, left, and exclusive bottom and right.

    It is empty for a unit that sees nothing but padding.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> box_of(load_network("digits"), "conv1", (0, 3, 4))
    (3, 4, 8, 9)
    """
    _, rows, columns = receptive_field(network.layers, network.input_shape, name, unit)[INPUT]
    if not rows.size:
        return 0, 0, 0, 0
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1
