"""What can't be convolved is refused in one sentence that names it."""

import numpy as np
import pytest

from cnnviz.filters.convolution import convolve


@pytest.mark.parametrize("shape", [(64, 64), (3, 100, 77)])
def test_one_number_that_is_not_finite_is_found_wherever_it_stands(shape):
    chance = np.random.default_rng(9)
    for value in (np.nan, np.inf, -np.inf):
        for _ in range(20):
            image = chance.uniform(-1, 1, shape).astype(np.float32)
            image.flat[chance.integers(image.size)] = value
            with pytest.raises(ValueError, match="image must hold finite numbers"):
                convolve(image, np.ones((3, 3)))


def test_the_largest_numbers_of_float32_are_finite():
    image = np.full((3, 64, 64), np.finfo(np.float32).max)
    assert (convolve(image[:1], [[1.0]]) == image[:1]).all()
    with pytest.raises(ValueError, match="image must hold finite numbers"):
        convolve(image.astype(np.float64) * 2, [[1.0]])


GREY = np.zeros((5, 6), np.float32)
PADDING = "padding must be valid, same, full or a number between 0 and 240"


@pytest.mark.parametrize(
    ("arguments", "settings_", "sentence"),
    [
        ((GREY, np.ones((7, 3))), {}, "kernel_size must be at most 5 rows"),
        ((GREY, np.ones((3, 7))), {}, "kernel_size must be at most 6 columns"),
        ((GREY, np.ones((3, 3))), {"dilation": (3, 1)}, "dilation must be at most 2 for a kernel"),
        ((GREY, np.ones((3, 3))), {"stride": (1, 9)}, "stride must be between 1 and 8, got 9"),
        ((GREY, np.ones((3, 3))), {"stride": 1.0}, "stride must be a whole number between"),
        ((GREY, np.ones((3, 3))), {"stride": (1, 1, 1)}, "stride must be one number or two, got 3"),
        ((GREY, np.ones((3, 3))), {"padding": (0, -1)}, f"{PADDING}, got -1"),
        ((GREY, np.ones((3, 3))), {"padding": "half"}, f"{PADDING}, got 'half'"),
        ((GREY, np.ones((3, 3))), {"padding": 999}, f"{PADDING}, got 999"),
        ((GREY, np.ones((3, 3))), {"padding": 0.5}, f"{PADDING}, got 0.5"),
        ((GREY, np.ones((3, 3))), {"border": "wrap"}, "border must be one of zeros, reflect,"),
        (
            (GREY, np.ones((3, 3))),
            {"padding": 5, "border": "reflect"},
            "padding must be at most 4 rows for a reflect border of a picture with 5 rows, got 5",
        ),
        (
            (GREY, np.ones((3, 3))),
            {"padding": (0, 7), "border": "circular"},
            "padding must be at most 6 columns for a circular border of a picture with 6 columns",
        ),
        ((GREY, np.ones((3, 3))), {"bias": np.nan}, "bias must be a finite number, got nan"),
        ((GREY, np.ones((3, 3))), {"bias": [1, 2]}, "bias must be one number or 1, one per map"),
        ((GREY, np.ones((2, 3, 3))), {}, "kernel must be 1 deep like its input, or 1 deep"),
        ((GREY, np.ones(3)), {}, r"kernel must have shape \(h, w\), \(C, h, w\) or"),
        ((GREY, np.ones((0, 3))), {}, r"kernel must have shape .* got \(0, 3\)"),
        ((GREY, [[np.nan]]), {}, "kernel must hold finite numbers, got NaN or infinity"),
        ((GREY, [[1e39]]), {}, "kernel must hold finite numbers, got NaN or infinity"),
        ((GREY, [["1"]]), {}, "kernel must hold real numbers, got <U1"),
        ((GREY * 1j, [[1]]), {}, "image must hold real numbers, got complex64"),
        ((GREY - np.inf, [[1]]), {}, "image must hold finite numbers, got NaN or infinity"),
        ((GREY[0], [[1]]), {}, r"image must have shape \(C, H, W\) or \(H, W\), got \(6,\)"),
        ((GREY[:0], [[1]]), {}, r"image must have shape \(C, H, W\) or \(H, W\), got \(0, 6\)"),
    ],
)
def test_what_cannot_be_convolved_is_refused_in_one_sentence(arguments, settings_, sentence):
    with pytest.raises(ValueError, match=sentence):
        convolve(*arguments, **settings_)
