"""Layers grouped into blocks, in the student's words."""

from typing import Any

import pytest
from playwright.sync_api import Page

import cnnviz
from tests.frontend.fake_blocks import NETWORK

GROUP = """async (network) => {
  const { blocksOf } = await import('/blocks/grouping.js');
  return blocksOf(network).blocks.map(({ name, layers, output, parameters }) => ({
    name, parameters, output: output.name,
    layers: layers.map(({ column }) => column.name), words: layers.map(({ word }) => word) }));
}"""


def kernel(layer: Any) -> list[int]:
    return list(getattr(layer, "kernel_size", ()))


@pytest.fixture
def blocks(module_page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = module_page.evaluate(GROUP, NETWORK)
    return found


def test_blocks_stand_in_reading_order(blocks: list[dict[str, Any]]) -> None:
    names = [block["name"] for block in blocks]
    assert names == ["input", "stem", "block 1", "block 2", "head", "mean", "answer"]


def test_a_blocks_output_is_its_last_layer(blocks: list[dict[str, Any]]) -> None:
    outputs = {block["name"]: block["output"] for block in blocks}
    assert outputs["block 1"] == "block1_project"
    assert outputs["block 2"] == "block2_sum"


def test_layers_are_called_what_a_student_calls_them(blocks: list[dict[str, Any]]) -> None:
    words = {block["name"]: block["words"] for block in blocks}
    assert words["block 2"] == [
        "expand 1×1",
        "ReLU6",
        "depthwise 3×3",
        "ReLU6",
        "project 1×1",
        "sum with block 1’s",
    ]
    assert words["stem"] == ["convolution 3×3", "ReLU6"]
    assert words["input"] == ["red, green, blue", "normalized"]
    assert words["answer"] == ["dense", "softmax"]


def test_a_block_has_all_its_layers_parameters(blocks: list[dict[str, Any]]) -> None:
    assert sum(block["parameters"] for block in blocks) == NETWORK["parameters"]
    assert blocks[2]["parameters"] == 6 * 5 + 6 * 10 + 5 * 7


def test_the_photo_networks_names_make_sixteen_blocks(module_page: Page) -> None:
    network = cnnviz.load_network("photos")
    layers = []
    for layer in network.layers:
        about = {"name": layer.name, "kind": layer.kind, "shape": network.shapes[layer.name]}
        layers.append(about | {"parameters": network.layer_parameters(layer.name)})
        for field, value in {"other": layer.second_input, "kernel_size": kernel(layer)}.items():
            if value:
                layers[-1][field] = value
    description = {"input": network.input_shape, "labels": network.labels, "layers": layers}
    blocks = module_page.evaluate(GROUP, description)
    names = [block["name"] for block in blocks]
    numbered = [f"block {number}" for number in range(1, 17)]
    assert names == ["input", "stem", *numbered, "head", "mean", "answer"]
    assert sum(block["parameters"] for block in blocks) == network.parameters
    assert {block["output"] for block in blocks if block["name"] == "block 3"} == {"block3_sum"}
