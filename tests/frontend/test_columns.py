"""What the columns of a photo network's kinds of layer are called, mean and are fed by."""

import pytest
from playwright.sync_api import Page

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
