"""A unit's name and place are checked before anything is made of them."""

import numpy as np

from cnnviz.units import checked_unit


def test_indices_of_numpy_become_pythons():
    unit = checked_unit({"conv1": (3, 4, 5)}, "conv1", tuple(np.array([2, 0, 4])))
    assert unit == (2, 0, 4)
    assert [type(index) for index in unit] == [int, int, int]
