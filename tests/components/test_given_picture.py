import numpy as np
import pytest

from cnnviz.components.given_picture import GivenPicture, picture_for_view


@pytest.mark.parametrize("shape", [(28, 28), (2, 28, 28), (1, 513, 4), (3, 0, 4)])
def test_a_picture_of_another_shape_is_refused(shape: tuple[int, ...]):
    with pytest.raises(ValueError, match=r"must be .* got shape \("):
        picture_for_view(GivenPicture("odd", np.zeros(shape, np.uint8), ""))
