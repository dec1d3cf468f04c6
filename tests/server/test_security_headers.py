"""What the server says to browsers on every response, and whom it refuses."""

import asyncio
import urllib.error
import urllib.request
from email.message import Message

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message as Sent
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cnnviz.server.security_headers import HEADERS, SecurityHeaders, answer_failure
from tools.server import Server

POLICY = dict(
    directive.split(" ", 1) for directive in HEADERS["Content-Security-Policy"].split("; ")
)
PATHS = {
    "/": 200,
    "/training?digits=100": 200,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/cnnviz/frontend/ui/colors.js": 200,
    "/cnnviz/frontend/nothing.js": 404,
    "/media/nothing.png": 404,
    "/live": 200,  # Streamlit's page: nobody asked for a WebSocket
    "//evil.example/x": 400,
}


def ask(
    url: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, Message]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named, method=method)  # noqa: S310 - 127.0.0.1
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


@pytest.mark.parametrize(("path", "status"), PATHS.items())
def test_every_response_has_the_headers(server: Server, path: str, status: int):
    answered, headers = ask(server.url + path)
    assert answered == status
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_a_failure_has_the_headers():
    def fail(_request: Request) -> None:
        raise RuntimeError("secret")

    app = Starlette(
        routes=[Route("/", fail)],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Exception: answer_failure},
    )
    sent: list[Sent] = []

    async def send(message: Sent) -> None:
        sent.append(message)

    async def receive() -> Sent:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    with pytest.raises(RuntimeError, match="secret"):  # for the log
        asyncio.run(app(scope, receive, send))
    start, body = sent
    assert (start["status"], body["body"]) == (500, b"Internal Server Error")
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


def test_the_policy_lets_no_text_run():
    scripts = POLICY["script-src"].split()
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert sum(source.startswith("'sha256-") for source in scripts) == 1  # Streamlit's own line
    assert POLICY["default-src"] == "'self'"
    assert not [
        source for sources in POLICY.values() for source in sources.split() if "*" in source
    ]


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
def test_nobody_can_leave_anything_on_the_server(server: Server, method: str):
    url = f"{server.url}/_stcore/upload_file/session/file"
    status, headers = ask(url, method, b"x", Content_Type="multipart/form-data; boundary=x")
    assert status == 405
    assert headers["Allow"] == "GET, HEAD, OPTIONS"
    assert {name: headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/media/x.png"])
def test_another_site_may_not_read_what_is_answered(server: Server, path: str):
    headers = ask(server.url + path, Origin="https://evil.example")[1]
    assert headers["Access-Control-Allow-Origin"] is None


def test_another_site_may_not_open_streamlits_socket(server: Server):
    url = server.url.replace("http://", "ws://") + "/_stcore/stream"
    with connect(url, origin=server.url, subprotocols=["streamlit"]):
        pass
    with pytest.raises(InvalidStatus) as refused, connect(url, origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403
