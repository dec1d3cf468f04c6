"""A window's places along a side are counted as the textbooks and torch count them."""

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnnviz.filters.windows import Axis, along, both_axes, output_size

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
steps = st.tuples(st.integers(1, 4), st.integers(1, 4))


def test_full_counts_every_touch_of_window_and_picture():
    assert output_size(6, 3, padding="full") == 8


def test_a_window_as_large_as_the_picture_stands_once():
    assert output_size(7, 7) == 1


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 8), st.integers(1, 8))
def test_same_gives_n_over_stride_rounded_up(n, kernel_size, stride, dilation):
    assert output_size(n, kernel_size, stride, "same", dilation) == -(-n // stride)


@untimed
@given(st.integers(1, 20), st.integers(1, 7), steps, st.integers(0, 5))
def test_a_size_is_the_one_torch_gives_or_refused_as_torch_refuses(n, kernel_size, step, padding):
    stride, dilation = step
    layer = torch.nn.Conv1d(1, 1, kernel_size, stride, padding, dilation)
    try:
        size = output_size(n, kernel_size, stride, padding, dilation)
    except ValueError:
        with pytest.raises(RuntimeError, match="Kernel size can't be greater"):
            layer(torch.zeros(1, 1, n))
        return
    assert size == layer(torch.zeros(1, 1, n)).shape[-1]


PADDING = "padding must be valid, same, full or a number between 0 and 240"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((4, 5), "kernel_size must be at most 4, as large as the padded picture, got 5"),
        (
            (5, 3, 1, 0, 3),
            "dilation must be at most 2 for a kernel of 3 in 5 of the padded picture, got 3",
        ),
        (
            (4, 3, 1, 0, 2),
            "dilation must be at most 1 for a kernel of 3 in 4 of the padded picture, got 2",
        ),
        ((0, 3), "n must be at least 1, got 0"),
        ((5, 0), "kernel_size must be between 1 and 31, got 0"),
        ((5, 3, 9), "stride must be between 1 and 8, got 9"),
        ((5, 3, 0), "stride must be between 1 and 8, got 0"),
        ((5, 3, 1, -1), f"{PADDING}, got -1"),
        ((5, 3, 1, "half"), f"{PADDING}, got 'half'"),
        ((5, 3, 1, 0, 9), "dilation must be between 1 and 8, got 9"),
        ((5, 2.5), "kernel_size must be a whole number between 1 and 31, got 2.5"),
        ((5, 3, True), "stride must be a whole number between 1 and 8, got True"),
    ],
)
def test_the_sentence_names_the_number_that_is_wrong(arguments, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 # the whole sentence is compared
        output_size(*arguments)
    assert str(caught.value) == sentence


def test_an_axis_says_how_a_window_goes():
    assert along(10, 3, 2, "same", 3) == Axis(
        size=10,
        kernel_size=3,
        stride=2,
        dilation=3,
        before=2,
        after=3,
        effective_kernel_size=7,
        output=5,
    )
    assert along(4, 3, 1, "full", 2) == Axis(
        size=4,
        kernel_size=3,
        stride=1,
        dilation=2,
        before=4,
        after=4,
        effective_kernel_size=5,
        output=8,
    )
    assert along(9, 4, 3, "valid", 1) == Axis(
        size=9,
        kernel_size=4,
        stride=3,
        dilation=1,
        before=0,
        after=0,
        effective_kernel_size=4,
        output=2,
    )
    assert along(9, 4, 3, 2, 1) == Axis(
        size=9,
        kernel_size=4,
        stride=3,
        dilation=1,
        before=2,
        after=2,
        effective_kernel_size=4,
        output=4,
    )


@given(
    st.integers(1, 30),
    st.integers(1, 9),
    st.integers(1, 8),
    st.sampled_from(["valid", "same", "full", 0, 1, 7]),
    st.integers(1, 8),
)
def test_the_last_window_stands_within_the_padded_picture_and_no_further_one_would(
    side, kernel_size, stride, padding, dilation
):
    try:
        axis = along(side, kernel_size, stride, padding, dilation)
    except ValueError:
        assert padding in ("valid", 0, 1, 7)  # the other words always leave a place
        return
    room = axis.before + side + axis.after
    last = (axis.output - 1) * stride + dilation * (kernel_size - 1)
    assert last <= room - 1 < last + stride


def test_rows_and_columns_are_told_apart():
    rows, columns = both_axes((5, 9), (2, 3), (1, 2), (0, 1), (3, 1), "zeros")
    assert (rows.size, rows.kernel_size, rows.stride, rows.dilation) == (5, 2, 1, 3)
    assert (rows.before, rows.after, rows.effective_kernel_size, rows.output) == (0, 0, 4, 2)
    assert (columns.size, columns.kernel_size, columns.stride, columns.dilation) == (9, 3, 2, 1)
    assert (columns.before, columns.after, columns.effective_kernel_size, columns.output) == (
        1,
        1,
        3,
        5,
    )


@pytest.mark.parametrize(
    ("border", "widest"), [("zeros", 240), ("replicate", 240), ("reflect", 4), ("circular", 5)]
)
def test_a_border_is_as_wide_as_the_picture_can_fill_it(border, widest):
    for padding in ((widest, 0), (0, widest)):
        both_axes((5, 5), (1, 1), 1, padding, 1, border)
    for padding in ((widest + 1, 0), (0, widest + 1)):
        with pytest.raises(ValueError, match=rf"^padding must be .* got {widest + 1}"):
            both_axes((5, 5), (1, 1), 1, padding, 1, border)


@pytest.mark.parametrize(
    ("kernel_size", "border", "sentence"),
    [
        ((32, 1), "zeros", "kernel_size must be between 1 and 31, got 32"),
        ((1, 32), "zeros", "kernel_size must be between 1 and 31, got 32"),
        ((0, 1), "zeros", "kernel_size must be between 1 and 31, got 0"),
        ((1, 1), "wrap", "border must be one of zeros, reflect, replicate, circular, got 'wrap'"),
    ],
)
def test_a_kernel_too_large_and_an_unknown_border_are_refused(kernel_size, border, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 # the whole sentence is compared
        both_axes((40, 40), kernel_size, 1, 0, 1, border)
    assert str(caught.value) == sentence


def test_the_border_that_is_too_wide_may_be_the_one_after_the_picture():
    both_axes((2, 2), (1, 3), 1, "same", 1, "reflect")
    with pytest.raises(ValueError, match=r"padding must be at most 1 columns .* got 2"):
        both_axes((2, 2), (1, 4), 1, "same", 1, "reflect")  # 1 before, 2 after
