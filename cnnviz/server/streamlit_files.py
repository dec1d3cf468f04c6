"""Streamlit's own front-end files as browsers get them: from memory, and compressed once.

A page asks for some eighty of them, 2.7 MB. Streamlit opens, reads and closes each in threads for
each visitor, and sends it as it is: of the seven seconds that a server worked when thirty visitors
came in the same one, five went there.
"""

import asyncio
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from cnnviz.components.front_end_files import TEXTS, ServedFile
from cnnviz.server.private import FILES

_TYPES: Final = TEXTS | {".woff2": "font/woff2", ".png": "image/png", ".svg": "image/svg+xml"}


class StreamlitFiles:
    """The files of a folder, each read when it is asked for first.

    Their addresses hold a hash of what is in them, so browsers keep them for good.

    Parameters
    ----------
    folder : path
        What is there at the start, and of a type that is known, is served.
    """

    def __init__(self, folder: Path = FILES) -> None:
        self._paths = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.suffix in _TYPES
        }
        self._files: dict[str, asyncio.Task[ServedFile]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    async def answer(self, path: str, request: Request) -> Response:
        """Answer with the file at a path, which must be there."""
        if path not in self._files:
            reading = asyncio.to_thread(_read, self._paths[path])
            self._files[path] = asyncio.create_task(reading)
        file = await asyncio.shield(self._files[path])
        return file.answer(request, keep=True)


def _read(path: Path) -> ServedFile:
    return ServedFile(path.read_bytes(), _TYPES[path.suffix]).compress()


@cache
def streamlit_files() -> StreamlitFiles:
    """Look for the files, once."""
    return StreamlitFiles()
