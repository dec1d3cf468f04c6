"""The front-end files as browsers get them: from memory, and kept by browsers for good.

A page asks for a hundred modules, and thirty visitors may come in the same minute. So the files are
read once, at start; their addresses hold the version of all of them together, and what a browser
has under such an address it never asks for again. A style sheet comes with all that it imports.
"""

import gzip
import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Self

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FRONTEND: Final = Path(__file__).resolve().parent.parent / "frontend"
FRONTEND_ROUTE: Final = "/cnnviz/frontend"

SMALL: Final = 500  # bytes, below which compressing wins nothing
TEXTS: Final = {".js": "text/javascript", ".css": "text/css"}
"""What ours are, by their suffix."""
_IMPORTED: Final = re.compile(r"@import '([^']+)';\n")
_VERSION: Final = re.compile(r"v-[0-9a-f]{12}/")
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_ASK_EACH_TIME: Final = "no-cache"


class ServedFile:
    """One file, ready to be sent."""

    def __init__(self, content: bytes, media_type: str) -> None:
        self.content = content
        self.media_type = media_type
        self.tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'

    @cached_property
    def compressed(self) -> bytes:
        """The same by gzip; or just the same, where that is hardly shorter."""
        is_text = self.media_type in TEXTS.values()
        is_worth_it = is_text and len(self.content) >= SMALL
        return gzip.compress(self.content, mtime=0) if is_worth_it else self.content

    def compress(self) -> Self:
        """Compress it now rather than when somebody asks for it."""
        _ = self.compressed
        return self

    def answer(self, request: Request, *, keep: bool) -> Response:
        """Answer a request; `keep` says that the address will never mean another content."""
        headers = {
            "Cache-Control": _FOR_GOOD if keep else _ASK_EACH_TIME,
            "ETag": self.tag,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        takes_gzip = "gzip" in request.headers.get("accept-encoding", "")
        content = self.compressed if takes_gzip else self.content
        if content is not self.content:
            headers["Content-Encoding"] = "gzip"
        return Response(content, headers=headers, media_type=self.media_type)


class FrontEndFiles:
    r"""All files of the front end.

    Parameters
    ----------
    texts : mapping of str to str
        Modules and style sheets by their paths.

    Attributes
    ----------
    version : str
        Another one when any file is another, the same on all servers.

    Examples
    --------
    >>> texts = {"page.css": "@import './a.css';\np {}\n", "a.css": "a {}\n"}
    >>> FrontEndFiles(texts).files["page.css"].content
    b'a {}\np {}\n'
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        whole = {path: _with_imports(path, texts) for path in texts}
        self.files = {
            path: ServedFile(text.encode(), TEXTS[Path(path).suffix])
            for path, text in whole.items()
        }
        tags = " ".join(f"{path} {file.tag}" for path, file in sorted(self.files.items()))
        self.version = f"v-{hashlib.sha256(tags.encode()).hexdigest()[:12]}"

    def answer(self, path: str, request: Request) -> Response:
        """Answer with the file at a path, which may have a version before it."""
        file = self.files.get(_VERSION.sub("", path, count=1))
        if file is None:
            return PlainTextResponse("Not Found", 404)
        # Another version is of a page from before an upgrade: it gets what there is now.
        return file.answer(request, keep=path.startswith(f"{self.version}/"))


def _with_imports(path: str, texts: Mapping[str, str]) -> str:
    """Put what a style sheet imports before it: each once, where it comes last, as it counts."""
    if not path.endswith(".css"):
        return texts[path]
    last_first = list(dict.fromkeys(reversed(_in_order(path, texts))))
    return "".join(_IMPORTED.sub("", texts[name]).lstrip() for name in reversed(last_first))


def _in_order(path: str, texts: Mapping[str, str]) -> list[str]:
    beside = [neighbor(path, name) for name in _IMPORTED.findall(texts[path])]
    return [name for sheet in beside for name in _in_order(sheet, texts)] + [path]


def neighbor(path: str, name: str) -> str:
    """Follow a relative address from one file of the front end to another.

    Examples
    --------
    >>> neighbor("digits/view.js", "../pad/pad.css")
    'pad/pad.css'
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


@cache
def front_end_files() -> FrontEndFiles:
    """Read the files, once: who changes one starts the server again."""
    paths = sorted(path for path in FRONTEND.rglob("*") if path.suffix in TEXTS)
    return FrontEndFiles(
        {path.relative_to(FRONTEND).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    )
