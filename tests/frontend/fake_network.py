"""Networks and readings as they come from the live engine, small enough to predict."""

from typing import Any

Layer = dict[str, Any]


def convolution(name: str, maps: int, side: int, kernel: int, before: int) -> Layer:
    return {
        "name": name,
        "kind": "convolution",
        "shape": [maps, side, side],
        "kernel_size": [kernel, kernel],
        "stride": [1, 1],
        "parameters": maps * (before * kernel * kernel + 1),
    }


def maps(name: str, kind: str, count: int, side: int) -> Layer:
    return {"name": name, "kind": kind, "shape": [count, side, side], "parameters": 0}


def units(name: str, kind: str, count: int, parameters: int = 0) -> Layer:
    return {"name": name, "kind": kind, "shape": [count], "parameters": parameters}


LENET = [
    convolution("conv1", 12, 24, 5, 1),
    maps("relu1", "relu", 12, 24),
    maps("pool1", "max_pooling", 12, 12),
    convolution("conv2", 16, 8, 5, 12),
    maps("relu2", "relu", 16, 8),
    maps("pool2", "max_pooling", 16, 4),
    units("flatten", "flatten", 256),
    units("dense1", "dense", 96, 24672),
    units("relu3", "relu", 96),
    units("dense2", "dense", 10, 970),
    units("softmax", "softmax", 10),
]

VGG = [
    convolution("conv1", 12, 26, 3, 1),
    maps("relu1", "relu", 12, 26),
    convolution("conv2", 12, 24, 3, 12),
    maps("relu2", "relu", 12, 24),
    maps("pool1", "max_pooling", 12, 12),
    convolution("conv3", 16, 10, 3, 12),
    maps("relu3", "relu", 16, 10),
    convolution("conv4", 16, 8, 3, 16),
    maps("relu4", "relu", 16, 8),
    maps("pool2", "max_pooling", 16, 4),
    units("flatten", "flatten", 256),
    units("dense1", "dense", 64, 16448),
    units("relu5", "relu", 64),
    units("dense2", "dense", 10, 650),
    units("softmax", "softmax", 10),
]


def message(layers: list[Layer]) -> dict[str, Any]:
    """Return a "network" message."""
    return {
        "type": "network",
        "id": 1,
        "name": "digits",
        "labels": [str(digit) for digit in range(10)],
        "input": [1, 28, 28],
        "parameters": sum(layer["parameters"] for layer in layers),
        "layers": layers,
    }


# Defines `fake`: weights for a network, and readings whose values can be told in advance: value i
# of a layer is (i mod 7) − 3, or 0 where that is negative and the layer can't be.
FAKE = """
  const sizeOf = (shape) => shape.reduce((a, b) => a * b, 1);
  const tensor = (shape, valueAt) => ({
    dtype: 'F32',
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => valueAt(i)),
  });
  window.fake = {
    weights(network) {
      const tensors = {};
      let before = network.input[0];
      for (const { name, kind, shape, kernel_size: kernel } of network.layers) {
        if (kind === 'convolution') {
          tensors[`${name}.weight`] = tensor([shape[0], before, ...kernel], (i) => (i % 5) - 2);
          tensors[`${name}.bias`] = tensor([shape[0]], (i) => i / 10);
        }
        before = shape[0];
      }
      return tensors;
    },
    reading(network, { blank = false, factor = 1, layers = null } = {}) {
      const tensors = { input: tensor(network.input, (i) => (i % 28) / 27) };
      const ranges = {};
      for (const { name, kind, shape } of network.layers) {
        const signed = kind === 'convolution' || kind === 'dense';
        const isLast = kind === 'softmax';
        const valueAt = (i) => factor * (signed ? (i % 7) - 3 : Math.max(0, (i % 7) - 3));
        ranges[name] = isLast ? [0, 1] : [signed ? -3 * factor : 0, 3 * factor];
        if (isLast) {
          tensors[name] = tensor(shape, (i) => (i === 7 ? 0.91 : 0.01));
        } else if (!layers || layers.includes(name)) tensors[name] = tensor(shape, valueAt);
      }
      return [{ type: 'reading', id: 2, blank, engine_ms: 1, ranges }, tensors];
    },
  };
"""
