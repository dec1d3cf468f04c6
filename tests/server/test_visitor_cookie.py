"""Each browser is a visitor, who is there while one of its sockets is open."""

import re
import urllib.request
from collections.abc import Iterator
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from cnnviz.components.visitors import COOKIE, Visitors
from cnnviz.server import visitor_cookie
from cnnviz.server.visitor_cookie import VisitorCookie
from tests.live.conftest import serving
from tools.server import Server


async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())


ROUTES = [
    Route("/", lambda _request: HTMLResponse("page")),
    Route("/file", lambda _request: PlainTextResponse("file")),
    WebSocketRoute("/socket", echo),
]


@pytest.fixture
def visitors(monkeypatch: pytest.MonkeyPatch) -> Visitors:
    visitors = Visitors()
    monkeypatch.setattr(visitor_cookie, "shared_visitors", lambda: visitors)
    return visitors


@pytest.fixture
def address(visitors: Visitors) -> Iterator[str]:
    with serving(VisitorCookie(Starlette(routes=ROUTES))) as address:
        yield address.removesuffix("/live")


def given(address: str, path: str = "/", **headers: str) -> str | None:
    request = urllib.request.Request(address.replace("ws", "http", 1) + path, headers=headers)  # noqa: S310 - http://127.0.0.1
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return answer.headers["Set-Cookie"]


def test_a_page_gives_each_browser_a_name_once(address: str):
    ann, bob = given(address), given(address)
    assert re.fullmatch(rf"{COOKIE}=[0-9a-f]{{32}}; Path=/; HttpOnly; SameSite=Lax", str(ann))
    assert ann != bob
    assert given(address, Cookie=str(ann).partition(";")[0]) is None


def test_a_file_gives_none(address: str):
    assert given(address, "/file") is None


def test_what_is_given_over_tls_stays_there(address: str):
    assert str(given(address, **{"X-Forwarded-Proto": "https"})).endswith("; Secure")


def test_a_visitor_is_there_as_long_as_a_socket_is_open(address: str, visitors: Visitors):
    cookie = {"Cookie": f"{COOKIE}=ann"}
    with connect(f"{address}/socket", additional_headers=cookie) as first:
        with connect(f"{address}/socket", additional_headers=cookie) as second:
            second.send("")
            second.recv()
        assert visitors.is_here("ann")
        assert not visitors.is_here("bob")
        first.send("")
        first.recv()
    assert any(not visitors.is_here("ann") or Event().wait(0.01) for _ in range(1000))


def test_the_app_gives_it_with_its_page(server: Server):
    with urllib.request.urlopen(server.url) as answer:  # noqa: S310 - http://127.0.0.1
        assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=")
