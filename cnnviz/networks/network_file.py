"""Network files: safetensors whose ``__metadata__`` holds our description of the layers, as JSON.

Nothing in a file is ever run: the lengths are checked before anything is read, the description is
decoded into declared types, and every tensor must have the name and shape that its layer asks for.
Tensors are float32, or float16 to halve a large file; read, they are float32 all.
"""

import struct
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import safetensors.torch
import torch
from msgspec import Meta, Struct
from safetensors import SafetensorError

from cnnviz.common.errors import ANYTHING, Allowed, ArgumentError
from cnnviz.common.shown_values import printable
from cnnviz.common.validation import decode
from cnnviz.networks.layers import AnyLayer, Shape, output_shapes

LARGEST_FILE = 64 << 20
LARGEST_HEADER = 1 << 18
LENGTH_BYTES = 8
LONGEST_REASON = 120  # characters of what the library says


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """What the network reads."""

    shape: tuple[
        Annotated[int, Meta(ge=1, le=16)],
        Annotated[int, Meta(ge=1, le=512)],
        Annotated[int, Meta(ge=1, le=512)],
    ]


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """All of a network but its weights."""

    format: Literal["cnnviz-network"]
    version: Literal[1]
    name: Annotated[str, Meta(min_length=1, max_length=64)]
    input: Input
    labels: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=64)], ...],
        Meta(min_length=1, max_length=4096),
    ]
    layers: Annotated[tuple[AnyLayer, ...], Meta(min_length=1, max_length=128)]
    accuracy: dict[str, float] = {}
    training: dict[str, Any] = {}


class _Tensor(Struct, frozen=True):
    dtype: str
    shape: tuple[int, ...]


class _Metadata(Struct, frozen=True):
    cnnviz: str


class _Safetensors(Struct, frozen=True):
    metadata: _Metadata = msgspec.field(name="__metadata__")


def read_network_file(data: bytes, where: str) -> tuple[Header, dict[str, torch.Tensor]]:
    """Take a network file apart and check every piece of it.

    Parameters
    ----------
    data : bytes
        The whole file, at most 64 MiB.
    where : str
        What the file is called in an error message.

    Returns
    -------
    header : Header
    tensors : dict of float32 torch tensors
        "conv1.weight", "conv1.bias" and so on, exactly those the layers need.

    Raises
    ------
    ArgumentError
        A sentence that names what is wrong and where.
    """
    text = _header_text(data, where)
    header = decode(decode(text, _Safetensors, where).metadata.cnnviz, Header, where)
    wanted = wanted_tensors(header, where)
    try:
        tensors = safetensors.torch.load(data)
    except (SafetensorError, KeyError, ValueError, OverflowError) as error:
        reason = printable(str(error))[:LONGEST_REASON]
        raise _refused("file", where, f"not a safetensors file ({reason})") from error
    for name, shape in wanted.items():
        _check_tensor(tensors.get(name), name, shape, where)
    for name in tensors:
        if name not in wanted:
            raise _refused(f"tensors.{name}", where, f"tensor {name!r} belongs to no layer")
    return header, {name: tensor.float() for name, tensor in tensors.items()}


def write_network_file(header: Header, tensors: dict[str, torch.Tensor]) -> bytes:
    """Put a network file together; `read_network_file` returns the two parts."""
    description = msgspec.json.encode(header).decode()
    contiguous = {name: tensor.detach().contiguous() for name, tensor in tensors.items()}
    return bytes(safetensors.torch.save(contiguous, metadata={"cnnviz": description}))


def read_limited(path: Path) -> bytes:
    """Read a file that must not be larger than a network may be.

    Raises
    ------
    ArgumentError
        When it is larger than 64 MiB.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        message = f"a network file must be at most 64 MiB, got {size} bytes"
        raise _refused("file", path.name, message, size, Allowed(maximum=LARGEST_FILE))
    return path.read_bytes()


def wanted_tensors(header: Header, where: str) -> dict[str, Shape]:
    """Return the name and shape of every tensor that the layers need.

    Raises
    ------
    ArgumentError
        When the layers don't fit together, or the last isn't a softmax over the labels.
    """
    try:
        shapes = output_shapes(header.layers, header.input.shape)
    except ArgumentError as error:
        raise error.within("", f"{where}: ") from error
    last, labels = header.layers[-1], len(header.labels)
    if last.kind != "softmax" or shapes[last.name] != (labels,):
        message = (
            f"the last layer must be a softmax over the {labels} labels, "
            f"got {last.kind} of shape {shapes[last.name]}"
        )
        raise _refused(f"layers.{last.name}", where, message, last.kind)
    inputs = [header.input.shape, *shapes.values()]
    return {
        f"{layer.name}.{part}": tensor_shape
        for layer, input_shape in zip(header.layers, inputs, strict=False)
        for part, tensor_shape in layer.tensor_shapes(input_shape).items()
    }


def _header_text(data: bytes, where: str) -> bytes:
    if len(data) > LARGEST_FILE:
        message = f"a network file must be at most 64 MiB, got {len(data)} bytes"
        raise _refused("file", where, message, len(data), Allowed(maximum=LARGEST_FILE))
    if len(data) < LENGTH_BYTES:
        message = f"not a safetensors file, it has only {len(data)} bytes"
        raise _refused("file", where, message, len(data), Allowed(minimum=LENGTH_BYTES))
    (length,) = struct.unpack_from("<Q", data)
    largest = min(LARGEST_HEADER, len(data) - LENGTH_BYTES)
    if length > largest:
        message = f"not a network file, its header must be at most {largest} bytes, got {length}"
        raise _refused("file", where, message, length, Allowed(maximum=largest))
    return data[LENGTH_BYTES : LENGTH_BYTES + length]


def _check_tensor(tensor: torch.Tensor | None, name: str, shape: Shape, where: str) -> None:
    path, subject = f"tensors.{name}", f"tensor {name!r}"
    if tensor is None:
        message = f"{subject} of shape {shape} is missing"
        raise _refused(path, where, message, allowed=Allowed(shape=shape))
    given = tuple(tensor.shape)
    if given != shape:
        message = f"{subject} must have shape {shape}, got {given}"
        raise _refused(path, where, message, given, Allowed(shape=shape))
    if tensor.dtype not in (torch.float32, torch.float16):
        message = f"{subject} must be float32 or float16, got {tensor.dtype}"
        allowed = Allowed(dtypes=("float32", "float16"))
        raise _refused(path, where, message, str(tensor.dtype), allowed)
    if not torch.isfinite(tensor).all():
        raise _refused(path, where, f"{subject} must hold finite numbers only, got NaN or ∞")


def _refused(
    path: str, where: str, message: str, value: Any = None, allowed: Allowed = ANYTHING
) -> ArgumentError:
    """Return what is wrong with a place in a file, whose sentence begins with the file's name."""
    return ArgumentError(path, message, value=value, allowed=allowed, subject=f"{where}:")
