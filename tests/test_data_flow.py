"""Imports go one way: core → training → live → components → pages; Streamlit stays on the pages."""

import ast
from pathlib import Path

import pytest

CNNVIZ = Path(__file__).resolve().parents[1] / "cnnviz"
LAYERS = ("core", "training", "live", "components", "pages")
WITHOUT_STREAMLIT = LAYERS[:3]
LAST = {
    "metrics",
    "operator_settings",
    "security_headers",
}  # parts of the server, which app.py puts around all others
COMMANDS = {"train"}
FILES = [path for path in sorted(CNNVIZ.rglob("*.py")) if path != CNNVIZ / "__init__.py"]


def place_of(name: str) -> int:
    """Give the place in `LAYERS` of what stands first in a name below cnnviz."""
    first = name.partition(".")[0]
    layer = "training" if first in COMMANDS else LAYERS[-1] if first in LAST else first
    return LAYERS.index(layer) if layer in LAYERS else 0


def imports_of(path: Path) -> set[str]:
    """Give the modules that a file imports anywhere in it, also within functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CNNVIZ)))
def test_a_file_imports_nothing_that_comes_after_it(path: Path) -> None:
    own = place_of(".".join(path.relative_to(CNNVIZ).with_suffix("").parts))
    for name in imports_of(path):
        first, _, rest = name.partition(".")
        if first == "cnnviz":
            assert place_of(rest) <= own, name
        assert first != "streamlit" or LAYERS[own] not in WITHOUT_STREAMLIT, name
