"""A map belongs to the kernel that makes it, also behind an activation and a pooling."""

from itertools import product
from typing import Any, get_args

import pytest
from playwright.sync_api import Page

from cnnviz.networks.layers import AnyActivation

ACTIVATIONS = [layer.__struct_config__.tag for layer in get_args(AnyActivation)]
POOLINGS = ["max_pooling", "average_pooling"]


def places(page: Page, asked: list[tuple[list[str], str | None]]) -> Any:
    """Return the kernel of each layer's third map; the layers are called as their kind."""
    return page.evaluate(
        """async (asked) => {
          const { kernelPlace } = await import('/editing/place_picker.js');
          const weighted = ['convolution', 'transposed_convolution', 'dense'];
          const layer = (kind) =>
            ({ name: kind, kind, parameters: Number(weighted.includes(kind)) });
          return asked.map(([kinds, layerName]) => kernelPlace(
            { layers: kinds.map(layer) }, layerName && { layer: layerName, unit: 2 }));
        }""",
        asked,
    )


@pytest.mark.parametrize("kernels", ["convolution", "transposed_convolution"])
def test_a_map_is_made_by_the_convolution_before_it(module_page: Page, kernels: str) -> None:
    asked = []
    for activation, pooling in product(ACTIVATIONS, POOLINGS):
        kinds = ["dense", kernels, activation, pooling]
        asked += [(kinds, layer) for layer in kinds[1:]]
    assert places(module_page, asked) == [{"layer": kernels, "unit": 2}] * len(asked)


def test_other_values_have_no_kernel_of_their_own(module_page: Page) -> None:
    kinds = ["convolution", "relu", "flatten", "dense", "softmax"]
    asked = [(kinds, layer) for layer in ("input", "flatten", "softmax", None)]
    assert places(module_page, asked) == [None] * 4
