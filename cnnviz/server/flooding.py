"""Visitors who send without end: WebSockets that read little at a time, and count the parts.

uvicorn stops reading while a message waits for the app, but not for parts of messages, pings and
pongs. Of those without content 40,000 fit into what it reads at once, and one visitor who sent
nothing else made all others wait for a second, each time.
"""

from asyncio.transports import BaseTransport
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from weakref import WeakKeyDictionary

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from cnnviz.live.rate import TokenBucket

READ_BYTES: Final = 8192
"""So much is read at once: 10 ms of work where it is all frames without content."""
PARTS_PER_SECOND: Final = 50.0
PART_BURST: Final = 1000.0
"""A browser sends 8 MiB in some hundred parts at most, and a pong every 20 s."""
POLICY_VIOLATION: Final = 1008
SENTENCE: Final = "messages must not come in so many parts"

_parts: WeakKeyDictionary[WebSocketsSansIOProtocol, TokenBucket] = WeakKeyDictionary()


def withstand_floods() -> None:
    """Change uvicorn's WebSockets so; those of the pages and of the live engine alike.

    Streamlit makes them by uvicorn's own class, and gives no other way to change it. Doing so twice
    is doing it once.
    """
    protocol: Any = WebSocketsSansIOProtocol
    if hasattr(protocol.connection_made, "__wrapped__"):
        return
    protocol.connection_made = _in_small_pieces(protocol.connection_made)
    for name in ("handle_cont", "handle_ping", "handle_pong"):
        setattr(protocol, name, _counted(getattr(protocol, name)))


def _in_small_pieces(connection_made: Callable[..., None]) -> Callable[..., None]:
    @wraps(connection_made)
    def begin(protocol: WebSocketsSansIOProtocol, transport: BaseTransport) -> None:
        _parts[protocol] = TokenBucket(PARTS_PER_SECOND, PART_BURST)
        if hasattr(transport, "max_size"):  # asyncio's own, in bytes
            transport.max_size = READ_BYTES
        connection_made(protocol, transport)

    return begin


def _counted(handle: Callable[..., None]) -> Callable[..., None]:
    @wraps(handle)
    def count(protocol: WebSocketsSansIOProtocol, *event: object) -> None:
        if protocol.close_sent:
            return
        if _parts[protocol].take():
            handle(protocol, *event)
        else:
            protocol.frames = []
            protocol.conn.fail(POLICY_VIOLATION, SENTENCE)
            protocol.handle_parser_exception()

    return count
