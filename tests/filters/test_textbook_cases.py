"""The cases that the textbooks on convolutional networks work out, each with its numbers."""

from math import prod

import numpy as np
import pytest

from cnnviz.filters.convolution import convolve, output_size
from cnnviz.filters.filtering import Stage, run_stages
from cnnviz.filters.pooling import pool
from cnnviz.networks.layers import Convolution, Dense, Flatten, output_shapes


def parameters(layer, input_shape):
    return sum(prod(shape) for shape in layer.tensor_shapes(input_shape).values())


@pytest.mark.parametrize(
    ("side", "kernel_side", "padding", "output"),
    [
        (6, 3, "valid", 4),
        (6, 3, "same", 6),
        (6, 3, 1, 6),
        (8, 3, "valid", 6),
        (5, 2, "valid", 4),
        (5, 3, "valid", 3),
        (120, 5, "valid", 116),
        (420, 5, "valid", 416),
    ],
)
def test_the_feature_map_is_as_large_as_the_formula_says(side, kernel_side, padding, output):
    image, kernel = np.ones((side, side)), np.ones((kernel_side, kernel_side))
    assert convolve(image, kernel, padding=padding).shape == (1, output, output)
    assert output_size(side, kernel_side, padding=padding) == output


def test_6x6_padded_to_8x8_by_hand_gives_what_padding_by_1_gives():
    image = np.arange(36).reshape(6, 6)
    kernel = np.arange(9).reshape(3, 3)
    padded = np.pad(image, 1)
    assert padded.shape == (8, 8)
    assert (convolve(padded, kernel) == convolve(image, kernel, padding=1)).all()


def test_3x3_on_6x6_finds_the_edge_between_bright_and_dark():
    image = np.repeat([[10, 10, 10, 0, 0, 0]], 6, axis=0)
    kernel = [[1, 0, -1]] * 3
    assert convolve(image, kernel).tolist() == [[[0, 30, 30, 0]] * 4]


def test_2x2_on_5x5_by_hand():
    image = np.arange(25).reshape(5, 5)
    # Every window holds n, n + 1, n + 5 and n + 6
    expected = 4 * image[:4, :4] + 12
    assert (convolve(image, np.ones((2, 2)))[0] == expected).all()


def test_5x5x3_on_32x32x3_has_784_places_of_75_products_and_76_parameters():
    (feature_map,) = convolve(np.ones((3, 32, 32)), np.ones((3, 5, 5)), bias=1)
    assert feature_map.shape == (28, 28)
    assert feature_map.size == 784
    assert (feature_map == 75 + 1).all()
    layer = Convolution(name="conv1", maps=1, kernel_size=(5, 5))
    assert layer.output_shape((3, 32, 32)) == (1, 28, 28)
    assert parameters(layer, (3, 32, 32)) == 76


def test_5x5_on_420x420_gives_173056_neurons_that_share_26_parameters():
    assert convolve(np.zeros((420, 420)), np.ones((5, 5))).size == 173_056
    layer = Convolution(name="conv1", maps=1, kernel_size=(5, 5))
    assert prod(layer.output_shape((1, 420, 420))) == 173_056
    assert parameters(layer, (1, 420, 420)) == 26


def test_128_dense_neurons_on_420x420_need_over_22_million_weights():
    dense = Dense(name="dense", units=128)
    inputs = output_shapes((Flatten(name="flatten"), dense), (1, 420, 420))["flatten"]
    assert prod(dense.tensor_shapes(inputs)["weight"]) == 22_579_200


def test_ten_3x3_kernels_on_5x5_give_ten_maps_of_3x3():
    assert convolve(np.zeros((5, 5)), np.zeros((10, 1, 3, 3))).shape == (10, 3, 3)


def test_the_maps_of_a_stage_are_the_channels_of_the_next():
    chance = np.random.default_rng(0)
    first, second = chance.uniform(-1, 1, (6, 3, 5, 5)), chance.uniform(-1, 1, (4, 6, 3, 3))
    image = chance.uniform(0, 1, (3, 32, 32))
    one, two = run_stages(image, (Stage(kernel=first), Stage(kernel=second)))
    assert two.input.shape == one.output.shape == (6, 28, 28)
    assert two.output.shape == (4, 26, 26)


def test_pooling_by_2_halves_each_side_and_keeps_a_quarter():
    maps = np.zeros((5, 24, 24))
    pooled = pool(maps, "max", size=2, stride=2)
    assert pooled.shape == (5, 12, 12)
    assert pooled.size * 4 == maps.size


def test_two_stacked_3x3_kernels_see_5x5_pixels():
    seen = np.zeros((9, 9), bool)
    stages = (Stage(kernel=np.ones((3, 3))),) * 2
    for row, column in np.ndindex(9, 9):
        image = np.zeros((9, 9))
        image[row, column] = 1
        seen[row, column] = run_stages(image, stages)[-1].output[0, 2, 2] != 0
    expected = np.zeros((9, 9), bool)
    expected[2:7, 2:7] = True
    assert (seen == expected).all()
