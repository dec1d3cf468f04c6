"""Which inputs an output reads, along one axis, is what torch's convolutions read."""

import numpy as np
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from torch.nn import functional

from cnnviz.filters.taps import (
    same_place,
    transposed_size,
    transposed_taps,
    whole_axis,
    window_taps,
)
from cnnviz.filters.windows import along

small = st.integers(1, 4)
KERNEL = torch.tensor([2.0, 3.0, 5.0, 7.0])


def weighted(taps, numbers):
    """Add up what every output reads, each times the number of its kernel cell."""
    sums = []
    for output in range(taps.outputs):
        inputs, cells = taps.of(output)
        there = (inputs >= 0) & (inputs < taps.size)
        sums.append(float((numbers[inputs[there]] * KERNEL.numpy()[cells[there]]).sum()))
    return sums


@given(st.integers(1, 8), small, small, st.integers(0, 3), small)
def test_a_window_reads_what_torchs_convolution_reads(size, kernel_size, stride, padding, dilation):
    assume(dilation * (kernel_size - 1) < size + 2 * padding)
    taps = window_taps(along(size, kernel_size, stride, padding, dilation))
    numbers = torch.arange(1.0, size + 1)
    expected = functional.conv1d(
        numbers[None, None], KERNEL[None, None, :kernel_size], None, stride, padding, dilation
    )
    np.testing.assert_allclose(weighted(taps, numbers.numpy()), expected[0, 0])


@given(st.integers(1, 8), small, small, st.integers(0, 2), st.integers(0, 3), small)
def test_transposed_taps_read_what_torchs_transposed_convolution_reads(
    size, kernel_size, stride, padding, output_padding, dilation
):
    assume(output_padding < max(stride, dilation))
    settings = (size, kernel_size, stride, padding, output_padding, dilation)
    assume(transposed_size(*settings) > 0)
    taps = transposed_taps(*settings)
    numbers = torch.arange(1.0, size + 1)
    expected = functional.conv_transpose1d(
        numbers[None, None], KERNEL[None, None, :kernel_size], None, stride, padding,
        output_padding, 1, dilation,
    )  # fmt: skip
    np.testing.assert_allclose(weighted(taps, numbers.numpy()), expected[0, 0])


def test_the_padding_is_nobodys_input():
    taps = window_taps(along(side=3, kernel_size=3, stride=1, padding=1, dilation=1))
    assert taps.reads.tolist() == [[True, True, False], [True, True, True], [False, True, True]]


def test_a_stride_beyond_the_kernel_leaves_outputs_that_read_nothing():
    taps = transposed_taps(size=2, kernel_size=1, stride=3)
    assert taps.reads.any(axis=1).tolist() == [True, False, False, True]
    assert [len(indices) for indices in taps.of(1)] == [0, 0]


def test_its_own_place_or_all():
    assert same_place(3).reads.tolist() == np.eye(3, dtype=bool).tolist()
    assert whole_axis(3).reads.tolist() == [[True, True, True]]
