"""A unit's name and place are checked before anything is made of them."""

import numpy as np
import pytest

from cnnviz.explain.contributions import contributions
from cnnviz.explain.receptive_field import receptive_field
from cnnviz.networks.layers import Flatten, Softmax
from cnnviz.networks.units import checked_map, checked_unit
from tests.stacks import random_network, random_picture


def test_indices_of_numpy_become_pythons():
    unit = checked_unit({"conv1": (3, 4, 5)}, "conv1", tuple(np.array([2, 0, 4])))
    assert unit == (2, 0, 4)
    assert [type(index) for index in unit] == [int, int, int]


def test_the_last_map_and_unit_are_there_and_none_behind_them():
    shapes = {"conv1": (3, 4, 5), "flatten": (60,)}
    assert checked_map(shapes, "conv1", 2) == 2
    assert checked_unit(shapes, "flatten", (59,)) == (59,)
    with pytest.raises(ValueError, match=r"^map of conv1 must be between 0 and 2, got 3$"):
        checked_map(shapes, "conv1", 3)
    with pytest.raises(ValueError, match=r"^unit of flatten must have 1 index, got 2$"):
        checked_unit(shapes, "flatten", (0, 0))
    with pytest.raises(ValueError, match=r"^unit of conv1 must have 3 indices, got 1$"):
        checked_unit(shapes, "conv1", (0,))


def test_a_layer_called_like_the_picture_is_refused():
    layers = (Flatten(name="input"), Softmax(name="softmax"))
    with pytest.raises(ValueError, match="no layer must be called 'input', as the picture is"):
        receptive_field(layers, (1, 2, 2), "softmax", (0,))
    with pytest.raises(ValueError, match="no layer must be called 'input', as the picture is"):
        contributions(random_network(layers, (1, 2, 2)), random_picture((1, 2, 2)), 0)
