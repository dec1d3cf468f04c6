"""Headers that tell a browser what this site never does, on every response.

The content security policy is the least that Streamlit works under; what is allowed beyond the
site's own files stands beside each directive with its reason.
"""

import base64
import hashlib
import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cnnviz.server.private import INDEX

_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ASKING: Final = ("GET", "HEAD", "OPTIONS")
_STARTS: Final = ("http.response.start", "websocket.http.response.start")


def inline_hashes(page: str) -> list[str]:
    """Return the sources that allow a page's own inline scripts, and no others.

    Examples
    --------
    >>> inline_hashes("<script>run()</script><script src='a.js'></script>")
    ["'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='"]
    """
    hashes = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes]


def content_security_policy(page: str) -> str:
    """Write the policy for Streamlit's page.

    Parameters
    ----------
    page : str
        Its HTML, whose inline scripts are allowed by their hashes.
    """
    directives = {
        "default-src": ["'self'"],
        # A component's first lines are imported from a blob; Streamlit's protocol buffers count
        # 64-bit numbers in WebAssembly.
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *inline_hashes(page)],
        # Streamlit writes its style sheets into the page.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],  # Streamlit's formulas
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


HEADERS: Final = {
    "Content-Security-Policy": content_security_policy(INDEX.read_text(encoding="utf-8")),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class SecurityHeaders:
    """ASGI middleware that sets `HEADERS` on whatever is answered.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in _STARTS:
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class OnlyAsked:
    """ASGI middleware that refuses whatever is more than asking.

    Nothing that a page needs is sent by HTTP, so nobody can leave a file here: Streamlit's uploader
    would write it to the disk, and keep it for as long as it likes.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a question on."""
        if scope["type"] == "http" and scope["method"] not in _ASKING:
            answer = PlainTextResponse("Method Not Allowed", 405, {"Allow": ", ".join(_ASKING)})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def answer_failure(_request: Request, _error: Exception) -> Response:
    """Answer a request that failed: Starlette does so outside of all middleware."""
    return PlainTextResponse("Internal Server Error", 500, HEADERS)
