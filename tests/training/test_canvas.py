"""The canvas benchmark draws digits as a person would: anywhere, any size, all on the pad."""

import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import load_network
from cnnviz.training.canvas import PAD, canvas_accuracy, draw_on_pad


@pytest.fixture(scope="module")
def digits():
    images, labels = load_mnist("test")
    return images[:400], labels[:400]


@pytest.fixture(scope="module")
def pads(digits):
    random = np.random.default_rng(0)
    return np.stack([draw_on_pad(image, random) for image in digits[0]])


def boxes(pads):
    for pad in pads:
        rows, columns = np.nonzero(pad > 127)
        yield rows.min(), columns.min(), rows.max(), columns.max()


def test_a_pad_is_ten_times_a_digit(pads):
    assert (pads.shape[1:], pads.dtype) == ((PAD, PAD), np.uint8) == ((280, 280), np.uint8)


def test_all_ink_stays_on_the_pad(pads):
    border = np.concatenate([pads[:, 0], pads[:, -1], pads[:, :, 0], pads[:, :, -1]], axis=1)
    assert border.max() < 128
    assert (pads.reshape(len(pads), -1).max(axis=1) > 200).all()


def test_digits_are_of_very_different_sizes_and_places(pads):
    top, left, bottom, right = np.array(list(boxes(pads))).T
    longer = np.maximum(bottom - top, right - left)
    assert longer.min() < 95
    assert longer.max() > 260
    middle = np.stack([top + bottom, left + right]) / 2 - PAD / 2
    assert (middle.min(axis=1) < -75).all()
    assert (middle.max(axis=1) > 75).all()


def test_strokes_are_thinner_and_thicker(digits):
    random = np.random.default_rng(1)
    pads = [draw_on_pad(digits[0][0], random) for _ in range(60)]
    ink = [
        (pad > 127).sum() / ((bottom - top) * (right - left))
        for pad, (top, left, bottom, right) in zip(pads, boxes(pads), strict=True)
    ]
    assert max(ink) > 1.5 * min(ink)


@pytest.mark.slow
def test_the_benchmark_gives_the_same_share_each_time(digits):
    network = load_network("digits")
    shares = [canvas_accuracy(network, *digits, seed=5) for _ in range(2)]
    assert shares[0] == shares[1]


@pytest.mark.slow
def test_the_shipped_network_reads_digits_from_the_pad(digits):
    network = load_network("digits")
    assert canvas_accuracy(network, *digits) >= 0.97
    assert canvas_accuracy(network, *digits, side=112) >= 0.97
