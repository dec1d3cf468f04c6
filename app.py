"""The app: Streamlit's pages, the live engine and the front-end files in one server.

Start it with ``streamlit run app.py``.
"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute
from streamlit.web.server.starlette.starlette_websocket import (
    _is_origin_allowed as is_origin_allowed,
)

from cnnviz.common.environment import from_environment
from cnnviz.components.front_end import base_path
from cnnviz.live.heat_process import HeatProcess
from cnnviz.live.limits import Limits
from cnnviz.live.meter import Meter
from cnnviz.live.networks import Networks
from cnnviz.live.route import live_route
from cnnviz.live.trained import network_at
from cnnviz.process.garbage import shared_collector
from cnnviz.process.memory import limit_arenas
from cnnviz.server.closing import close_in_time
from cnnviz.server.file_server import FileServer
from cnnviz.server.flooding import withstand_floods
from cnnviz.server.metrics_off import METRICS_PATH, metrics_off_route
from cnnviz.server.nodelay import send_at_once
from cnnviz.server.open_files import allow_many_files
from cnnviz.server.operator_settings import METRICS, warn_of_misspelt
from cnnviz.server.security_headers import SecurityHeaders, answer_failure

SWITCH_SECONDS = 0.001
"""So long may a page's script hold Python's lock while the live engine waits; 0.005 by default."""

SCRIPT = Path(__file__).resolve().parent / "cnnviz" / "pages" / "navigation.py"

LATE_PAGES = ("photos", "training")
"""They bring more than the page script wants to wait for."""

NEVER = 0
"""The size from which on an upload is written to the disk: nobody's photo is."""

# Before torch comes, for each of the server's threads: maps this small are no work to share,
# threads only wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
limit_arenas()
MultiPartParser.spool_max_size = NEVER
networks = Networks(heat_maker=HeatProcess)
meter = Meter()


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Import torch and load the network while the port is already open.

    The first visitor's page takes longer to load than this does, so nobody waits for it.
    """
    warn_of_misspelt(os.environ)
    sys.setswitchinterval(SWITCH_SECONDS)
    allow_many_files()
    send_at_once()
    withstand_floods()
    close_in_time()
    Thread(target=keep_house, name="housekeeping", daemon=True).start()
    yield
    networks.heat_maker.end()  # or a heatmap under way is waited for


def keep_house() -> None:
    """Load what the server has from now on, and clear up behind visitors.

    What a page brings with its first visit keeps everybody who draws waiting for a fifth of a
    second: while it is read, and while the collector finds out that it stays. Now nobody draws yet.
    """
    networks.warm_up()
    for page in LATE_PAGES:
        import_module(f"cnnviz.pages.{page}")
    shared_collector().keep_collecting()


def operators_routes() -> list[Route]:
    """Return what an operator asked for: numbers to watch, with CNNVIZ_METRICS=1."""
    path = f"{base_path()}{METRICS_PATH}"
    if os.environ.get(METRICS, "0") in ("", "0"):
        return [metrics_off_route(path)]
    from cnnviz.server.metrics import metrics_route  # nobody else needs its library

    return [metrics_route(meter, trainings_now, path)]


def trainings_now() -> tuple[int, int]:
    """Count this server's trainings that run, and those that wait."""
    from cnnviz.training.jobs import shared_jobs  # brings torch, which is imported late

    return shared_jobs().counts()


# Streamlit puts its own routes below `server.baseUrlPath`, but not ours.
live = live_route(
    is_origin_allowed=is_origin_allowed,
    networks=networks,
    limits=from_environment(Limits, "CNNVIZ_LIVE", os.environ),
    network_at=network_at,
    meter=meter,
    path=f"{base_path()}/live",
)
app = st.App(
    SCRIPT,
    lifespan=warm_up,
    middleware=[Middleware(SecurityHeaders), Middleware(FileServer, base_path())],
    exception_handlers={Exception: answer_failure},
    routes=[
        live,
        # The same where a balancer keeps to the page's own server, which has its trainings
        WebSocketRoute(f"{live.path}/here", live.endpoint),
        *operators_routes(),
    ],
)
