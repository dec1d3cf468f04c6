"""A photo network small enough to predict, and answers about it as the live engine gives them."""

from typing import Any

Layer = dict[str, Any]


def _maps(name: str, kind: str, count: int, side: int, **more: Any) -> Layer:
    return {"name": name, "kind": kind, "shape": [count, side, side], "parameters": 0} | more


def _convolution(name: str, count: int, side: int, before: int, kernel: int = 1) -> Layer:
    kind = "depthwise_convolution" if name.endswith("depthwise") else "convolution"
    parameters = count * (before * kernel * kernel + 1)
    return _maps(name, kind, count, side, parameters=parameters, kernel_size=[kernel, kernel])


def _block(key: str, inside: int, outside: int, side: int, before: int) -> list[Layer]:
    return [
        _convolution(f"{key}_expand", inside, side, before),
        _maps(f"{key}_expand_relu", "relu6", inside, side),
        _convolution(f"{key}_depthwise", inside, side, 1, 3),
        _maps(f"{key}_depthwise_relu", "relu6", inside, side),
        _convolution(f"{key}_project", outside, side, inside),
    ]


LABELS = ["tabby cat", "espresso", "missile", "tench", "goldfish", "cock"]
LAYERS = [
    _maps("normalize", "normalize", 3, 8, mean=0.5, deviation=0.5),
    _convolution("stem", 4, 8, 3, 3),
    _maps("stem_relu", "relu6", 4, 8),
    *_block("block1", 6, 5, 8, 4),
    *_block("block2", 8, 5, 8, 5),
    _maps("block2_sum", "sum", 5, 8, other="block1_project"),
    _convolution("head", 7, 8, 5),
    _maps("head_relu", "relu6", 7, 8),
    {"name": "mean", "kind": "global_average_pooling", "shape": [7], "parameters": 0},
    {"name": "dense", "kind": "dense", "shape": [6], "parameters": 48},
    {"name": "softmax", "kind": "softmax", "shape": [6], "parameters": 0},
]
NETWORK = {
    "type": "network",
    "id": 1,
    "name": "photos",
    "labels": LABELS,
    "groups": ["cat", "food", "vehicle", "fish", "fish", "bird"],
    "input": [3, 8, 8],
    "parameters": sum(layer["parameters"] for layer in LAYERS),
    "layers": LAYERS,
}


def wide_network(channels: int) -> dict[str, Any]:
    """Return the fake network, its last block that many maps wide within."""
    layers = [
        layer | {"shape": [channels, 8, 8]}
        if layer["name"].startswith("block2") and layer["name"][7:] not in ("project", "sum")
        else layer
        for layer in NETWORK["layers"]
    ]
    return NETWORK | {"layers": layers}


# Defines `fake`: answers whose numbers can be told in advance. The value of a map is
# factor × (map + 1) × place / 50, where its 64 places are counted row by row from 0.
ANSWERS = """(network) => {
  const layers = [{ name: 'input', kind: 'input', shape: network.input }, ...network.layers];
  const byName = Object.fromEntries(layers.map((layer) => [layer.name, layer]));
  const tensor = (shape, valueAt) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => valueAt(i)),
  });
  const upTo = (at, reach) => [at - 1, at, at + 1].filter((i) => i >= 0 && i < reach);

  const fake = window.fake = { factor: 1, isTurned: false, refusal: '' };
  fake.settled = () => new Promise((resolve) => setTimeout(resolve));
  fake.weights = () => ({
    'stem.weight': tensor([4, 3, 3, 3], (i) => Math.floor(i / 27)),
    'stem.bias': tensor([4], () => 0),
  });
  const strength = (name, map) => (fake.isTurned ? byName[name].shape[0] - map : map + 1);
  const ends = (name) => (byName[name].kind === 'relu6' ? [0, 6] : [-fake.factor, 3 * fake.factor]);
  const thumbs = (name, maps) => tensor([maps.length, 8, 8], (i) => 4 * (i % 64));

  fake.seen = (network, wants) => {
    const message = { type: 'seen', maps: {}, ends: {}, groups: [] };
    const share = fake.factor / 100;
    const probabilities = [0.6 - share, 0.2 + share, 0.1, 0.05, 0.03, 0.02];
    const tensors = { probabilities: tensor([6], (i) => probabilities[i]) };
    for (const [name, wanted] of Object.entries(wants)) {
      const [count] = byName[name].shape;
      const active = [...Array(count).keys()].sort((a, b) => strength(name, b) - strength(name, a));
      message.maps[name] = wanted ?? active.slice(0, 4);
      message.ends[name] = ends(name);
      tensors[`thumbs.${name}`] = thumbs(name, message.maps[name]);
    }
    return [message, tensors];
  };

  const sum = (count) => ({
    arithmetic: { total: count * fake.factor, bias: 0.5, value: count * fake.factor + 0.5,
      source_shape: null },
    tensors: Object.fromEntries(['windows', 'kernels', 'sums', 'inputs', 'weights', 'contributions']
      .map((name) => [name, tensor([count, 1, 1], () =>
        (name === 'windows' || name === 'inputs' ? 1 : fake.factor))])),
  });
  const parts = {
    convolution: ([, row, column]) => {
      const { arithmetic, tensors } = sum(5);
      return { arithmetic: { ...arithmetic, rows: [row], columns: [column] }, tensors };
    },
    sum: () => ({ arithmetic: { input: fake.factor / 2, other: fake.factor / 4,
      value: 0.75 * fake.factor } }),
    dense: () => sum(7),
    softmax: () => ({
      arithmetic: { sum: 2, value: 0.5 },
      tensors: { logits: tensor([6], (i) => i), exponentials: tensor([6], (i) => (i > 3 ? 1 : 0)) },
    }),
  };
  const answers = {
    maps: ({ layer }) => {
      const maps = [...Array(byName[layer].shape[0]).keys()];
      return [{ ends: ends(layer), shape: byName[layer].shape },
        { maps: thumbs(layer, maps), activity: tensor([maps.length], (i) => strength(layer, i)) }];
    },
    map: ({ map }) => [{}, { map: tensor([8, 8], (i) => (fake.factor * (map + 1) * i) / 50) }],
    inspect: ({ layer, unit }) => {
      const { kind } = byName[layer];
      const { arithmetic, tensors = {} } = parts[kind]?.(unit)
        ?? { arithmetic: { input: fake.factor, value: fake.factor } };
      const [, row, column] = unit;
      const input = row === undefined ? [null, null, null] : [null, upTo(row, 8), upTo(column, 8)];
      return [{ kind, arithmetic, value: arithmetic.value, sources: { input }, targets: {}, unit },
        tensors];
    },
    excite: () => {
      const at = { unit: [1, 1, 2], box: [1, 2, 3, 4] };
      return [{ patches: [{ photo: 'cat', value: 9, ...at }, { photo: 'coffee', value: 5, ...at }],
        own: { photo: null, value: 7, ...at } }, {}];
    },
    photos: () => [{ names: ['cat', 'coffee'] }, { photos: tensor([2, 3, 8, 8], (i) => i % 256) }],
  };
  fake.ask = async ({ type, ...question }) => {
    if (fake.refusal) throw new Error(fake.refusal);
    const [message, tensors] = answers[type](question);
    return { message: { ...question, ...message }, tensors };
  };
}"""
