"""One visitor who sends without end, and others who notice nothing of it."""

from collections.abc import Callable

import pytest
from websockets.sync.client import connect

from cnnviz.server.limited_websocket import PART_BURST, SENTENCE
from tests.live.asking import ask_bytes, take_apart
from tests.live.visitor import ping
from tools.raw_socket import BINARY, CONTINUATION, PING, PONG, frame, raw

MANY = int(PART_BURST) + 500


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (frame(BINARY, is_last=False), frame(CONTINUATION, is_last=False)),
        (frame(BINARY, b"a", is_last=False), frame(CONTINUATION, b"b", is_last=False)),
        (b"", frame(PING)),
        (b"", frame(PONG)),
    ],
    ids=["empty parts", "parts", "pings", "pongs"],
)
def test_parts_without_end_end_the_connection(
    serve: Callable[..., str], first: bytes, again: bytes
):
    url = serve()
    with connect(url) as other, raw(url) as endless:
        endless.send(first)
        for id_ in range(1, 21):  # while they come, somebody else is answered
            endless.send_while_open(again * (MANY // 20))
            assert ping(other, id_).message["id"] == id_
        assert endless.goodbye() == (1008, SENTENCE)
        assert ping(other, 21).message["id"] == 21


def test_a_message_in_the_parts_of_a_browser_is_answered(serve: Callable[..., str]):
    message = ask_bytes("find_digit", 7, bytes(1 << 20))
    pieces = [message[at : at + (1 << 14)] for at in range(0, len(message), 1 << 14)]
    with raw(serve()) as visitor:
        for index, piece in enumerate(pieces):
            is_last = index == len(pieces) - 1
            visitor.send(frame(CONTINUATION if index else BINARY, piece, is_last=is_last))
        opcode, answer = visitor.next_frame()
    assert opcode == BINARY
    assert take_apart(answer).message["message"].startswith("the file must be a PNG")


def test_a_message_that_never_ends_is_too_big_at_some_time(serve: Callable[..., str]):
    url = serve()
    more = frame(CONTINUATION, bytes(1 << 20), is_last=False)
    with connect(url) as other, raw(url) as endless:
        endless.send(frame(BINARY, is_last=False))
        for id_ in range(1, 41):
            endless.send_while_open(more)
            assert ping(other, id_).message["id"] == id_
        assert not endless.send_while_open(more)


def test_small_messages_without_end_are_told_so_and_keep_nobody_waiting(serve: Callable[..., str]):
    url = serve(messages_per_second=5, message_burst=10)
    answers = {
        "a message must be at least 8 bytes, got 0",
        "messages must come at most 5 times a second, this one was left out",
    }
    with connect(url) as other, raw(url) as endless:
        for id_ in range(1, 11):
            endless.send(frame(BINARY) * 500)
            assert ping(other, id_).message["id"] == id_
        told = set()
        while told != answers:
            told.add(take_apart(endless.next_frame()[1]).message["message"])
            assert told <= answers
