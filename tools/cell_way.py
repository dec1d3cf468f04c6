"""Which files a dragged kernel cell passes on Filters, from the pointer to the painted maps.

A real Chromium drags a cell on the real page and says in which modules a function ran; what it sent
is played to the live engine in this process again, whose calls are noted.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from starlette.applications import Starlette
from websockets.sync.client import connect

from cnnviz.live.route import live_route
from tools.chromium import FLAGS, find_chromium
from tools.server import ROOT, Server

STEP: Final = 8  # pixels: enough that the number changes
PAINTED: Final = '[data-frame]:not([data-frame="0"])'
REST_MS: Final = 800  # after which the values of a resting hand have come, too
WAIT_SECONDS: Final = 0.01
PACKAGE: Final = f"{ROOT / 'cnnviz'}/"
BY_THE_CLOCK: Final = ("process/memory.py",)
"""What runs now and then, whether a cell is dragged or not."""
FRONT_END: Final = "/frontend/v-"


def cell_way() -> list[str]:
    """List the files below ``cnnviz/``: modules of the front end by name, then Python as called."""
    with Server() as server, sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        with playwright.chromium.launch(executable_path=path, args=list(FLAGS)) as browser:
            modules, before, during = drag_a_cell(browser, server.url)
    return [*modules, *called_by(before, during)]


def drag_a_cell(browser: Browser, url: str) -> tuple[list[str], list[bytes], list[bytes]]:
    """Drag a kernel's middle cell a little on the Filters page.

    Returns
    -------
    modules : list of str
        Paths of the modules in which a function ran meanwhile, below ``cnnviz/``.
    before, during : list of bytes
        The messages that the page sent to the live engine.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    sent: list[bytes] = []
    page.on("websocket", lambda socket: _note(socket, sent))
    page.goto(url)
    page.wait_for_selector(PAINTED)
    box = page.get_by_role("gridcell", name="row 2, column 2:").bounding_box()
    if box is None:
        raise RuntimeError("the kernel is not on the screen")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(REST_MS)
    with _covered(page) as modules:
        begun = len(sent)
        page.mouse.move(x, y - STEP)
        page.wait_for_timeout(REST_MS)
    page.close()
    return sorted(modules), sent[:begun], sent[begun:]


def _note(socket: WebSocket, sent: list[bytes]) -> None:
    if urlsplit(socket.url).path.endswith("/live"):
        socket.on("framesent", lambda data: sent.append(_bytes(data)))


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


@contextmanager
def _covered(page: Page) -> Iterator[set[str]]:
    """Collect the front end's modules in which a function runs meanwhile."""
    modules: set[str] = set()
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    session.send("Profiler.takePreciseCoverage")  # from now on, not from the start
    yield modules
    for script in session.send("Profiler.takePreciseCoverage")["result"]:
        if FRONT_END in script["url"] and any(map(_ran, script["functions"])):
            modules.add(f"frontend/{script['url'].partition(FRONT_END)[2].partition('/')[2]}")


def _ran(function: dict[str, Any]) -> bool:
    return bool(function["functionName"]) and any(part["count"] for part in function["ranges"])


def called_by(before: list[bytes], during: list[bytes]) -> list[str]:
    """List the files in which a function ran while messages were answered, as they were called.

    Parameters
    ----------
    before : list of bytes
        Messages that set the connection up.
    during : list of bytes
        Those whose way it is.
    """
    files: dict[str, None] = {}
    noting = threading.Event()

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        if noting.is_set() and frame.f_code.co_filename.startswith(PACKAGE):
            files.setdefault(frame.f_code.co_filename.removeprefix(PACKAGE))

    threading.setprofile(note)  # for the threads of the server and of its workers
    try:
        with _engine() as address, connect(address) as socket:
            for message in before:
                socket.send(message)
                socket.recv()
            noting.set()
            for message in during:
                socket.send(message)
                socket.recv()
            noting.clear()
    finally:
        threading.setprofile(None)
    return [file for file in files if file not in BY_THE_CLOCK]


@contextmanager
def _engine() -> Iterator[str]:
    """Serve the live engine alone, in this process."""
    route = live_route(is_origin_allowed=lambda _origin, _host: True)
    app = Starlette(routes=[route])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(WAIT_SECONDS)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"ws://127.0.0.1:{port}/live"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    sys.stdout.write("".join(f"{file}\n" for file in cell_way()))
