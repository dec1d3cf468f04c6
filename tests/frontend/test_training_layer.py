"""Which pictures stand for a training's first layer, and what is taken of them to other pages."""

import numpy as np
import pytest
from playwright.sync_api import Page

LENET = {
    "input": [1, 28, 28],
    "layers": [
        {"name": "conv1", "kind": "convolution", "shape": [8, 24, 24], "kernel_size": [5, 5]}
    ],
}
PERCEPTRON = {
    "input": [1, 28, 28],
    "layers": [
        {"name": "flatten", "kind": "flatten", "shape": [784]},
        {"name": "dense1", "kind": "dense", "shape": [26]},
    ],
}
CAPTION = """async (network) => {
  const { captionOf, firstLayer } = await import('/training/first_layer.js');
  const layer = firstLayer(network);
  return [layer.rows, layer.across, layer.count, captionOf(layer)];
}"""


def test_a_convolution_shows_all_its_kernels(module_page: Page):
    assert module_page.evaluate(CAPTION, LENET) == [
        5,
        5,
        8,
        "conv1: its 8 kernels of 5 × 5 weights, each above the map that it makes of the digit",
    ]


def test_a_dense_layer_shows_the_weights_of_some_units_as_digits(module_page: Page):
    assert module_page.evaluate(CAPTION, PERCEPTRON) == [
        28,
        28,
        16,
        "dense1: the 28 × 28 weights of 16 of its 26 units, laid back over the digit",
    ]


@pytest.mark.parametrize(("units", "line"), [(1, 1), (26, 26), (64, 64), (100, 50), (127, 127)])
def test_units_stand_in_lines_of_equal_length(module_page: Page, units: int, line: int):
    found = module_page.evaluate(
        "async (count) => (await import('/training/first_layer.js')).unitsInLine(count)", units
    )
    assert found == line


GALLERY = """async (weights) => {
  const { asGallery } = await import('/training/exports.js');
  const layer = { name: 'conv1', rows: 2, across: 3, count: 2 };
  return asGallery({ layer, weights: Float32Array.from(weights) }, '1: mine', 1200);
}"""


def test_kernels_go_to_the_gallery_number_by_number(module_page: Page):
    weights = np.random.default_rng(0).normal(size=12).astype(np.float32)
    first, second = module_page.evaluate(GALLERY, weights.tolist())
    assert first["name"] == "conv1 1, step 1\u202f200"
    assert second["family"] == "your training"
    assert second["source"] == "conv1, map 2, of the training 1: mine"
    taken = np.array([first["values"], second["values"]], np.float32)
    np.testing.assert_array_equal(taken, weights.reshape(2, 2, 3))
    assert max(len(str(number)) for row in first["values"] for number in row) <= 13


KEEP = """async () => {
  const { keepKernels, ownKernels } = await import('/kernel_editor/own_kernels.js');
  const before = ownKernels();
  keepKernels([{ name: 'conv1 1' }]);
  keepKernels([{ name: 'conv1 2' }]);
  return [before, ownKernels()];
}"""


def test_the_kernels_kept_last_are_in_the_gallery(module_page: Page):
    assert module_page.evaluate(KEEP) == [[], [{"name": "conv1 2"}]]


OPEN_NEXT = """async (bytes) => {
  const { editsStore, openNext } = await import('/editing/kept_network.js');
  openNext('digits', new Uint8Array(bytes), '1: LeNet, step 16');
  return editsStore('digits').load();
}"""


def test_a_network_is_kept_for_digits_without_the_edits_of_another(module_page: Page):
    kept = module_page.evaluate(OPEN_NEXT, 3)
    title = "1: LeNet, step 16"
    assert kept == {"edits": {"parts": {}, "off": {}}, "network": "AAAA", "title": title}


REFUSED = """async ([bytes, isFull]) => {
  const { openNext } = await import('/editing/kept_network.js');
  if (isFull) Storage.prototype.setItem = () => { throw new Error('full'); };
  const bring = () => openNext('digits', new Uint8Array(bytes), '1: LeNet');
  try { bring(); } catch ({ message }) { return message; }
  return '';
}"""


@pytest.mark.parametrize(("size", "is_full"), [(3 * 2**20, False), (3, True)])
def test_a_network_that_can_not_be_kept_is_a_sentence(module_page: Page, size: int, is_full: bool):
    assert module_page.evaluate(REFUSED, [size, is_full]) == (
        "the browser has no room for it: download the network, and open the file there"
    )
