"""Fixtures for the front-end modules: they run in Chromium, from a small server of files."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.visitors import EMPTY

FRONTEND = Path(__file__).resolve().parents[2] / "cnnviz" / "frontend"
BLANK = b'<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'


class FrontendHandler(SimpleHTTPRequestHandler):
    """Serves the front-end files, and blank documents at two addresses, as fast as it can."""

    protocol_version = "HTTP/1.1"  # with one connection for many files
    disable_nagle_algorithm = True

    # The system's own table may not know modules, and browsers refuse any other type for them.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
    }

    def do_GET(self) -> None:
        if self.path not in ("/", EMPTY):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(BLANK)))
        self.end_headers()
        self.wfile.write(BLANK)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")  # the next server has another port
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test report free of request lines."""


@pytest.fixture(scope="session")
def frontend_url() -> Iterator[str]:
    """Address of a server of cnnviz/frontend: ``<frontend_url>/colors.js``."""
    handler = partial(FrontendHandler, directory=FRONTEND)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True  # connections that are kept open must not keep it waiting
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def module_page(new_page: Callable[..., Page], frontend_url: str) -> Page:
    """An empty document on which ``await import('/ui/colors.js')`` works.

    Examples
    --------
    ``module_page.evaluate("async () => (await import('/ui/numbers.js')).format(0.6)")``
    """
    return new_page(frontend_url)


@pytest.fixture
def timed_page(new_page: Callable[..., Page], frontend_url: str) -> Page:
    """A `module_page` on which time passes when the test says so: ``page.clock.run_for(1500)``."""
    page = new_page(frontend_url, alone=True)
    page.clock.install(time=0)
    page.goto("/")
    page.clock.pause_at(3_600_000)
    return page
