"""Lets go of what visitors gave the server, soon after they have closed their tab.

Streamlit keeps a visit, and the files uploaded in it, in case the tab has only lost its network:
until two minutes are over and somebody else comes or goes. Whose network was away for longer has
lost nothing: the tab keeps the picture, and says again what was picked.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Final, Protocol

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cnnviz.common.environment import from_environment
from cnnviz.process.garbage import shared_collector

LOOK_SECONDS: Final = 0.5


@dataclass(frozen=True)
class UploadLimits:
    """How long the server keeps what was given to it.

    An operator sets it by ``CNNVIZ_UPLOADS_GRACE_SECONDS``.

    Attributes
    ----------
    grace_seconds : float
        For so long a visitor's tab may be away.
    """

    grace_seconds: float = 10.0


class Visits(Protocol):
    """What is asked of Streamlit."""

    def is_open(self, visit: str) -> bool:
        """Tell whether the tab is connected."""

    def close(self, visit: str) -> None:
        """Forget the visit and all that was given in it, unless it is open again."""


class ClosedTabs:
    """Closes visits whose tab has been away for a while. Safe to use from any thread.

    Parameters
    ----------
    visits : Visits
    grace_seconds : float
        For so long a tab may be away.
    clock : callable
        Gives seconds.

    Examples
    --------
    >>> class Closing:
    ...     def is_open(self, visit):
    ...         return False
    ...     def close(self, visit):
    ...         print(f"{visit} is closed")
    >>> seconds = iter([0.0, 5.0, 11.0]).__next__
    >>> closed_tabs = ClosedTabs(Closing(), 10.0, seconds)
    >>> closed_tabs.watch("A")
    >>> for _ in range(3):
    ...     closed_tabs.look()
    A is closed
    """

    def __init__(
        self, visits: Visits, grace_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._visits = visits
        self._grace_seconds = grace_seconds
        self._clock = clock
        self._away_since: dict[str, float | None] = {}
        self._lock = Lock()

    def watch(self, visit: str) -> None:
        """Close this visit once its tab has been away for too long."""
        with self._lock:
            self._away_since.setdefault(visit, None)

    def look(self) -> None:
        """See who is away, and close those who have been so for long enough."""
        now = self._clock()
        with self._lock:
            for visit, since in list(self._away_since.items()):
                if self._visits.is_open(visit):
                    self._away_since[visit] = None
                elif since is None:
                    self._away_since[visit] = now
                elif now - since >= self._grace_seconds:
                    del self._away_since[visit]
                    self._visits.close(visit)

    def keep_looking(self) -> None:
        """Look again and again, in a thread of its own."""
        Thread(target=self._look_on, name="closed-tabs", daemon=True).start()

    def _look_on(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            self.look()


class StreamlitVisits:
    """The visits of the running server."""

    def is_open(self, visit: str) -> bool:
        """Tell whether the tab is connected."""
        return runtime.exists() and runtime.get_instance().is_active_session(visit)

    def close(self, visit: str) -> None:
        """Close the visit on the server's event loop, where Streamlit wants it done."""
        if not runtime.exists():
            return
        server = runtime.get_instance()

        def close_unless_back() -> None:
            if not server.is_active_session(visit):
                server.close_session(visit)
                shared_collector().look_at_all_soon()  # Streamlit leaves files in it as garbage

        server._get_async_objs().eventloop.call_soon_threadsafe(close_unless_back)


@st.cache_resource(show_spinner=False)
def _closed_tabs() -> ClosedTabs:
    limits = from_environment(UploadLimits, "CNNVIZ_UPLOADS", os.environ)
    closed_tabs = ClosedTabs(StreamlitVisits(), limits.grace_seconds)
    closed_tabs.keep_looking()
    return closed_tabs


def forget_when_closed() -> None:
    """Let the server forget what this visit gives it, soon after its tab is closed.

    To be called by a page's script where something may have come, be it no picture at all.
    """
    context = get_script_run_ctx()
    if context:
        _closed_tabs().watch(context.session_id)
