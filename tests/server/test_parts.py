"""What the app's server does on its own time."""

import ast

import pytest

from cnnviz.live.networks.builtin import Networks
from cnnviz.process.garbage import Collector
from cnnviz.server import parts
from cnnviz.training.jobs import Jobs


def pages() -> set[str]:
    """Name all pages that the page script does not bring by itself."""
    tree = ast.parse(parts.SCRIPT.read_text())
    brought = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    known = {name.name for node in brought if node.module == "cnnviz.pages" for name in node.names}
    files = {path.stem for path in parts.SCRIPT.parent.glob("*.py")}
    return files - known - {"__init__", "navigation"}


def test_a_server_has_imported_all_pages_before_it_spares_what_stays(
    monkeypatch: pytest.MonkeyPatch,
):
    done: list[object] = []
    monkeypatch.setattr(Networks, "warm_up", lambda _: None)
    monkeypatch.setattr(parts, "import_module", done.append)
    monkeypatch.setattr(Jobs, "watch", lambda _, is_here: done.append(is_here("nobody")))
    monkeypatch.setattr(Collector, "keep_collecting", lambda _: done.append("collected"))
    parts.keep_house(Networks())
    assert done[-2:] == [False, "collected"]
    assert set(done[:-2]) == {f"cnnviz.pages.{page}" for page in pages()} != set()
