"""Which pages may open a live connection: this server's own, and those that an operator names."""

from typing import Final
from urllib.parse import urlsplit

import streamlit as st

THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")
"""Who runs a page there may run a program there, too, which needs no origin at all."""


def is_origin_allowed(origin: str | None, host: str | None) -> bool:
    """Tell whether a handshake's Origin may connect to its Host.

    Streamlit's options hold for the live engine as they do for the pages: `server.allowedHosts`,
    `server.corsAllowedOrigins` and `server.enableCORS`.

    Parameters
    ----------
    origin : str or None
        None of a program, as every browser names it.
    host : str or None

    Examples
    --------
    >>> is_origin_allowed("https://school.example", "school.example")
    True
    >>> is_origin_allowed("https://evil.example", "school.example")
    False
    """
    if not _is_known(host, st.get_option("server.allowedHosts")):
        return False
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    try:
        parts = urlsplit(origin.lower())
    except ValueError:  # no address at all
        return False
    if not parts.hostname:
        return False
    others = [_hostname(other) for other in st.get_option("server.corsAllowedOrigins")]
    return parts.netloc == (host or "").lower() or parts.hostname in (*THIS_MACHINE, *others)


def _is_known(host: str | None, patterns: list[str]) -> bool:
    """Tell whether a Host is among those that the server answers for; without any it is."""
    if not patterns:
        return True
    name = _hostname(f"//{host or ''}")
    return any(_fits(name, pattern.strip().lower()) for pattern in patterns)


def _fits(name: str | None, pattern: str) -> bool:
    if not name:
        return False
    return pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
