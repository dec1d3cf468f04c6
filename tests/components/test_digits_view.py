import numpy as np
import pytest

from cnnviz.components.digits_view import GivenDrawing, digits_view
from cnnviz.components.front_end import as_base64, front_end_component


def test_a_drawing_of_another_size_is_refused():
    given = GivenDrawing("too small", np.zeros((28, 28), np.uint8), "")
    with pytest.raises(ValueError, match=r"pixels must be 112 × 112, got shape \(28, 28\)"):
        digits_view(given)


def test_a_module_that_is_not_there_is_refused_at_registration():
    with pytest.raises(FileNotFoundError, match=r"no front-end module digits/nothing\.js"):
        front_end_component("cnnviz_nothing", "digits/nothing.js")


def test_pixels_are_sent_row_by_row_even_from_a_transposed_array():
    pixels = np.arange(6, dtype=np.uint8).reshape(2, 3)
    assert as_base64(pixels.T) == "AAMBBAIF"
