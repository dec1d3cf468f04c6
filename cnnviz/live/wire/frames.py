"""One binary WebSocket message: tensors in the safetensors layout, and one JSON message with them.

The layout is 8 bytes of little-endian header length, a JSON header that gives each tensor's dtype,
shape and place, then the tensors' bytes (https://huggingface.co/docs/safetensors). The message is
a JSON text under ``__metadata__``, as the format wants its metadata to be strings.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.common.shown_values import show_value
from cnnviz.common.validation import decode

MAX_HEADER_BYTES: Final = 256 * 1024  # three stages of eight large kernels, as JSON
MAX_MESSAGE_BYTES: Final = 8 * 1024 * 1024 + MAX_HEADER_BYTES + 8  # a file of 8 MiB, and its header
MAX_TENSORS: Final = 65  # a drawing, and all weights that may be changed at once
MAX_AXES: Final = 4
MAX_NAME_CHARACTERS: Final = 64

LARGEST_FLOAT16: Final = 65504.0

Tensors = Mapping[str, NDArray[Any]]

_LENGTH_BYTES = 8
_ALIGNMENT = 8  # of the first tensor
_METADATA = "__metadata__"
_DTYPES: Final[dict[str, np.dtype[Any]]] = {
    "U8": np.dtype("u1"),
    "F16": np.dtype("<f2"),
    "F32": np.dtype("<f4"),
}
_NAMES: Final = {dtype: name for name, dtype in _DTYPES.items()}
_Whole = Annotated[int, Meta(ge=0, le=MAX_MESSAGE_BYTES)]


class _Metadata(Struct, forbid_unknown_fields=True):
    message: str


class _TensorHeader(Struct, forbid_unknown_fields=True):
    dtype: Literal["U8", "F16", "F32"]
    shape: Annotated[list[_Whole], Meta(max_length=MAX_AXES)]
    data_offsets: tuple[_Whole, _Whole]


@dataclass(frozen=True, eq=False)
class Frame:
    """What one binary message carries.

    Attributes
    ----------
    message : bytes
        A JSON text, not yet looked into.
    tensors : mapping of name to array
        uint8, float16 or float32; read-only views of the bytes received.
    """

    message: bytes
    tensors: Tensors


def write_frame(message: Struct | Mapping[str, Any], tensors: Tensors | None = None) -> bytes:
    """Lay a message and its tensors out as one binary message.

    Parameters
    ----------
    message
        Encoded as JSON. JSON has no NaN: msgspec writes it as null, so check numbers before.
    tensors
        Arrays of uint8, float16 or float32.

    Raises
    ------
    ArgumentError
        For an array of another dtype.

    Examples
    --------
    >>> frame = read_frame(write_frame({"id": 1}, {"a": np.zeros((2, 3), np.uint8)}))
    >>> frame.message, frame.tensors["a"].shape
    (b'{"id":1}', (2, 3))
    """
    arrays = [(name, np.asarray(array, order="C")) for name, array in (tensors or {}).items()]
    # Larger items first: every tensor then starts at a multiple of its item's size.
    arrays.sort(key=_item_bytes)
    header: dict[str, Any] = {_METADATA: {"message": msgspec.json.encode(message).decode()}}
    end = 0
    for name, array in arrays:
        dtype = _NAMES.get(array.dtype)
        if dtype is None:
            raise ArgumentError(
                name,
                f"must be uint8, float16 or float32, got {array.dtype.name}",
                value=array.dtype.name,
                allowed=Allowed(dtypes=("uint8", "float16", "float32")),
                subject=f"tensor {name}",
            )
        begin, end = end, end + array.nbytes
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": (begin, end)}
    text = msgspec.json.encode(header)
    text += b" " * (-len(text) % _ALIGNMENT)
    length = len(text).to_bytes(_LENGTH_BYTES, "little")
    return b"".join([length, text, *(array.data for _, array in arrays)])


def _item_bytes(named: tuple[str, NDArray[Any]]) -> int:
    return -named[1].itemsize


def to_float16(array: NDArray[np.float32], ends: tuple[float, float]) -> NDArray[np.float16]:
    """Halve the bytes of values that are only looked at.

    Values beyond ±65504, the largest float16, are clipped to it: a map drawn with that as its end
    looks the same. Its true range travels in full precision beside it.

    Parameters
    ----------
    array : float32
        Numbers, none of them NaN.
    ends : (float, float)
        Its least and greatest value.

    Examples
    --------
    >>> to_float16(np.array([0.5, 1e6], np.float32), (0.5, 1e6)).tolist()
    [0.5, 65504.0]
    """
    import torch  # takes two seconds, which the server's start doesn't wait for

    if not fits_float16(ends):
        array = np.clip(array, -LARGEST_FLOAT16, LARGEST_FLOAT16)
    return np.asarray(torch.from_numpy(array).half().numpy())  # a twentieth of numpy's time


def fits_float16(ends: tuple[float, float]) -> bool:
    """Tell whether float16 can hold all values between these."""
    return -LARGEST_FLOAT16 <= ends[0] <= ends[1] <= LARGEST_FLOAT16


def check_finite(array: NDArray[Any], name: str) -> NDArray[Any]:
    """Return the array, or raise ArgumentError if one of its values is NaN or infinite."""
    if not np.isfinite(array).all():
        raise ArgumentError(name, "must hold finite numbers, got NaN or infinity")
    return array


def read_frame(data: bytes) -> Frame:
    """Take a binary message apart, trusting nothing in it.

    Every length is compared with its limit, and with the bytes there are, before it is used.

    Raises
    ------
    ArgumentError
        With a sentence that names what is wrong, its value and the limit.
    """
    if len(data) > MAX_MESSAGE_BYTES:
        raise _refused(f"a message must be at most {MAX_MESSAGE_BYTES} bytes, got {len(data)}")
    if len(data) < _LENGTH_BYTES:
        raise _refused(f"a message must be at least {_LENGTH_BYTES} bytes, got {len(data)}")
    header_bytes = int.from_bytes(data[:_LENGTH_BYTES], "little")
    limit = min(MAX_HEADER_BYTES, len(data) - _LENGTH_BYTES)
    if header_bytes > limit:
        raise _refused(f"the header's length must be at most {limit} bytes, got {header_bytes}")
    end = _LENGTH_BYTES + header_bytes
    header = decode(data[_LENGTH_BYTES:end], dict[str, msgspec.Raw], "the message's header")
    if _METADATA not in header:
        raise _refused("the message's header: __metadata__ is missing")
    metadata = decode(bytes(header.pop(_METADATA)), _Metadata, "the message's __metadata__")
    if len(header) > MAX_TENSORS:
        raise _refused(f"a message must carry at most {MAX_TENSORS} tensors, got {len(header)}")
    body = memoryview(data)[end:]
    tensors = {name: _read_tensor(name, bytes(raw), body) for name, raw in header.items()}
    return Frame(metadata.message.encode(), tensors)


def _read_tensor(name: str, raw: bytes, body: memoryview) -> NDArray[Any]:
    words = name.split(".")
    if len(name) > MAX_NAME_CHARACTERS or not all(word.isidentifier() for word in words):
        raise _refused(
            "a tensor's name must be a word, or words with dots between, of at most "
            f"{MAX_NAME_CHARACTERS} characters, got {show_value(name)}"
        )
    header = decode(raw, _TensorHeader, f"tensor {name}")
    dtype = _DTYPES[header.dtype]
    begin, end = header.data_offsets
    if not begin <= end <= len(body):
        message = f"must rise within {len(body)} bytes, got [{begin}, {end}]"
        subject = f"tensor {name}: data_offsets"
        raise ArgumentError(name, message, value=(begin, end), subject=subject)
    needed = math.prod(header.shape) * dtype.itemsize
    if needed != end - begin:
        message = f"of {header.dtype} takes {needed} bytes, got {end - begin}"
        subject = f"tensor {name}: shape {header.shape}"
        raise ArgumentError(name, message, value=tuple(header.shape), subject=subject)
    return np.frombuffer(body[begin:end], dtype).reshape(header.shape)


def _refused(sentence: str) -> ArgumentError:
    """Return what is wrong with a message as a whole."""
    return ArgumentError("", sentence, subject="")
