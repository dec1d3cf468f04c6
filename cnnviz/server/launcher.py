"""Serve the app for people: listen, say where, and stop on Ctrl-C."""

import os
import time
from threading import Thread
from typing import Final

import streamlit as st
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from cnnviz.components.front_end import BASE_PATH, as_path
from cnnviz.server.limited_websocket import LimitedWebSocket
from cnnviz.server.listening import EVERYWHERE, announcement, answers, listen, network_address
from cnnviz.server.parts import SCRIPT, parts

PORT: Final = 8501
GOODBYE_SECONDS: Final = 5
"""So long may answers take that are under way when the server is told to stop."""
LOOK_SECONDS: Final = 0.05


def serve(address: str = EVERYWHERE, port: int = PORT, base_path: str = "") -> None:
    """Serve the app until it is told to stop, by Ctrl-C or SIGTERM.

    Parameters
    ----------
    address : str
        Where to listen: all of this machine's addresses, or one of them.
    port : int
        0 takes a free one.
    base_path : str
        Below which the app lives, such as "lab"; left out, what ``CNNVIZ_BASE_PATH`` says.

    Raises
    ------
    OSError
        When the port can't be had.
    """
    listener = listen(address, port)
    port = listener.getsockname()[1]
    path = as_path(base_path or os.environ.get(BASE_PATH, ""))
    os.environ[BASE_PATH] = path  # for the pages
    server = uvicorn.Server(server_options(launched_app(path)))
    Thread(target=announce, args=(address, port, path), daemon=True).start()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        print("\nStopped.")


def launched_app(path: str = "") -> ASGIApp:
    """Return the app, below a path such as "/lab" or below none."""
    st.App(SCRIPT)  # the first one says where Streamlit's options are: beside the page script
    app = st.App(SCRIPT, **parts(by_launcher=True))
    if not path:
        return app
    return Starlette(routes=[Mount(path, app)], lifespan=app.lifespan())


def server_options(app: ASGIApp) -> uvicorn.Config:
    """Return how the app is served, by Streamlit's options where it has them."""
    ping_seconds = st.get_option("server.websocketPingInterval") or 30
    return uvicorn.Config(
        app,
        ws=LimitedWebSocket,
        ws_max_size=int(st.get_option("server.maxMessageSize")) * 1024 * 1024,
        ws_ping_interval=ping_seconds,
        ws_ping_timeout=ping_seconds,
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )


def announce(address: str, port: int, path: str = "") -> None:
    """Say where the app is, as soon as it answers."""
    local = "127.0.0.1" if address == EVERYWHERE else address
    local = f"[{local}]" if ":" in local else local
    while not answers(f"http://{local}:{port}{path}"):
        time.sleep(LOOK_SECONDS)
    print(announcement(address, port, path, network_address()), flush=True)
