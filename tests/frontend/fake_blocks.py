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
