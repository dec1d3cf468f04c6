"""WebSockets that nobody can flood, and that nobody keeps open by never reading.

uvicorn stops reading while a message waits for the app, but not for parts of messages, pings and
pongs. Of those without content 40,000 fit into what asyncio reads at once, and one visitor who sent
nothing else made all others wait for a second, each time. And asyncio closes a connection only when
all that was written to it has been taken: somebody who never reads, and never leaves, would keep a
socket and its unread answers for as long as they like.

Both are mended with what asyncio documents of protocols and transports alone.
"""

import asyncio
from typing import Any, Final, cast

from cnnviz.live.limits import TokenBucket
from cnnviz.server.frame_counter import FrameCounter
from cnnviz.server.private import UvicornWebSocket

READ_BYTES: Final = 8192
"""So much is read at once: 10 ms of work where it is all frames without content."""
PARTS_PER_SECOND: Final = 50.0
PART_BURST: Final = 1000.0
"""A browser sends 8 MiB in some hundred parts at most, and a pong every 20 s."""
LINGER_SECONDS: Final = 5.0
"""So long may the last words take to be read; uvicorn waits 10 s before for an answer to them."""
POLICY_VIOLATION: Final = 1008
SENTENCE: Final = "messages must not come in so many parts"

_FINAL_CLOSE: Final = 0x88  # a frame's first byte (RFC 6455, 5.2)


class LimitedWebSocket(UvicornWebSocket, asyncio.BufferedProtocol):
    """uvicorn's WebSocket, which reads little at a time and counts the parts.

    Give it to ``uvicorn.Config(ws=LimitedWebSocket)``. The handshake comes to `data_received`; as a
    `asyncio.BufferedProtocol` it then reads what follows into a buffer of its own size.
    """

    linger_seconds = LINGER_SECONDS

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to count."""
        self._read_buffer = bytearray(READ_BYTES)
        self._frame_counter = FrameCounter()
        self._part_bucket = TokenBucket(PARTS_PER_SECOND, PART_BURST)
        self._closing = _ClosingTransport(transport, self.linger_seconds)
        super().connection_made(cast(asyncio.Transport, self._closing))

    def get_buffer(self, sizehint: int) -> bytearray:
        """Return where the next bytes go, all of which are taken by `buffer_updated`."""
        return self._read_buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Pass on what came, unless it came in too many parts."""
        data = bytes(self._read_buffer[:nbytes])
        if all(self._part_bucket.take() for _ in range(self._frame_counter.count(data))):
            self.data_received(data)
        else:
            self._closing.close_with(POLICY_VIOLATION, SENTENCE)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._closing.forget()
        super().connection_lost(exc)


class _ClosingTransport:
    """A transport that is given up some time after it was closed, with what was not read of it."""

    def __init__(self, transport: asyncio.BaseTransport, linger_seconds: float) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._linger_seconds = linger_seconds
        self._giving_up: asyncio.TimerHandle | None = None
        self._said_all = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write, unless the last words are said."""
        if not self._said_all:
            self._transport.write(data)

    def close(self) -> None:
        """Close once all is read, or after a while."""
        self._transport.close()
        if self._giving_up is None:
            loop = asyncio.get_running_loop()
            self._giving_up = loop.call_later(self._linger_seconds, self._transport.abort)

    def close_with(self, code: int, reason: str) -> None:
        """Say why in a closing frame, and then nothing more."""
        payload = code.to_bytes(2) + reason.encode()
        self.write(bytes([_FINAL_CLOSE, len(payload)]) + payload)
        self._said_all = True
        self.close()

    def forget(self) -> None:
        """Wait no longer for a connection that has ended."""
        if self._giving_up is not None:
            self._giving_up.cancel()
