"""What the app's server does on its own time."""

import ast
from pathlib import Path

import pytest

import app
from cnnviz.process.garbage import Collector


def pages() -> set[str]:
    """Name all pages that the page script does not bring by itself."""
    tree = ast.parse(app.SCRIPT.read_text())
    brought = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    known = {name.name for node in brought if node.module == "cnnviz.pages" for name in node.names}
    files = {path.stem for path in Path(app.SCRIPT).parent.glob("*.py")}
    return files - known - {"__init__", "navigation"}


def test_a_server_has_imported_all_pages_before_it_spares_what_stays(
    monkeypatch: pytest.MonkeyPatch,
):
    done: list[str] = []
    monkeypatch.setattr(app.networks, "warm_up", lambda: None)
    monkeypatch.setattr(app, "import_module", done.append)
    monkeypatch.setattr(Collector, "keep_collecting", lambda _: done.append("collected"))
    app.keep_house()
    assert done.pop() == "collected"
    assert set(done) == {f"cnnviz.pages.{page}" for page in pages()} != set()
