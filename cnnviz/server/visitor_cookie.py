"""The cookie by which a browser's pages are known to be the same visitor's."""

import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cnnviz.components.visitors import COOKIE, shared_visitors

_TOKEN_BYTES: Final = 16
_PAGE: Final = "text/html"


class VisitorCookie:
    """ASGI middleware that gives each browser a name, and counts the sockets that it has open.

    Nobody can guess the name, and it is forgotten with the browser's session.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._visitors = shared_visitors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the cookie where there is none."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        visitor = HTTPConnection(scope).cookies.get(COOKIE, "")
        if scope["type"] == "websocket":
            with self._visitors.connected(visitor):
                await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("Content-Type", "").startswith(_PAGE):
                    headers.append("Set-Cookie", _new_cookie(is_secure=scope["scheme"] == "https"))
            await send(message)

        await self._app(scope, receive, send if visitor else send_with_cookie)


def _new_cookie(*, is_secure: bool) -> str:
    cookie = f"{COOKIE}={secrets.token_hex(_TOKEN_BYTES)}; Path=/; HttpOnly; SameSite=Lax"
    return f"{cookie}; Secure" if is_secure else cookie
