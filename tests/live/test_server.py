"""The live engine within the real app, in a process of its own."""

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cnnviz.components.front_end_files import front_end_files
from cnnviz.server.private import FILES
from tests.live.asking import Answer, ask_bytes, take_apart, whole_read
from tools.server import Server

SECONDS = 30.0  # after which a test gives up


def live_url(server: Server) -> str:
    return server.url.replace("http://", "ws://") + "/live"


def tell(socket: ClientConnection, data: bytes) -> Answer:
    socket.send(data)
    return take_apart(socket.recv(SECONDS))


def test_a_drawing_is_read_beside_the_pages(server: Server, drawing: np.ndarray):
    with connect(live_url(server), origin=server.url) as socket:
        answer = tell(socket, whole_read(2, drawing))
    assert answer.message["type"] == "reading"
    assert answer.tensors["softmax"].sum() == pytest.approx(1)


def test_below_a_base_path_it_answers_there_and_only_there(
    start_server: Callable[..., Server], drawing: np.ndarray
):
    server = start_server(base_path="lab")
    assert "/lab/live" in live_url(server)
    with connect(live_url(server)) as socket:
        assert tell(socket, whole_read(2, drawing)).message["type"] == "reading"
    with pytest.raises(InvalidStatus), connect(live_url(server).replace("/lab/", "/")):
        pass


def test_a_foreign_page_may_not_connect(server: Server):
    url = live_url(server)
    with pytest.raises(InvalidStatus) as refused, connect(url, origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", [None, "http://localhost:3000"])
def test_programs_and_pages_of_this_machine_may_connect(server: Server, origin: str | None):
    with connect(live_url(server), origin=origin) as socket:  # type: ignore[arg-type] # any text
        assert tell(socket, ask_bytes("ping", 1)).message["type"] == "pong"


def test_text_halves_and_garbage_do_not_end_a_connection(server: Server, drawing: np.ndarray):
    whole = whole_read(1, drawing)
    with connect(live_url(server)) as socket:
        for data in ["text", b"", whole[: len(whole) // 2], whole[:20], bytes(9_000_000)]:
            socket.send(data)
            error = take_apart(socket.recv(SECONDS)).message
            assert error["type"] == "error"
            assert error["message"].startswith(
                ("a message must be", "the header's length", "tensor")
            )
        socket.ping()
        assert tell(socket, whole).message["type"] == "reading"


def children_of(pid: int) -> list[Path]:
    """Return the folders of a process's children in /proc."""
    lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [Path(f"/proc/{child}") for child in " ".join(lists).split()]


def test_a_killed_server_goes_on_where_it_was_once_the_state_is_sent_again(
    start_server: Callable[..., Server], drawing: np.ndarray
):
    server = start_server()
    with connect(live_url(server)) as socket:
        before = tell(socket, whole_read(2, drawing))
        assert tell(socket, ask_bytes("heat", 4, method="grad_cam", label=1)).tensors
        (heat_maker,) = children_of(server.pid)
        server.kill()
        with pytest.raises(ConnectionClosed):
            socket.recv(SECONDS)
    assert any(not heat_maker.exists() or Event().wait(0.05) for _ in range(400)), "it is left over"
    server.restart()
    with connect(live_url(server)) as socket:
        after = tell(socket, whole_read(3, drawing))
    np.testing.assert_array_equal(after.tensors["softmax"], before.tensors["softmax"])


def test_a_stopped_server_says_goodbye_at_once(start_server: Callable[..., Server]):
    server = start_server()
    with connect(live_url(server)) as socket:
        tell(socket, ask_bytes("ping", 1))
        server.stop()
        with pytest.raises(ConnectionClosed):
            socket.recv(SECONDS)
    assert "Traceback" not in server.log()


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - http://127.0.0.1
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_front_end_files_are_asked_after_each_time_without_their_version(server: Server):
    url = f"{server.url}/cnnviz/frontend/live/frame.js"
    status, headers, body = fetch(url)
    assert (status, headers["Cache-Control"]) == (200, "no-cache")
    assert "javascript" in headers["Content-Type"]  # browsers run modules of no other type
    assert b"export function readFrame" in body
    status, headers, _ = fetch(url, **{"If-None-Match": headers["ETag"]})
    assert (status, headers["Cache-Control"]) == (304, "no-cache")


def test_front_end_files_are_kept_for_good_where_the_page_finds_them(server: Server):
    version = front_end_files().version
    status, headers, body = fetch(f"{server.url}/cnnviz/frontend/{version}/digits/sheets.css")
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
    assert b"@import" not in body
    assert b".inspector" in body


@pytest.mark.parametrize("path", ["../network.py", "%2e%2e/network.py", "..%2f..%2fapp.py", "live"])
def test_nothing_outside_the_front_end_folder_is_served(server: Server, path: str):
    status, _, body = fetch(f"{server.url}/cnnviz/frontend/{path}")
    assert status in (400, 403, 404)
    assert b"import" not in body


def test_streamlits_own_files_come_packed(server: Server):
    _, _, page = fetch(server.url)
    found = re.search(rb'src="\.?/?(static/js/[^"]+)"', page)
    assert found
    path = found[1].decode()
    status, headers, script = fetch(f"{server.url}/{path}", **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert gzip.decompress(script) == (FILES.parent / path).read_bytes()
