"""A transposed convolution stamps its kernel and adds the overlaps, as torch's does."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cnnviz
from cnnviz.filters.arithmetic import explain_pixel
from cnnviz.filters.taps import transposed_size
from cnnviz.filters.transposed import convolve_transposed

PICTURE = np.random.default_rng(0).uniform(-1, 1, (3, 6, 5)).astype(np.float32)
SQUARE = [[1, 2], [3, 4]]
STAMP = [[1, 10], [100, 1000]]
pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


def by_torch(image, kernel, bias, **steps):
    weight = torch.from_numpy(kernel).expand(-1, len(image), -1, -1)
    out = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(image)[None], weight.transpose(0, 1), torch.from_numpy(bias), **steps
    )
    return out[0].numpy()


@st.composite
def cases(draw):
    """Return a picture, kernels, biases and steps that leave an output."""
    channels, maps = draw(st.sampled_from([1, 3])), draw(st.integers(1, 3))
    depth = draw(st.sampled_from([1, channels]))
    sides = draw(st.tuples(st.integers(1, 6), st.integers(1, 5)))
    size = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    stride, dilation = draw(pairs), draw(pairs)
    most = [max(both) - 1 for both in zip(stride, dilation, strict=True)]
    steps = {
        "stride": stride,
        "dilation": dilation,
        "padding": draw(st.tuples(st.integers(0, 2), st.integers(0, 2))),
        "output_padding": tuple(draw(st.integers(0, one)) for one in most),
    }
    names = ("stride", "padding", "output_padding", "dilation")
    for axis in (0, 1):
        assume(transposed_size(sides[axis], size[axis], *(steps[name][axis] for name in names)) > 0)
    chance = np.random.default_rng(draw(st.integers(0, 999)))
    kernel = chance.uniform(-1, 1, (maps, depth, *size)).astype(np.float32)
    bias = chance.uniform(-1, 1, maps).astype(np.float32)
    return PICTURE[:channels, : sides[0], : sides[1]], kernel, bias, steps


def test_overlapping_stamps_are_added_by_hand():
    assert cnnviz.convolve_transposed is convolve_transposed
    assert convolve_transposed(SQUARE, STAMP).tolist() == [
        [[1, 12, 20], [103, 1234, 2040], [300, 3400, 4000]]
    ]


def test_at_a_stride_of_two_stamps_of_two_lie_side_by_side():
    assert convolve_transposed(SQUARE, STAMP, stride=2).tolist() == [
        [[1, 10, 2, 20], [100, 1000, 200, 2000], [3, 30, 4, 40], [300, 3000, 400, 4000]]
    ]


def test_padding_cuts_off_and_output_padding_adds_at_the_end():
    assert convolve_transposed(SQUARE, STAMP, padding=1, bias=0.5).tolist() == [[[1234.5]]]
    more = convolve_transposed([[1, 2]], [[5, 6]], stride=(1, 3), output_padding=(0, 2))
    assert more.tolist() == [[[5, 6, 0, 10, 12, 0, 0]]]


@settings(deadline=None)
@given(cases())
def test_the_maps_are_torchs(case):
    image, kernel, bias, steps = case
    found = convolve_transposed(image, kernel, bias=bias, **steps)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, by_torch(image, kernel, bias, **steps), atol=1e-5)


@settings(deadline=None)
@given(cases(), st.data())
def test_the_arithmetic_of_a_pixel_adds_up_to_torchs_value(case, data):
    image, kernel, bias, steps = case
    maps = by_torch(image, kernel, bias, **steps)
    place = tuple(data.draw(st.integers(0, side - 1)) for side in maps.shape)
    pixel = explain_pixel(
        image, kernel, *place[1:], map_index=place[0], bias=bias, operation="transposed", **steps
    )
    assert pixel.value == pytest.approx(maps[place], abs=1e-5)
    np.testing.assert_array_equal(
        pixel.windows, image[:, pixel.rows[:, None], pixel.columns].astype(float)
    )
    assert pixel.products.sum() + pixel.bias == pytest.approx(pixel.value)


def test_a_pixel_that_no_stamp_reaches_is_its_bias():
    pixel = explain_pixel(
        SQUARE, [[7]], 0, 1, stride=2, bias=0.25, operation="transposed", output_padding=1
    )
    assert (pixel.windows.shape, pixel.value) == ((1, 1, 0), 0.25)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ({"stride": 9}, "stride must be between 1 and 8, got 9"),
        ({"padding": "same"}, "padding must be a number between 0 and 240, got 'same'"),
        ({"padding": (0, 2)}, "padding must be at most 1 columns, so that something is left"),
        (
            {"output_padding": 1},
            "output_padding must be at most 0 rows, less than the stride or the dilation, got 1",
        ),
        ({"output_padding": 8, "stride": 8}, "output_padding must be between 0 and 7, got 8"),
        ({"dilation": 0}, "dilation must be between 1 and 8, got 0"),
        ({"bias": [1, 2]}, "bias must be one number or 1, one per map"),
    ],
)
def test_what_cannot_be_is_refused_by_name(steps, sentence):
    with pytest.raises(ValueError, match="^" + sentence) as caught:
        convolve_transposed(SQUARE, STAMP, **steps)
    assert caught.value.argument.split("[")[0] == next(iter(steps))
