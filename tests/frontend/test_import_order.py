"""Front-end folders import one way: shared pieces know no view, parts know no page."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from cnnviz.components.front_end_files import FRONTEND, neighbor

ORDER = [
    ["ui", "live"],
    ["pad", "kernel_editor", "network", "picture_box"],
    ["filmstrip", "inspector", "heatmap"],
    ["blocks", "editing"],
    ["digits", "filters", "photos", "training", "picture_box"],
]
"""Each folder may import those in the rows above its own, `ui` nothing at all."""
ROW = {folder: row for row, folders in enumerate(ORDER) for folder in folders}
NAMED = re.compile(r"""(?:from |import\(|@import |new URL\()'(\.[^']+\.(?:js|css))'""")
EXECUTED = re.compile(r"""from '(\.[^']+\.js)'""")
"""Without the imports of types in JSDoc, which may go both ways."""


def imports(pattern: re.Pattern[str] = NAMED) -> list[tuple[str, str]]:
    files = [path for path in FRONTEND.rglob("*") if path.suffix in (".js", ".css")]
    return [
        (name, neighbor(name, imported))
        for name in (path.relative_to(FRONTEND).as_posix() for path in files)
        for imported in pattern.findall((FRONTEND / name).read_text(encoding="utf-8"))
    ]


def folder(name: str) -> str:
    return name.split("/")[0]


def test_every_file_lies_in_a_folder_of_the_order() -> None:
    assert {path.name for path in FRONTEND.iterdir()} == set(ROW)


def test_each_folder_imports_only_what_stands_before_it() -> None:
    wrong = [
        (name, imported)
        for name, imported in imports()
        if folder(imported) != folder(name) and ROW[folder(imported)] >= ROW[folder(name)]
    ]
    assert not wrong


@pytest.mark.parametrize("shared", sorted(path.name for path in (FRONTEND / "ui").glob("*.css")))
def test_a_shared_style_names_no_folders_of_views(shared: str) -> None:
    text = Path(FRONTEND / "ui" / shared).read_text(encoding="utf-8")
    views = "blocks|digits|edit|filters|filmstrip|heat|inspector|kernel-editor|photos?|training"
    assert not re.findall(rf"\.(?:{views})-[\w-]+", text)


def test_modules_import_each_other_in_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for name, imported in imports(EXECUTED):
        graph.setdefault(name, set()).add(imported)
    TopologicalSorter(graph).prepare()
