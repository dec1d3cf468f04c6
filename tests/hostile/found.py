"""Inputs that once did harm: took long, took memory, or were refused by no sentence."""

import gzip
from collections.abc import Callable, Mapping
from typing import Final

from cnnviz.live.wire.frames import write_frame
from fuzz.corpus import network_files

LONG = 19_000  # characters; a text may have 20,000
TEXTS = (
    "1" * LONG + "x",
    "1" + " " * LONG + "x",
    *(f"array({piece * LONG}x" for piece in (" ", ")")),
    "array(" + (")" + " " * 60) * 300 + "x",
)
DTYPE = b'"dtype":"F32"'


def kernels() -> list[bytes]:
    """Texts in which a pattern looked for its end from every beginning."""
    return [text.encode() for text in TEXTS]


def messages() -> list[bytes]:
    """Messages that were quoted back with what can't be seen."""
    hidden = ("read_\x7ficture", "ping\u202e", "\ufeff", "a\u2028b")
    return [
        *(write_frame({"type": type_, "id": 1}) for type_ in hidden),
        *(write_frame({"type": "ping", "id": 1, field: 0}) for field in hidden),
    ]


def networks() -> list[bytes]:
    """Files that the safetensors library refuses in long words, which quote the file."""
    file = network_files()[0]
    assert DTYPE in file
    return [file.replace(DTYPE, new) for new in ('"dtype":"F\ufeff"'.encode(), b'"dtype":"F\\n2"')]


def idx_files() -> list[bytes]:
    """A few kilobytes that unpack into 300 million."""
    return [gzip.compress(bytes(300_000_000), 1)]


FOUND: Final[Mapping[str, Callable[[], list[bytes]]]] = {
    "kernel": kernels,
    "message": messages,
    "network": networks,
    "idx": idx_files,
}
