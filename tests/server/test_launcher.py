"""The app as its launcher serves it, and as Streamlit's own command does."""

import signal
import urllib.request
from collections.abc import Callable

import numpy as np
import pytest
import streamlit as st
from websockets.sync.client import connect

from cnnviz.components.front_end import BASE_PATH, as_path, base_path
from cnnviz.server.launcher import server_options
from cnnviz.server.limited_websocket import LimitedWebSocket
from cnnviz.server.parts import SCRIPT, WITHOUT_LAUNCHER
from tests.live.asking import take_apart, whole_read
from tools.server import ROOT, Server

SECONDS = 30.0  # after which a test gives up


def reading(server: Server, drawing: np.ndarray) -> str:
    with connect(server.url.replace("http", "ws", 1) + "/live") as socket:
        socket.send(whole_read(2, drawing))
        return str(take_apart(socket.recv(SECONDS)).message["type"])


def page(server: Server) -> str:
    with urllib.request.urlopen(server.url) as answer:  # noqa: S310 - http://127.0.0.1
        return answer.read().decode()


def test_streamlits_command_serves_the_same_and_says_what_it_lacks(
    start_server: Callable[..., Server],
):
    drawing = np.zeros((112, 112), np.uint8)
    server = start_server(script=ROOT / "app.py", base_path="lab")
    assert "<title>Streamlit" in page(server)
    assert reading(server, drawing) == "reading"
    assert server.log().count(WITHOUT_LAUNCHER) == 1


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_says_where_it_was_and_ends(
    start_server: Callable[..., Server], told: signal.Signals
):
    server = start_server(base_path="lab")
    with connect(server.url.replace("http", "ws", 1) + "/live"):
        assert server.end_by(told) in (0, -told)
    log = server.log()
    assert f"cnnviz is at http://localhost:{server.port}/lab\n" in log
    assert ("Stopped." in log) is (told is signal.SIGINT)
    assert WITHOUT_LAUNCHER not in log
    assert "Traceback" not in log


def test_the_launcher_limits_websockets_as_streamlits_options_say():
    options = server_options(lambda *_: None)
    assert options.ws is LimitedWebSocket
    assert options.ws_max_size == st.get_option("server.maxMessageSize") * 2**20
    assert options.ws_ping_interval == st.get_option("server.websocketPingInterval")


def test_streamlits_options_are_the_same_by_either_way():
    by_launcher = SCRIPT.parent / ".streamlit" / "config.toml"
    by_command = ROOT / ".streamlit" / "config.toml"
    assert by_launcher.read_text() == by_command.read_text()


@pytest.mark.parametrize(("text", "path"), [("", ""), ("lab", "/lab"), ("/a/b/", "/a/b")])
def test_a_base_path_is_found_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, text: str, path: str
):
    monkeypatch.setenv(BASE_PATH, text)
    assert base_path() == as_path(text) == path
