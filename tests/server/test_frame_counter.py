import pytest

from cnnviz.server.frame_counter import FrameCounter
from tools.raw_socket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame

STREAM = b"".join(
    [
        frame(TEXT, b"a" * 125),
        frame(BINARY, b"b" * 126, is_last=False),
        frame(CONTINUATION, b"", is_last=False),
        frame(PING, b"ping"),
        frame(CONTINUATION, b"c" * 70_000),
        frame(PONG),
        frame(CLOSE, b"\x03\xe8"),
    ]
)
PARTS = 4  # two that go on, a ping and a pong


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 126, 8192, len(STREAM)])
def test_parts_pings_and_pongs_are_counted_however_the_stream_is_cut(size: int):
    counter = FrameCounter()
    pieces = [STREAM[at : at + size] for at in range(0, len(STREAM), size)]
    assert sum(map(counter.count, pieces)) == PARTS


def test_frames_without_a_mask_are_counted_too():
    assert FrameCounter().count(bytes([0x8A, 0, 0x8A, 1, 0x8A, 0x89, 0])) == 3
