"""Where pictures excite a network's maps most, and which part of the picture is to blame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.explain.top_patches import box_of, largest_numbers, most_excited, unit_at
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import load_network
from tests.stacks import places, random_network, random_picture, stacks, untimed


@untimed
@given(stacks(), st.integers(0, 1000))
def test_the_largest_number_of_each_map_stands_where_it_is_said(stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape)
    photos = np.stack([random_picture(input_shape, seed + number) for number in range(3)])
    largest = largest_numbers(network, photos)
    assert list(largest) == list(network.shapes)
    for number, photo in enumerate(photos):
        for name, output in network.outputs(photo).items():
            for index in range(len(output)):
                value = largest[name].values[number, index]
                unit = unit_at(output.shape, index, largest[name].places[number, index])
                assert value == np.max(output[index])
                assert output[unit] == value
                assert most_excited(output, index) == (value, unit)


def test_of_equal_numbers_the_first_is_named():
    network = load_network("digits")
    largest = largest_numbers(network, np.zeros((1, 1, 28, 28), np.float32))
    assert not largest["relu1"].places.any()


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_nothing_outside_its_box_matters_to_a_unit(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape)
    name, unit = data.draw(places(layers, input_shape, with_input=False))
    top, left, bottom, right = box_of(network, name, unit)
    before, other = (random_picture(input_shape, number) for number in (seed, seed + 1))
    after = other.copy()
    after[:, top:bottom, left:right] = before[:, top:bottom, left:right]
    values = [network.outputs(picture)[name][unit] for picture in (before, after)]
    assert values[0] == pytest.approx(values[1], abs=1e-5)


def test_the_boxs_numbers_alone_excite_the_unit_as_much():
    network = load_network("digits")
    digits = load_mnist("test")[0][:4].astype(np.float32)[:, np.newaxis] / 255
    largest = largest_numbers(network, digits)["relu3"]
    for number, index in np.ndindex(4, 6):
        unit = unit_at(network.shapes["relu3"], index, largest.places[number, index])
        top, left, bottom, right = box_of(network, "relu3", unit)
        patch = np.zeros_like(digits[0])
        patch[:, top:bottom, left:right] = digits[number, :, top:bottom, left:right]
        value = network.outputs(patch)["relu3"][unit]
        assert value == pytest.approx(largest.values[number, index], abs=1e-5)


def test_deep_units_see_the_whole_picture():
    assert box_of(load_network("photos"), "head", (7, 3, 3)) == (0, 0, 224, 224)
    assert box_of(load_network("photos"), "dense", (281,)) == (0, 0, 224, 224)
