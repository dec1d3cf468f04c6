"""Fixtures for the live engine: networks, a drawing, and the route served."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp
from websockets.sync.client import ClientConnection, connect

from cnnviz.live.engine import Engine
from cnnviz.live.limits import Limits
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.route import live_route
from cnnviz.server.limited_websocket import LimitedWebSocket
from tests.live.gate import Gate
from tests.live.visitor import Connect


@pytest.fixture(scope="session")
def engine(networks: Networks) -> Engine:
    """What visitors share, with these networks."""
    return Engine(networks)


@pytest.fixture(scope="session")
def networks() -> Networks:
    """The built-in networks, loaded."""
    networks = Networks()
    networks.warm_up()
    return networks


@pytest.fixture
def drawing() -> np.ndarray:
    """(112, 112) uint8: a thick 1, not in the middle."""
    drawing = np.zeros((112, 112), np.uint8)
    drawing[20:90, 30:42] = 255
    return drawing


@pytest.fixture
def gate(networks: Networks) -> Gate:
    return Gate(networks.get("digits"))


@contextmanager
def serving(app: ASGIApp, websocket: type[LimitedWebSocket] = LimitedWebSocket) -> Iterator[str]:
    """Serve on a free port, with the launcher's WebSockets."""
    config = uvicorn.Config(app, port=0, ws=websocket, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"ws://127.0.0.1:{port}/live"
    server.should_exit = True
    thread.join()


@pytest.fixture
def serve(engine: Engine) -> Iterator[Callable[..., str]]:
    """Serve a route with limits of one's own; gives its address."""
    with ExitStack() as running:

        def one(
            *,
            rule: Any = None,
            networks: Networks | None = None,
            websocket: type[LimitedWebSocket] = LimitedWebSocket,
            **limits: Any,
        ) -> str:
            route = live_route(
                is_origin_allowed=rule or (lambda _origin, _host: True),
                engine=Engine(networks) if networks else engine,
                limits=Limits(**limits),
            )
            return running.enter_context(serving(Starlette(routes=[route]), websocket))

        yield one


@pytest.fixture
def visit(serve: Callable[..., str]) -> Iterator[Connect]:
    """Serve and connect: ``socket = visit(jobs=1)``."""
    with ExitStack() as connected:

        def one(**options: Any) -> ClientConnection:
            return connected.enter_context(
                connect(serve(**options), origin="https://example.org", max_size=None)
            )

        yield one
