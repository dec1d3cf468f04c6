"""Who a page belongs to, and whether anybody of them is still there."""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Final

import streamlit as st

COOKIE: Final = "cnnviz_visitor"
"""The server gives each browser a name in it that nobody can guess."""


class Visitors:
    """Knows which visitors have a page open. Safe to use from any thread.

    Examples
    --------
    >>> visitors = Visitors()
    >>> with visitors.connected("ann"):
    ...     visitors.is_here("ann")
    True
    >>> visitors.is_here("ann")
    False
    """

    def __init__(self) -> None:
        self._sockets: Counter[str] = Counter()  # by visitor
        self._lock = Lock()

    @contextmanager
    def connected(self, visitor: str) -> Iterator[None]:
        """Count a socket of a visitor's page, as long as it is open."""
        with self._lock:
            self._sockets[visitor] += 1
        try:
            yield
        finally:
            with self._lock:
                self._sockets -= Counter([visitor])  # which forgets who has none left

    def is_here(self, visitor: str) -> bool:
        """Tell whether one of a visitor's pages is open."""
        with self._lock:
            return self._sockets[visitor] > 0


@cache
def shared_visitors() -> Visitors:
    """Return the visitors of this server, for the pages and the server alike."""
    return Visitors()


def visitor_of_page() -> str:
    """Return the name of the visitor whose page this is: the same after a reload.

    A browser that keeps no cookies is another visitor with each visit, who is there as long as a
    page asks for what is theirs.
    """
    known = st.context.cookies.get(COOKIE)
    return known or str(st.session_state.setdefault("visitor", secrets.token_hex(16)))
