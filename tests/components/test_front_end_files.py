import gzip

import pytest
from starlette.requests import Request
from starlette.responses import Response

from cnnviz.components.front_end_files import FrontEndFiles

TEXTS = {
    "page/view.js": "export const words = '…';\n" * 40,
    "page/sheets.css": "@import '../shared.css';\n@import './own.css';\n@import '../late.css';\n",
    "page/own.css": "@import '../shared.css';\n\n.own {}\n",
    "shared.css": ".shared {}\n",
    "late.css": ".late {}\n",
}


def ask(files: FrontEndFiles, path: str, **headers: str) -> Response:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return files.answer(path, Request({"type": "http", "headers": named}))


@pytest.fixture
def files() -> FrontEndFiles:
    return FrontEndFiles(TEXTS)


def test_a_style_sheet_comes_with_its_imports_each_where_it_counts(files: FrontEndFiles):
    answer = ask(files, "page/sheets.css")
    assert answer.body == b".shared {}\n.own {}\n.late {}\n"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def test_what_has_the_version_in_its_address_is_kept_for_good(files: FrontEndFiles):
    answer = ask(files, f"{files.version}/page/view.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body == TEXTS["page/view.js"].encode()


@pytest.mark.parametrize("before", ["", "v-0123456789ab/"])
def test_any_other_address_gets_what_there_is_now_and_is_asked_after_each_time(
    files: FrontEndFiles, before: str
):
    answer = ask(files, f"{before}page/view.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    again = ask(files, f"{before}page/view.js", if_none_match=answer.headers["etag"])
    assert (again.status_code, again.body) == (304, b"")


def test_who_takes_gzip_gets_it(files: FrontEndFiles):
    answer = ask(files, "page/view.js", accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(bytes(answer.body)) == TEXTS["page/view.js"].encode()
    assert "content-encoding" not in ask(files, "late.css", accept_encoding="gzip").headers


def test_the_version_is_another_when_a_file_is(files: FrontEndFiles):
    assert FrontEndFiles(dict(reversed(TEXTS.items()))).version == files.version
    assert FrontEndFiles(TEXTS | {"late.css": ".later {}\n"}).version != files.version


@pytest.mark.parametrize("path", ["", "page", "nothing.js", "../secret.py", "v-0123456789ab/"])
def test_there_is_nothing_else(files: FrontEndFiles, path: str):
    assert ask(files, path).status_code == 404
