"""What is used of Streamlit and uvicorn beyond what they document, each with its reason.

Each has a test that says what to look at when another version changes it.
"""

from pathlib import Path
from typing import Final

import streamlit
from uvicorn.protocols.websockets import websockets_sansio_impl

_STATIC: Final = Path(streamlit.__file__).parent / "static"

FILES: Final = _STATIC / "static"
"""Streamlit's front-end files, which are served from memory and compressed: it opens each anew."""

FILES_ROUTE: Final = "/static"
"""Below which pages ask for them."""

INDEX: Final = _STATIC / "index.html"
"""The page, whose own scripts the content security policy allows by their hashes."""

HEALTH_ROUTE: Final = "/_stcore/health"
"""Answers as soon as pages can be had. It is in Streamlit's guide to Docker, though in no API."""

UvicornWebSocket = websockets_sansio_impl.WebSocketsSansIOProtocol
"""What ``uvicorn --ws websockets-sansio`` is, to make a class of our own of it.

uvicorn documents that name, and that ``ws`` may be a class, but not where this one lies. Of it only
what asyncio says of protocols is used.
"""
