"""Front-end files, ours and Streamlit's, a few in each turn of the server's event loop.

A class that opens a page in the same second asks for seven thousand files at once. All that are
asked for in one turn of the loop would be answered in the next, and drawings that came meanwhile
after them: for a second. So only a few are, and those who draw are answered in between.
"""

import asyncio
from collections import deque
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from cnnviz.components.front_end_files import FRONTEND_ROUTE, front_end_files
from cnnviz.server.private import FILES_ROUTE
from cnnviz.server.streamlit_files import streamlit_files

FILES_PER_TURN: Final = 4  # about a millisecond


class Turns:
    """Lets a few go on in each turn of the event loop, those first who came first.

    Parameters
    ----------
    size : int
        How many.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def wait(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        self._waiting.append(turn)
        if len(self._waiting) == 1:
            loop.call_soon(self._next, loop)
        await turn

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(min(self._size, len(self._waiting))):
            turn = self._waiting.popleft()
            if not turn.done():  # whoever waited may be gone
                turn.set_result(None)
        if self._waiting:
            loop.call_soon(self._next, loop)


class FileServer:
    """ASGI middleware that answers for the front-end files, and passes on all else.

    Parameters
    ----------
    app
        What answers all else.
    base_path : str
        What the app is served under: "" or such as "/lab".
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._ours = front_end_files()
        self._ours_at = f"{base_path}{FRONTEND_ROUTE}/"
        self._streamlits = streamlit_files()
        self._streamlits_at = f"{base_path}{FILES_ROUTE}/"
        self._turns = Turns(FILES_PER_TURN)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file, when it is its turn."""
        # Where the app is mounted below a path, that stands in `root_path` as well
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
        elif path.startswith(self._ours_at):
            await self._turns.wait()
            answer = self._ours.answer(path.removeprefix(self._ours_at), Request(scope))
            await answer(scope, receive, send)
        elif (name := path.removeprefix(self._streamlits_at)) in self._streamlits:
            await self._turns.wait()
            answer = await self._streamlits.answer(name, Request(scope))
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)
