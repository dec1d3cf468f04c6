"""What is given bytes: each thing of cnnviz that reads what a visitor or a disk may bring."""

import zlib
from collections.abc import Callable
from typing import Final

from cnnviz.images.datasets import parse_idx, uncompress
from cnnviz.images.handwriting import find_digit
from cnnviz.images.samples import color_and_grey
from cnnviz.kernels.text import parse_kernel
from cnnviz.live.digits.state import Read
from cnnviz.live.engine import Engine
from cnnviz.live.filters.state import Filter
from cnnviz.live.networks.user_networks import UserNetworks
from cnnviz.live.photos.state import Look
from cnnviz.live.session import Session, read_request
from cnnviz.live.training.trained import network_at
from fuzz import corpus
from fuzz.judging import Target

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
LENGTH_BYTES: Final = 8
MESSAGE_SECONDS: Final = 4.0
"""A photo's integrated gradients take 1.5 on an idle core, and more where the others are busy."""


def with_length(data: bytes) -> bytes:
    """Write the true length of a JSON header before it, so that what is in it gets read."""
    end = data.rfind(b"}") + 1
    return max(0, end - LENGTH_BYTES).to_bytes(LENGTH_BYTES, "little") + data[LENGTH_BYTES:]


def with_checksums(data: bytes) -> bytes:
    """Write the true checksum after each chunk of a PNG, so that what is in it gets read."""
    parts, at = [data[: len(PNG_SIGNATURE)]], len(PNG_SIGNATURE)
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        parts += [data[at:end], zlib.crc32(data[at + 4 : end]).to_bytes(4)]
        at = end + 4
    return b"".join(parts)


def message_target() -> Target:
    """Messages on ``/live``, each after those that set up what it may speak of."""
    engine = Engine(network_at=network_at)
    requests = [read_request(frame) for frame in corpus.messages()]
    before_drawing = [one for one in requests if isinstance(one.message, Read | Filter)]
    before_photo = [one for one in requests if isinstance(one.message, Look)]

    def read(data: bytes) -> None:
        request = read_request(data)
        is_of_photo = request.message.id % 2 == 0  # what a session saw last, it is asked about
        session = Session(engine)
        for state in (
            before_drawing + before_photo if is_of_photo else before_photo + before_drawing
        ):
            session.merge(state)
        session.merge(request)
        session.answer(request)

    return Target("message", corpus.messages, read, with_length, MESSAGE_SECONDS)


def network_target() -> Target:
    """Network files, as they are opened for a visitor."""
    import torch  # which other targets do without

    from cnnviz.networks.network import read_network

    torch.set_num_threads(1)  # as the server does

    def read(data: bytes) -> None:
        read_network(data)
        UserNetworks().open(data)

    return Target("network", corpus.network_files, read, with_length)


def idx_target() -> Target:
    """MNIST's files, plain or gzipped."""

    def read(data: bytes) -> None:
        parse_idx(uncompress(data, "data") if data[:2] == b"\x1f\x8b" else data)

    return Target("idx", corpus.idx_files, read)


def kernel_target() -> Target:
    """Kernels as text."""

    def read(data: bytes) -> None:
        parse_kernel(data.decode(errors="replace"))

    return Target("kernel", corpus.kernel_texts, read)


def picture_target() -> Target:
    """Picture files."""

    def read(data: bytes) -> None:
        color_and_grey(data)

    return Target("picture", corpus.pictures, read, with_checksums)


def digit_target() -> Target:
    """Picture files in which a digit is looked for."""

    def read(data: bytes) -> None:
        find_digit(data)

    return Target("digit", corpus.pictures, read, with_checksums)


TARGETS: Final[dict[str, Callable[[], Target]]] = {
    "message": message_target,
    "network": network_target,
    "idx": idx_target,
    "kernel": kernel_target,
    "picture": picture_target,
    "digit": digit_target,
}
