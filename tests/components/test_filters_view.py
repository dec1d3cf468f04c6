from cnnviz.components.kernels_for_view import kernels_for_view
from cnnviz.kernels.operations import gallery


def test_a_kernel_is_sent_as_short_numbers_under_its_title():
    (box,) = kernels_for_view(kernel for kernel in gallery() if kernel.name == "box")
    assert (box["name"], box["family"]) == ("Box blur", "blur")
    assert box["values"] == [[0.11111111] * 3] * 3


def test_a_kernel_of_a_formula_is_sent_with_what_can_be_set_of_it():
    sent = {kernel["name"]: kernel for kernel in kernels_for_view(gallery())}
    assert "formula" not in sent["Sobel x"]
    assert sent["Motion blur"]["formula"] == "motion_blur"
    assert [setting["name"] for setting in sent["Motion blur"]["settings"]] == ["angle", "length"]
