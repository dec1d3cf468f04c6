"""What is used of Streamlit and uvicorn beyond what they document is still so."""

import ast
import asyncio
import re
import urllib.request
from pathlib import Path

import pytest
import streamlit
import uvicorn

from cnnviz.server.private import FILES, FILES_ROUTE, HEALTH_ROUTE, INDEX, UvicornWebSocket
from tools.server import ROOT, Server

AT = "look at cnnviz/server/private.py"
STREAMLIT = f"Streamlit {streamlit.__version__}"
UVICORN = f"uvicorn {uvicorn.__version__}"
OURS = [ROOT / "app.py", *sorted((ROOT / "cnnviz").rglob("*.py"))]
DOCUMENTED = ("streamlit", "streamlit.components.v2", "uvicorn")
"""Modules that are in the libraries' own reference."""


def test_streamlits_files_lie_where_they_are_served_from():
    assert any(FILES.glob("js/*.js")), f"{STREAMLIT} has no front-end files in {FILES}: {AT}, FILES"


def test_its_page_asks_for_them_below_the_route():
    page = INDEX.read_text(encoding="utf-8") if INDEX.is_file() else ""
    assert page, f"{STREAMLIT} has no page at {INDEX}: {AT}, INDEX"
    pattern = rf'src="\.?{FILES_ROUTE}/js/'
    assert re.search(pattern, page), f"{STREAMLIT} asks for its files elsewhere: {AT}, FILES_ROUTE"


def test_it_says_when_pages_can_be_had(server: Server):
    with urllib.request.urlopen(server.url + HEALTH_ROUTE) as answer:  # noqa: S310 - http
        told = answer.read()
    assert told == b"ok", f"{STREAMLIT} tells its health elsewhere: {AT}, HEALTH_ROUTE"


def test_uvicorns_websocket_is_the_one_that_streamlit_chooses():
    config = uvicorn.Config(lambda *_: None, ws="websockets-sansio", log_config=None)
    config.load()
    chosen = config.ws_protocol_class
    assert chosen is UvicornWebSocket, f"{UVICORN} has another WebSocket: {AT}, UvicornWebSocket"
    assert issubclass(chosen, asyncio.Protocol), f"{UVICORN} reads otherwise: {AT}"


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_else_of_them_is_used(path: Path):
    if path.name == "private.py":
        return
    for name in imports_of(path):
        library, _, rest = name.partition(".")
        if library in ("streamlit", "uvicorn"):
            is_documented = name in DOCUMENTED and not rest.startswith("_")
            assert is_documented, f"{path.name} takes {name}, which belongs into private.py"


def imports_of(path: Path) -> set[str]:
    """Return the modules that a file imports, and with an underscore what it takes of them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names if alias.name.startswith("_")]
            found |= {f"{node.module}.{name}" for name in names} | {str(node.module)}
    return found
