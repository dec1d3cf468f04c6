"""What the app has besides Streamlit: live engine, front-end files, headers, housekeeping."""

import logging
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from cnnviz.common.environment import from_environment
from cnnviz.components.front_end import streamlit_path
from cnnviz.components.visitors import shared_visitors
from cnnviz.live.engine import Engine
from cnnviz.live.heatmaps.process import HeatProcess
from cnnviz.live.limits import Limits
from cnnviz.live.meter import Meter
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.route import live_route
from cnnviz.live.training.trained import network_at
from cnnviz.process.garbage import shared_collector
from cnnviz.process.memory import limit_arenas
from cnnviz.server.file_server import FileServer
from cnnviz.server.metrics_off import METRICS_PATH, metrics_off_route
from cnnviz.server.open_files import allow_many_files
from cnnviz.server.operator_settings import METRICS, warn_of_misspelt
from cnnviz.server.origin import is_origin_allowed
from cnnviz.server.security_headers import OnlyAsked, SecurityHeaders, answer_failure
from cnnviz.server.visitor_cookie import VisitorCookie

if TYPE_CHECKING:
    from cnnviz.training.jobs import Jobs

SCRIPT: Final = Path(__file__).resolve().parent.parent / "pages" / "navigation.py"

SWITCH_SECONDS: Final = 0.001
"""So long may a page's script hold Python's lock while the live engine waits; 0.005 by default."""

LATE_PAGES: Final = ("photos", "training")
"""They bring more than the page script wants to wait for."""

WITHOUT_LAUNCHER: Final = (
    "this server was started by Streamlit's command: visitors who flood a connection or never read "
    "are not limited, and small files may take 40 ms longer; `cnnviz serve` sees to that"
)

_log = logging.getLogger("cnnviz")


def parts(*, by_launcher: bool = False) -> dict[str, Any]:
    """Return the arguments of `st.App` besides the page script.

    Parameters
    ----------
    by_launcher : bool
        Whether `cnnviz.server.launcher` serves the app, which sees to more than Streamlit's
        command does.
    """
    # Before torch comes, for each of the server's threads: maps this small are no work to share,
    # threads only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    limit_arenas()
    networks, meter = Networks(), Meter()
    engine = Engine(networks, heat_maker=HeatProcess(networks), network_at=network_at)
    # Streamlit puts its own routes below `server.baseUrlPath`, but not ours.
    path = streamlit_path()
    live = live_route(
        is_origin_allowed=is_origin_allowed,
        engine=engine,
        limits=from_environment(Limits, "CNNVIZ_LIVE", os.environ),
        meter=meter,
        path=f"{path}/live",
    )
    return {
        "lifespan": _lifespan(engine, by_launcher=by_launcher),
        "middleware": [
            Middleware(SecurityHeaders),
            Middleware(OnlyAsked),
            Middleware(FileServer, path),
            Middleware(VisitorCookie),
        ],
        "exception_handlers": {Exception: answer_failure},
        "routes": [
            live,
            # The same where a balancer keeps to the page's own server, which has its trainings
            WebSocketRoute(f"{live.path}/here", live.endpoint),
            _operators_route(meter, f"{path}{METRICS_PATH}"),
        ],
    }


def _lifespan(
    engine: Engine, *, by_launcher: bool
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def warm_up(_app: st.App) -> AsyncIterator[None]:
        """Import torch and load the network while the port is already open.

        The first visitor's page takes longer to load than this does, so nobody waits for it.
        """
        warn_of_misspelt(os.environ)
        if not by_launcher:
            _log.warning(WITHOUT_LAUNCHER)
        sys.setswitchinterval(SWITCH_SECONDS)
        allow_many_files()
        Thread(target=keep_house, args=(engine.networks,), name="housekeeping", daemon=True).start()
        yield
        engine.heat_maker.end()  # or a heatmap under way is waited for

    return warm_up


def keep_house(networks: Networks) -> None:
    """Load what the server has from now on, and clean up after visitors.

    What a page brings with its first visit keeps everybody who draws waiting for a fifth of a
    second: while it is read, and while the collector finds out that it stays. Now nobody draws yet.
    """
    networks.warm_up()
    for page in LATE_PAGES:
        import_module(f"cnnviz.pages.{page}")
    _jobs().watch(shared_visitors().is_here)
    shared_collector().keep_collecting()


def _operators_route(meter: Meter, path: str) -> Route:
    """Make what an operator asked for: numbers to watch, with CNNVIZ_METRICS=1."""
    if os.environ.get(METRICS, "0") in ("", "0"):
        return metrics_off_route(path)
    from cnnviz.server.metrics import metrics_route  # nobody else needs its library

    return metrics_route(meter, trainings_now, path)


def trainings_now() -> tuple[int, int]:
    """Count this server's trainings that run, and those that wait."""
    return _jobs().counts()


def _jobs() -> "Jobs":
    from cnnviz.training.jobs import shared_jobs  # brings torch, which is imported late

    return shared_jobs()
