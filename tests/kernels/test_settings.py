"""What can be set of a kernel: the gallery's own are the usual, and all of a slider is allowed."""

import inspect

import numpy as np
import pytest

from cnnviz.kernels.operations import KERNELS
from cnnviz.kernels.settings import FORMULAS, formula_kernel

PLACES = [(name, setting) for name in FORMULAS for setting in FORMULAS[name].settings]


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_has_its_kernel_in_the_gallery_with_the_usual_settings(name: str):
    usual = {setting.name: setting.usual for setting in FORMULAS[name].settings}
    np.testing.assert_array_equal(formula_kernel(name, usual), KERNELS[name])


@pytest.mark.parametrize("name", FORMULAS)
def test_a_setting_is_an_argument_of_the_formula(name: str):
    arguments = inspect.signature(FORMULAS[name].make).parameters
    assert {setting.name for setting in FORMULAS[name].settings} <= set(arguments)


@pytest.mark.parametrize(("name", "setting"), PLACES)
def test_both_ends_of_a_slider_are_allowed_and_give_different_kernels(name, setting):
    ends = (setting.least, setting.most)
    least, most = (formula_kernel(name, {setting.name: end}) for end in ends)
    for kernel in (least, most):
        assert kernel.dtype == np.float32
        assert np.isfinite(kernel).all()
        assert max(kernel.shape) <= 11
    same = least.shape == most.shape and np.allclose(least, most, atol=1e-6)
    assert same == (setting.name == "angle")  # half a turn brings a line back
    assert setting.least <= setting.usual <= setting.most


@pytest.mark.parametrize(
    ("name", "settings", "sentence"),
    [
        ("sobel", {}, "formula must be one of box, disk, .*, got 'sobel'"),
        ("box", {"sigma": 1}, "settings of box must be among size, got 'sigma'"),
        ("box", {"size": 12}, "size must be between 1 and 11, got 12"),
        ("box", {"size": 2.5}, "size must be a whole number between 1 and 11, got 2.5"),
        ("gabor", {"wavelength": 1}, "wavelength must be between 2 and 22, got 1"),
        ("unsharp", {"amount": 11}, "amount must be between 0 and 10, got 11"),
    ],
)
def test_what_cannot_be_is_refused_with_its_range(name, settings, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        formula_kernel(name, settings)
