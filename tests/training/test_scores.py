"""Losses and confusions are torch's and scikit-learn's; a shift is measured in all directions."""

import numpy as np
import torch

from cnnviz.training.scores import accuracy_when_shifted, confusion, score


def answers(count=50, classes=4):
    random = np.random.default_rng(0)
    scores = torch.from_numpy(random.normal(size=(count, classes)).astype(np.float32))
    return scores, random.integers(0, classes, count)


def test_the_loss_is_torchs_cross_entropy():
    scores, labels = answers()
    expected = torch.nn.functional.cross_entropy(scores, torch.from_numpy(labels)).item()
    measured = score(scores.softmax(dim=1).numpy(), labels)
    np.testing.assert_allclose(measured.loss, expected, rtol=1e-5)


def test_a_probability_of_zero_is_a_large_loss_and_not_an_infinite_one():
    assert 20 < score(np.array([[1.0, 0.0]], np.float32), np.array([1])).loss < 30


def test_confusions_are_counted_by_what_it_is_and_what_was_read():
    read = np.eye(3, dtype=np.float32)[[0, 2, 2, 1]]
    assert confusion(read, np.array([0, 2, 1, 1])) == [[1, 0, 0], [0, 1, 1], [0, 0, 1]]


class ReadsTheMiddle:
    """Says 1 when the middle pixel is lit, else 0."""

    def predict(self, pictures):
        lit = pictures[:, 0, 8, 8] > 0
        return np.stack([~lit, lit], axis=1).astype(np.float32)


def test_a_digit_is_moved_up_down_left_and_right():
    bar = np.zeros((1, 1, 17, 17), np.float32)
    bar[0, 0, 8, 6:11] = 1  # lies: two pixels either way along it, none across
    shares = accuracy_when_shifted(ReadsTheMiddle(), bar, np.array([1]))
    assert shares == [1, 0.5, 0.5, 0, 0, 0, 0]
