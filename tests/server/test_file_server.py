"""Front-end files come from memory, and no number of them keeps anybody else waiting."""

import asyncio
import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from cnnviz.server.file_server import FileServer, Turns
from cnnviz.server.private import FILES
from cnnviz.server.streamlit_files import StreamlitFiles

SCRIPT = "export const words = '…';\n" * 40


def asking(**headers: str) -> Request:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": named})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files, and something beside it."""
    (tmp_path / "secret.js").write_text("secret")
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.js").write_text(SCRIPT)
    (folder / "letters.woff2").write_bytes(bytes(1000))
    (folder / "notes.txt").write_text("of no known type")
    return folder


def both(files: StreamlitFiles, path: str, **headers: str) -> list[Response]:
    """Ask for a file twice at once."""

    async def ask() -> list[Response]:
        answers = (files.answer(path, asking(**headers)) for _ in range(2))
        return list(await asyncio.gather(*answers))

    return asyncio.run(ask())


def test_a_file_is_read_once_for_all_who_ask_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch):
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or read_bytes(path))
    for answer in both(StreamlitFiles(folder), "js/index.js", accept_encoding="gzip"):
        assert gzip.decompress(bytes(answer.body)).decode() == SCRIPT
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]
    assert read == [folder / "js" / "index.js"]


def test_what_is_packed_already_is_not_packed_again(folder: Path):
    answer, _ = both(StreamlitFiles(folder), "letters.woff2", accept_encoding="gzip")
    assert answer.body == bytes(1000)
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["../secret.js", "js", "", "notes.txt", "js/../js/index.js"])
def test_only_files_of_the_folder_are_served(folder: Path, path: str):
    assert path not in StreamlitFiles(folder)
    assert "js/index.js" in StreamlitFiles(folder)


def test_only_a_few_go_on_in_each_turn_those_first_who_came_first():
    gone_on: list[int] = []

    async def take_turns() -> list[int]:
        turns = Turns(2)

        async def one(index: int) -> None:
            await turns.wait()
            gone_on.append(index)

        tasks = [asyncio.create_task(one(index)) for index in range(5)]
        await asyncio.sleep(0)
        tasks[3].cancel()  # who leaves while waiting keeps nobody
        counts = [0]
        for _ in range(20):
            await asyncio.sleep(0)
            counts.append(len(gone_on))
        return [after - before for before, after in pairwise(counts)]

    each = asyncio.run(take_turns())
    assert gone_on == [0, 1, 2, 4]
    assert max(each) == 2


def answered(base_path: str, path: str, method: str = "GET") -> int | None:
    """Ask for a path; give the status, or None when somebody else is to answer."""
    told: list[int | None] = []

    async def others(*_: object) -> None:
        told.append(None)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    scope = {"type": "http", "method": method, "path": path, "headers": []}
    asyncio.run(FileServer(others, base_path)(scope, others, send))
    return told[0]


STREAMLITS = next(FILES.rglob("*.js")).relative_to(FILES.parent).as_posix()


@pytest.mark.parametrize("file", [STREAMLITS, "cnnviz/frontend/live/frame.js"])
def test_all_files_are_below_the_apps_path(file: str):
    assert answered("", f"/{file}") == answered("/lab", f"/lab/{file}") == 200
    assert answered("/lab", f"/{file}") is None
    assert answered("", f"/{file}", method="POST") is None


@pytest.mark.parametrize("path", ["/", "/digits", "/static/", "/static/none.js", "/live"])
def test_what_is_no_front_end_file_is_passed_on(path: str):
    assert answered("", path) is None
