"""What a visitor does over a socket to the route."""

from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.live.asking import Answer, ask_bytes, take_apart

Connect = Callable[..., ClientConnection]
SECONDS = 20.0  # after which a test gives up


def answer_of(socket: ClientConnection) -> Answer:
    return take_apart(socket.recv(SECONDS))


def goodbye(socket: ClientConnection) -> tuple[int, str]:
    """Return the code and the words with which the server closes."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(SECONDS)
    assert closed.value.rcvd
    return closed.value.rcvd.code, closed.value.rcvd.reason


def ping(socket: ClientConnection, id_: int) -> Answer:
    socket.send(ask_bytes("ping", id_))
    return answer_of(socket)
