"""Sound inputs to begin with, made by code: what a browser, a camera or a spreadsheet sends."""

from __future__ import annotations

import gzip
import io
import struct
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from cnnviz.live.wire.frames import write_frame

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer

DRAWING: Final = np.eye(28, dtype=np.uint8) * 255
PHOTO: Final = np.arange(3 * 24 * 32, dtype=np.uint8).reshape(3, 24, 32)
KERNEL: Final = [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]]
STAGE: Final = {
    "kernels": [{"values": KERNEL, "name": "Sobel x", "bias": 0.5}],
    **{"combine": "magnitude", "flip": True, "stride": [1, 2], "dilation": [2, 1]},
    **{"padding": "same", "border": "reflect", "activation": "relu"},
    **{"pooling": "max", "pool_size": 2, "pool_stride": 2},
}
VIEW: Final = {
    **{"x": 3, "y": -9, "scale": 1.5, "angle": 30, "blur": 2, "grey": 0.5},
    "cover": {"x": 10, "y": 20, "size": 32},
}
OF_DRAWING: Final = 1
OF_PHOTO: Final = 2
"""Ids of messages: the even ones are asked after a look at a photo, see `fuzz.targets`."""
SLOPES: Final = ("grad_cam", "input_gradient", "integrated_gradients")
KERNELS: Final = (
    *("1 2 3\n4 5 6", "0,5\t1\n2\t2,5", "-1;0;1\n-2;0;2", "1/9 1/9\n1/9 1/9", "[1 2; 3 4];"),
    *("k = np.array([[1, 2], [3, 4]], dtype=np.float32)", "torch.tensor(((1., -2e-3),))", "{{7}}"),
)
KINDS: Final = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")
MODES: Final = ("1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "F", "LA")


def network_files() -> list[bytes]:
    """Write two small networks with weights of zero."""
    from cnnviz.networks.layers import (  # bring torch
        Convolution,
        Dense,
        Flatten,
        MaxPooling,
        Relu,
        Softmax,
    )

    ending = (Flatten(name="flatten"), Dense(name="dense1", units=2), Softmax(name="softmax"))
    convolution = Convolution(name="conv1", maps=2, kernel_size=(3, 3), stride=(2, 2))
    pooling = MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2))
    return [_network_file(ending), _network_file((convolution, Relu(name="r"), pooling, *ending))]


def _network_file(layers: tuple[AnyLayer, ...]) -> bytes:
    import torch

    from cnnviz.networks.network_file import Header, Input, wanted_tensors, write_network_file

    header = Header("cnnviz-network", 1, "mine", Input((1, 28, 28)), ("no", "yes"), layers)
    shapes = wanted_tensors(header, "mine")
    return write_network_file(header, {name: torch.zeros(shape) for name, shape in shapes.items()})


def messages() -> list[bytes]:
    """Lay out a message of every kind that a browser sends, and of each kind of question."""
    picture = np.frombuffer(pictures()[0], np.uint8)
    network = np.frombuffer(network_files()[0], np.uint8)
    unit = {"unit": [1, 2, 3]}
    state: list[tuple[dict[str, Any], dict[str, np.ndarray]]] = [
        ({"type": "read", "network": "digits", "layers": ["conv1", "pool1"]}, {"drawing": DRAWING}),
        ({"type": "read", "exact": True, "off": {"conv1": [0, 3]}}, {"drawing": DRAWING}),
        ({"type": "read", "steps": {"crop": False}, "changed": []}, {}),
        ({"type": "filter", "stages": [STAGE, STAGE]}, {"picture": PHOTO}),
        ({"type": "look", "view": VIEW, "layers": {"stem_relu": [1, 2]}}, {"picture": PHOTO}),
        ({"type": "find_digit"}, {"file": picture}),
        ({"type": "read_picture"}, {"file": picture}),
        ({"type": "open_network"}, {"file": network}),
    ]
    of_drawing: list[dict[str, Any]] = [
        *({"type": kind} for kind in ("ping", "export", "save_network", "check")),
        {"type": "describe", "network": "digits"},
        {"type": "code", "language": "pytorch"},
        {"type": "kernel", "formula": "gaussian", "settings": {"sigma": 1.5, "size": 7}},
        {"type": "inspect", "layer": "conv1", **unit},
        {"type": "why", "label": 7, "against": 1},
        {"type": "rank", "layer": "conv2"},
        {"type": "open_trained", "run": "a" * 22, "step": 3},
        *({"type": "heat", "method": method, "label": 3} for method in SLOPES),
        {"type": "heat", "method": "occlusion", "label": 3, "size": 8, "stride": 6, "done": 4},
    ]
    of_photo: list[dict[str, Any]] = [
        {"type": "inspect", "layer": "stem_relu", **unit},
        {"type": "maps", "layer": "stem_relu", "side": 16},
        {"type": "map", "layer": "stem_relu", "map": 3},
        {"type": "excite", "layer": "stem_relu", "map": 3},
        {"type": "photos"},
        {"type": "heat", "method": "grad_cam", "label": 3, "random": True},
    ]
    return [
        *(write_frame(message | {"id": OF_DRAWING}, tensors) for message, tensors in state),
        *(write_frame(message | {"id": OF_DRAWING}) for message in of_drawing),
        *(write_frame(message | {"id": OF_PHOTO}) for message in of_photo),
    ]


def pictures() -> list[bytes]:
    """Encode one small picture in every kind and mode that goes together."""
    drawn = Image.fromarray(np.pad(DRAWING, 20)).resize((40, 56))
    files = []
    for kind in KINDS:
        for mode in MODES:
            stream = io.BytesIO()
            exif = Image.Exif()
            exif[0x0112] = 6
            more: dict[str, Any] = {"exif": exif} if kind in ("PNG", "JPEG", "WEBP") else {}
            try:
                drawn.convert(mode).save(stream, kind, **more)
            except (OSError, ValueError):  # such as a GIF of floats
                continue
            files.append(stream.getvalue())
    return files


def idx_files() -> list[bytes]:
    """Write IDX files of one to three dimensions, plain and gzipped."""
    plain = []
    for shape in ((4,), (2, 3), (2, 3, 4)):
        head = struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape)
        plain.append(head + bytes(int(np.prod(shape))))
    return [*plain, *(gzip.compress(data, mtime=0) for data in plain)]


def kernel_texts() -> list[bytes]:
    """Write kernels in the ways that people paste them."""
    return [text.encode() for text in KERNELS]
