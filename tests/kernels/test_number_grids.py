import numpy as np

from cnnviz.filters.convolution import convolve
from cnnviz.kernels.number_grids import EXAMPLES


def answer_of(name: str) -> np.ndarray:
    example = EXAMPLES[name]
    maps = convolve(
        example.picture, example.kernel.values, stride=example.stride, padding=example.padding
    )
    return maps[0]


def test_the_6_by_6_edge_becomes_4_by_4_with_30_at_the_edge():
    assert answer_of("6×6 with an edge").tolist() == [[0, 30, 30, 0]] * 4


def test_5_by_5_with_2_by_2_becomes_4_by_4():
    expected = [[2, 2, 2, 0], [0, 2, 2, 2], [0, 1, 2, 1], [1, 1, 1, 1]]
    assert answer_of("5×5 of 0 and 1").tolist() == expected


def test_the_curve_answers_its_own_curve_with_9000():
    assert answer_of("7×7 with a curve").tolist() == [[9000]]


def test_6_by_6_padded_to_8_by_8_stays_6_by_6():
    maps = answer_of("6×6 padded to 8×8")
    assert maps[0].tolist() == [-20, 0, 20, 20, 0, 0]  # two rows of the kernel lie on the picture
    assert maps[1:5].tolist() == [[-30, 0, 30, 30, 0, 0]] * 4


def test_7_by_7_in_steps_of_2_becomes_3_by_3():
    maps = answer_of("7×7 in steps of 2")
    assert maps.shape == (3, 3)
    assert maps[0, 0] == 3 * 2 + 4 * 3 + 4 * 7 + 6 + 2 * 9 - 3 + 3 * 8
    assert maps[2, 2] == 3 * 3 + 4 * 4 + 4 * 6 + 9 + 2 * 3 - 2 + 3 * 4
