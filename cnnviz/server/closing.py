"""Visitors who never read: a connection that is over is given up, with what was not read of it.

asyncio closes a connection only when all that was written to it has been taken. Somebody who never
reads, and never leaves, would keep a socket and its unread answers for as long as they like.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LINGER_SECONDS: Final = 15.0
"""So long may the last words take to be read."""


def close_in_time(linger_seconds: float = LINGER_SECONDS) -> None:
    """Change uvicorn's WebSockets so; those of the pages and of the live engine alike.

    The last call counts.

    Parameters
    ----------
    linger_seconds : float
        From the end of a connection to giving it up.
    """
    protocol: Any = WebSocketsSansIOProtocol
    protocol.run_asgi = _given_up_after(protocol.run_asgi, linger_seconds)
    protocol.keepalive_timeout = _given_up_when(protocol.keepalive_timeout, linger_seconds)


def _given_up_after(
    run_asgi: Callable[[Any], Awaitable[None]], linger_seconds: float
) -> Callable[[Any], Awaitable[None]]:
    original = getattr(run_asgi, "__wrapped__", run_asgi)

    @wraps(original)
    async def run(protocol: WebSocketsSansIOProtocol) -> None:
        try:
            await original(protocol)
        finally:
            _give_up_later(protocol, linger_seconds)

    return run


def _given_up_when(
    keepalive_timeout: Callable[[Any], None], linger_seconds: float
) -> Callable[[Any], None]:
    original = getattr(keepalive_timeout, "__wrapped__", keepalive_timeout)

    @wraps(original)
    def time_out(protocol: WebSocketsSansIOProtocol) -> None:
        original(protocol)
        _give_up_later(protocol, linger_seconds)

    return time_out


def _give_up_later(protocol: WebSocketsSansIOProtocol, linger_seconds: float) -> None:
    if not protocol.disconnected:
        asyncio.get_running_loop().call_later(linger_seconds, protocol.transport.abort)
