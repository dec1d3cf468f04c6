"""A map belongs to the kernel that makes it, also behind an activation and a pooling."""

from typing import get_args

import pytest
from playwright.sync_api import Page

from cnnviz.layers import AnyActivation

PLACE = """async ([kinds, layer]) => {
  const { kernelPlace } = await import('/editing/places.js');
  const layers = kinds.map((kind) => ({ name: kind, kind }));
  return kernelPlace({ layers }, layer && { layer, unit: 2 });
}"""
ACTIVATIONS = [layer.__struct_config__.tag for layer in get_args(AnyActivation)]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("pooling", ["max_pooling", "average_pooling"])
def test_a_map_is_made_by_the_convolution_before_it(
    module_page: Page, activation: str, pooling: str
) -> None:
    kinds = ["dense", "convolution", activation, pooling]
    for layer in kinds[1:]:
        found = module_page.evaluate(PLACE, [kinds, layer])
        assert found == {"layer": "convolution", "unit": 2}


@pytest.mark.parametrize("layer", ["input", "flatten", "softmax", None])
def test_other_values_have_no_kernel_of_their_own(module_page: Page, layer: str | None) -> None:
    kinds = ["convolution", "relu", "flatten", "dense", "softmax"]
    assert module_page.evaluate(PLACE, [kinds, layer]) is None
