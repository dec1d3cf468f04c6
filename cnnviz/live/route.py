"""The ``/live`` WebSocket endpoint: who may connect, and how many."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from cnnviz.live.connection import Connection
from cnnviz.live.engine import Engine
from cnnviz.live.limits import Limits
from cnnviz.live.meter import Meter
from cnnviz.live.session import Session
from cnnviz.live.workers import Workers

_log = logging.getLogger(__name__)

POLICY_VIOLATION: Final = 1008
TRY_AGAIN_LATER: Final = 1013
WORKER_THREADS: Final = 2
ORIGIN_THREADS: Final = 4
ORIGIN_SECONDS: Final = 5.0

# A page does so by itself. With it, a sentence fits in the 123 bytes that a closing may carry.
_WAITS: Final = "this one connects by itself when there is room"

OriginRule = Callable[[str | None, str | None], bool]


def live_route(
    *,
    is_origin_allowed: OriginRule,
    engine: Engine | None = None,
    limits: Limits | None = None,
    meter: Meter | None = None,
    path: str = "/live",
) -> WebSocketRoute:
    """Make the route on which the live view talks to the engine.

    Parameters
    ----------
    is_origin_allowed
        Called with a handshake's Origin and Host; False refuses it with HTTP 403. It may take its
        time, it is called in a thread.
    engine
        What all visitors share; left out, one with the built-in networks.
    limits
        What one visitor may take, and all together.
    meter
        Counts connections and answers.
    path
        The route's whole path, the server's base path included.
    """
    connections = _Connections(
        is_origin_allowed, engine or Engine(), limits or Limits(), meter or Meter()
    )
    return WebSocketRoute(path, connections.serve, name="live")


class _Connections:
    """All connections there are: who gets one, and what they share."""

    def __init__(
        self,
        origin_rule: OriginRule,
        engine: Engine,
        limits: Limits,
        meter: Meter,
    ) -> None:
        self._origin_rule = origin_rule
        self._engine = engine
        self._limits = limits
        self._meter = meter
        self._connections: Counter[str] = Counter()  # by address
        self._workers = Workers(WORKER_THREADS, limits.pictures)
        # Apart, so that a rule that asks the network can't hold up anyone's picture.
        self._origin_executor = ThreadPoolExecutor(ORIGIN_THREADS, "live-origin")

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one connection from handshake to end."""
        if not await self._may_connect(websocket):
            await websocket.close(POLICY_VIOLATION)  # before accepting, this is HTTP 403
            return
        with contextlib.suppress(WebSocketDisconnect):
            await websocket.accept()
            address = websocket.client.host if websocket.client else ""
            if (reason := self._reason_to_turn_away(address)) is not None:
                self._meter.turned_away += 1
                await websocket.close(TRY_AGAIN_LATER, reason)
                return
            self._connections[address] += 1
            self._meter.connections += 1
            try:
                session = Session(self._engine)
                connection = Connection(
                    websocket, session, self._limits, self._workers, self._meter
                )
                await connection.run()
            finally:
                self._meter.connections -= 1
                self._connections -= Counter([address])  # which forgets who has none left

    async def _may_connect(self, websocket: WebSocket) -> bool:
        origin, host = (websocket.headers.get(name) for name in ("origin", "host"))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(ORIGIN_SECONDS):
                allowed = await loop.run_in_executor(
                    self._origin_executor, self._origin_rule, origin, host
                )
        except TimeoutError:
            allowed = False
        if not allowed:
            _log.warning("refused a live connection from origin %.200r", origin)
        return allowed

    def _reason_to_turn_away(self, address: str) -> str | None:
        limits = self._limits
        if self._connections.total() >= limits.connections:
            most = limits.connections
            return f"the server has as many open pages as it may have ({most}): {_WAITS}"
        if self._connections[address] >= limits.connections_per_address:
            most = limits.connections_per_address
            return f"your address has as many open pages as it may have ({most}): {_WAITS}"
        return None
