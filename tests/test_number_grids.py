import numpy as np

from cnnviz.convolution import convolve
from cnnviz.number_grids import EXAMPLES


def answer_of(name: str) -> np.ndarray:
    example = EXAMPLES[name]
    return convolve(example.picture, example.kernel.values)[0]


def test_the_6_by_6_edge_becomes_4_by_4_with_30_at_the_edge():
    assert answer_of("6×6 with an edge").tolist() == [[0, 30, 30, 0]] * 4


def test_5_by_5_with_2_by_2_becomes_4_by_4():
    expected = [[2, 2, 2, 0], [0, 2, 2, 2], [0, 1, 2, 1], [1, 1, 1, 1]]
    assert answer_of("5×5 of 0 and 1").tolist() == expected


def test_the_curve_answers_its_own_curve_with_9000():
    assert answer_of("7×7 with a curve").tolist() == [[9000]]
