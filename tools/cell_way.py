"""The way of a dragged kernel cell on Filters: from the pointer to the painted maps.

A real Chromium drags a cell on the real page; it says in which modules a function ran, and which
stood on the stack when the message was sent and when a map was painted. What the page sent is then
played to the live engine in this process again, where the same is noted of Python.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
ARITHMETIC: Final = f"{PACKAGE}filters/"
FRONT_END: Final = "/frontend/v-"


_NOTE_STACKS: Final = r"""
Error.stackTraceLimit = 100;
window.stacks = [];
const note = (prototype, name) => {
  const original = prototype[name];
  prototype[name] = function (...given) {
    const files = new Error().stack.matchAll(/\/frontend\/v-[0-9a-f]+\/([^:?)]+)/g);
    window.stacks.push([name, Array.from(files, ([, file]) => `frontend/${file}`).reverse()]);
    return original.apply(this, given);
  };
};
note(WebSocket.prototype, 'send');
note(CanvasRenderingContext2D.prototype, 'putImageData');
"""


@dataclass(frozen=True)
class Way:
    """What a dragged cell passes, as paths below ``cnnviz/``.

    Attributes
    ----------
    stacked : list of str
        Files that stand on the stack, one calling the next: when the page sends its message, when
        the server answers and computes, when the page paints; each once, in this order.
    passed : list of str
        All files in which a function runs meanwhile: these, what they use, and what only keeps up,
        such as the address and the buttons for undo.
    """

    stacked: list[str]
    passed: list[str]


@dataclass(frozen=True)
class Drag:
    """What a page did when a cell was dragged.

    Attributes
    ----------
    modules : list of str
        Modules in which a function ran, by name.
    sending, painting : list of str
        Modules on the stack when the first message was sent, and when the first map was painted.
    before, during : list of bytes
        Messages to the live engine until then, and meanwhile.
    """

    modules: list[str]
    sending: list[str]
    painting: list[str]
    before: list[bytes]
    during: list[bytes]


def cell_way() -> Way:
    """Start the app and a browser, and drag a cell."""
    with Server() as server, sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        with playwright.chromium.launch(executable_path=path, args=list(FLAGS)) as browser:
            drag = drag_a_cell(browser, server.url)
    return whole_way(drag)


def whole_way(drag: Drag) -> Way:
    """Follow a drag through the server as well."""
    stacked, passed = answering(drag.before, drag.during)
    return Way(
        list(dict.fromkeys([*drag.sending, *stacked, *drag.painting])), [*drag.modules, *passed]
    )


def drag_a_cell(browser: Browser, url: str) -> Drag:
    """Drag a kernel's middle cell a little on the Filters page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(_NOTE_STACKS)
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
        page.evaluate("() => { window.stacks = []; }")
        page.mouse.move(x, y - STEP)
        page.wait_for_timeout(REST_MS)
        stacks = page.evaluate("() => window.stacks")
    page.close()
    sending, painting = (
        next(files for name, files in stacks if name == wanted)
        for wanted in ("send", "putImageData")
    )
    return Drag(sorted(modules), sending, painting, sent[:begun], sent[begun:])


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


def answering(before: list[bytes], during: list[bytes]) -> tuple[list[str], list[str]]:
    """Answer messages, and note the files on the way.

    Parameters
    ----------
    before : list of bytes
        Messages that set the connection up.
    during : list of bytes
        Those whose way it is.

    Returns
    -------
    stacked : list of str
        Files on the stack whenever a function of ``filters/`` is called or an answer is sent.
    passed : list of str
        All files in which a function ran, as they were called.
    """
    stacked: dict[str, None] = {}
    passed: dict[str, None] = {}
    noting = threading.Event()

    def note(frame: FrameType, event: str, called: Any) -> None:
        if not noting.is_set():
            return
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(PACKAGE):
            passed.setdefault(file.removeprefix(PACKAGE))
        computes = event == "call" and file.startswith(ARITHMETIC)
        if computes or (event == "c_call" and called.__name__ == "send"):
            stacked.update(dict.fromkeys(_on_stack(frame)))

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
    return list(stacked), [file for file in passed if file not in BY_THE_CLOCK]


def _on_stack(frame: FrameType | None) -> list[str]:
    """List the files of cnnviz on a stack, the outermost first."""
    files = []
    while frame:
        if frame.f_code.co_filename.startswith(PACKAGE):
            files.append(frame.f_code.co_filename.removeprefix(PACKAGE))
        frame = frame.f_back
    return files[::-1]


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
