"""Who a visit belongs to, and whether anybody of them is still there."""

from threading import Lock
from typing import Final

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

COOKIE: Final = "_streamlit_xsrf"
"""Streamlit gives each browser a token in it that nobody can guess, masked anew for each page."""


class Visitors:
    """Knows which visits belong to which visitor. Safe to use from any thread."""

    def __init__(self) -> None:
        self._visits: dict[str, set[str]] = {}
        self._lock = Lock()

    def welcome(self) -> str:
        """Return the name of the visitor whose page this is: the same after a reload."""
        context = get_script_run_ctx()
        visit = context.session_id if context else ""
        token, _ = decode_xsrf_token_string(st.context.cookies.get(COOKIE) or "")
        visitor = token.hex() if token else visit
        with self._lock:
            self._visits.setdefault(visitor, set()).add(visit)
        return visitor

    def is_here(self, visitor: str) -> bool:
        """Tell whether one of a visitor's pages is open."""
        with self._lock:
            visits = self._visits.get(visitor, set())
            visits &= {visit for visit in visits if _is_open(visit)}
            if not visits:
                self._visits.pop(visitor, None)
            return bool(visits)


def _is_open(visit: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(visit)
