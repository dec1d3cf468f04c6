"""A visitor whose bytes are laid by hand: halves, parts, and no reading unless somebody wants it.

For the tests and the bench of how others fare beside such a visitor.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from select import select
from urllib.parse import urlsplit

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
MASK = bytes(4)  # zeros, which leave the payload as it is
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
READ_AT_ONCE = 1 << 16
SECONDS = 20.0  # after which nobody waits any longer


def frame(opcode: int, payload: bytes = b"", *, is_last: bool = True) -> bytes:
    """Lay out one WebSocket frame as a browser does."""
    first, size = opcode | (0x80 if is_last else 0), len(payload)
    if size < 126:
        length = bytes([0x80 | size])
    elif size < 1 << 16:
        length = bytes([0x80 | 126]) + size.to_bytes(2)
    else:
        length = bytes([0x80 | 127]) + size.to_bytes(8)
    return bytes([first]) + length + MASK + payload


class RawSocket:
    """A WebSocket of which only the handshake is done."""

    def __init__(self, url: str, receive_bytes: int | None) -> None:
        address = urlsplit(url)
        self._taken = b""
        self._socket = socket.socket()
        self._socket.settimeout(SECONDS)
        if receive_bytes:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self._socket.connect((address.hostname, address.port))
        headers = {
            "Host": address.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": KEY,
            "Sec-WebSocket-Version": "13",
        }
        lines = [f"GET {address.path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
        self.send("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self._exactly(1)
        if b" 101 " not in answer:
            raise ConnectionRefusedError(answer.partition(b"\r\n")[0].decode())

    def send(self, data: bytes) -> None:
        """Send all, however long the server takes to take it."""
        self._socket.sendall(data)

    def send_while_open(self, data: bytes) -> bool:
        """Send all, and tell whether the server still took it."""
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def send_unread(self, data: bytes) -> bool:
        """Send all, forget what comes meanwhile, and tell whether the server still took it."""
        left = memoryview(data)
        try:
            while left:
                readable, writable, _ = select([self._socket], [self._socket], [], SECONDS)
                if readable and not self._socket.recv(READ_AT_ONCE):
                    return False
                if writable:
                    left = left[self._socket.send(left) :]
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def read_some(self, size: int) -> int:
        """Take at most so many bytes off the wire, for `next_frame`, and tell how many came."""
        more = self._socket.recv(size)
        self._taken += more
        return len(more)

    def next_frame(self) -> tuple[int, bytes]:
        """Return the opcode and the payload of the server's next frame."""
        first, size = self._exactly(2)
        if size >= 126:
            size = int.from_bytes(self._exactly(2 if size == 126 else 8))
        return first & 15, self._exactly(size)

    def goodbye(self) -> tuple[int, str]:
        """Return the code and the words with which the server closes."""
        opcode, payload = self.next_frame()
        while opcode != CLOSE:
            opcode, payload = self.next_frame()
        return int.from_bytes(payload[:2]), payload[2:].decode()

    def cut(self) -> None:
        """Be gone without a word, as when a cable is pulled."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._socket.close()

    def _exactly(self, size: int) -> bytes:
        while len(self._taken) < size:
            more = self.read_some(size - len(self._taken))
            if not more:
                raise ConnectionResetError("the server closed the connection without a word")
        data, self._taken = self._taken[:size], self._taken[size:]
        return data


@contextmanager
def raw(url: str, receive_bytes: int | None = None) -> Iterator[RawSocket]:
    """Connect; `receive_bytes` is how much this machine takes before somebody reads it."""
    connected = RawSocket(url, receive_bytes)
    try:
        yield connected
    finally:
        connected.cut()
