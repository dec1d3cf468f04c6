"""The app: Streamlit's pages, the live engine and the front-end files in one server.

Start it with ``streamlit run app.py``.
"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_websocket import (
    _is_origin_allowed as is_origin_allowed,
)

from cnnviz.components.front_end import FRONTEND, FRONTEND_ROUTE, base_path
from cnnviz.environment import from_environment
from cnnviz.live.limits import Limits
from cnnviz.live.networks import Networks
from cnnviz.live.nodelay import send_at_once
from cnnviz.live.route import live_route
from cnnviz.live.trained import network_at

SWITCH_SECONDS = 0.001
"""So long may a page's script hold Python's lock while the live engine waits; 0.005 by default."""

SCRIPT = Path(__file__).resolve().parent / "cnnviz" / "pages" / "navigation.py"


class FrontEndFiles(StaticFiles):
    """The front-end modules, asked after by browsers each time, or an upgrade runs old code."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, or with "not modified"."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


networks = Networks()


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Import torch and load the network while the port is already open.

    The first visitor's page takes longer to load than this does, so nobody waits for it.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    send_at_once()
    Thread(target=networks.warm_up, name="warm-up", daemon=True).start()
    yield


# Streamlit puts its own routes below `server.baseUrlPath`, but not ours.
app = st.App(
    SCRIPT,
    lifespan=warm_up,
    routes=[
        live_route(
            is_origin_allowed=is_origin_allowed,
            networks=networks,
            limits=from_environment(Limits, "CNNVIZ_LIVE", os.environ),
            network_at=network_at,
            path=f"{base_path()}/live",
        ),
        Mount(
            f"{base_path()}{FRONTEND_ROUTE}", FrontEndFiles(directory=FRONTEND), name="front-end"
        ),
    ],
)
