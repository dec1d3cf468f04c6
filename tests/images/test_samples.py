import numpy as np
import pytest

from cnnviz.common.assets import ASSETS
from cnnviz.filters.convolution import convolve
from cnnviz.images.samples import (
    checkerboard,
    gradient,
    load_sample,
    sample_names,
    step_edge,
    white_pixel,
)

IN_COLOR = {"cat", "astronaut", "espresso", "rocket", "officer", "temple", "flower"}


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_is_a_picture_of_at_most_512_pixels_a_side(name: str):
    for color in (True, False):
        picture = load_sample(name, color=color)
        assert picture.dtype == np.uint8
        assert picture.shape[0] == (3 if color and name in IN_COLOR else 1)
        assert max(picture.shape) <= 512
        assert picture.max() > picture.min()


def test_a_name_that_is_none_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"sample must be one of coins, .*, got '\.\./mnist'"):
        load_sample("../mnist", color=True)


def test_rights_are_told_of_every_file():
    folder = ASSETS / "samples"
    said = (folder / "README.md").read_text()
    files = [path.name for path in folder.iterdir() if path.suffix != ".md"]
    assert len(files) == 12
    assert all(f"`{name}`" in said for name in files)
    assert sum((folder / name).stat().st_size for name in files) < 1_200_000


def test_a_kernel_laid_on_one_white_pixel_comes_out_turned_around():
    kernel = np.arange(1.0, 10.0).reshape(3, 3)
    answer = convolve(white_pixel(5) / 255, kernel, padding="same")[0]
    np.testing.assert_array_equal(answer[1:4, 1:4], kernel[::-1, ::-1])


def test_a_step_edge_answers_sobel_x_at_the_edge_alone():
    answer = convolve(step_edge(8), [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])[0]
    assert answer[0].tolist() == [0, 0, 4 * 255, 4 * 255, 0, 0]


def test_a_gradient_rises_and_a_checkerboard_has_as_much_white_as_black():
    assert (np.diff(gradient().astype(int), axis=1) >= 0).all()
    assert checkerboard().mean() == 127.5
