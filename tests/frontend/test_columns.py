"""What the columns of a photo network's kinds of layer are called, mean and are fed by."""

from typing import Any, get_args

import pytest
from playwright.sync_api import Page

from cnnviz.networks.layers import AnyActivation, AnyLayer

MESSAGE = {
    "input": [3, 9, 9],
    "labels": ["a", "b", "c", "d"],
    "layers": [
        {"name": "normalize", "kind": "normalize", "shape": [3, 9, 9]},
        {"name": "conv1", "kind": "convolution", "shape": [4, 9, 9]},
        {"name": "relu1", "kind": "relu6", "shape": [4, 9, 9]},
        {"name": "depthwise1", "kind": "depthwise_convolution", "shape": [4, 9, 9]},
        {"name": "sum1", "kind": "sum", "shape": [4, 9, 9]},
        {"name": "mean", "kind": "global_average_pooling", "shape": [4]},
        {"name": "softmax", "kind": "softmax", "shape": [4]},
    ],
}
COLUMNS = """async (message) => {
  const { columnsOf } = await import('/network/columns.js');
  return Object.fromEntries(columnsOf(message).map((column) => [column.name, column]));
}"""


@pytest.mark.parametrize(
    ("name", "word", "meaning", "fed_by", "form"),
    [
        ("normalize", "normalized", "signed", "same", "maps"),
        ("relu1", "ReLU6", "positive", "same", "maps"),
        ("depthwise1", "depthwise convolution", "signed", "same", "maps"),
        ("sum1", "sum with an earlier layer", "signed", "same", "maps"),
        ("mean", "mean of each map", "signed", "same", "strip"),
    ],
)
def test_each_kind_of_layer_has_its_word_and_its_colors(
    module_page: Page, name: str, word: str, meaning: str, fed_by: str, form: str
) -> None:
    column = module_page.evaluate(COLUMNS, MESSAGE)[name]
    found = (column["word"], column["meaning"], column["fedBy"], column["form"])
    assert found == (word, meaning, fed_by, form)


def kinds_in(layers: Any) -> list[str]:
    return sorted(layer.__struct_config__.tag for layer in get_args(layers))


def test_the_views_know_every_kind_of_layer_and_no_other(module_page: Page) -> None:
    known = module_page.evaluate(
        "async () => Object.keys((await import('/network/layer_kinds.js')).KINDS)"
    )
    assert sorted(known) == sorted([*kinds_in(AnyLayer), "input"])


def test_every_activation_has_its_words_and_its_curve(module_page: Page) -> None:
    known = module_page.evaluate(
        "async () => Object.keys((await import('/inspector/activation.js')).ACTIVATIONS)"
    )
    assert sorted(known) == kinds_in(AnyActivation)
