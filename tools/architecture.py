"""Count the house and write it into docs/architecture.md: ``python -m tools.architecture``.

Packages with their files and lines, what is used of others' libraries that they don't document, and
the files that a dragged kernel cell passes (`tools.cell_way`).
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.cell_way import Way, cell_way
from tools.marked import folded, markdown_table, renew
from tools.server import ROOT

DOCUMENT: Final = ROOT / "docs" / "architecture.md"
PACKAGE: Final = ROOT / "cnnviz"
SOURCES: Final = (".py", ".js", ".css")
SERVING: Final = ("streamlit", "starlette", "uvicorn", "websockets")
"""The libraries that serve: what is private to them may change with each version."""
UNDOCUMENTED: Final = ("streamlit.runtime", "streamlit.web", "uvicorn.protocols", "uvicorn.server")
_HEAD: Final = re.compile(
    r'^(?:/\*\*\s*(?:\* )?|""")(?!@)(.*?)(?:\.(?=\s)|\s*\*/|\.?""")', re.DOTALL
)


@dataclass(frozen=True)
class Package:
    """A folder of sources.

    Attributes
    ----------
    name : str
        Its path below ``cnnviz/``.
    files, lines : int
        How many there are in it and below.
    """

    name: str
    files: int
    lines: int


def packages() -> list[Package]:
    """Count the packages of cnnviz, along the spine: none imports from one after it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    spine = next(contract["layers"] for contract in contracts if contract["id"] == "spine")[::-1]
    return sorted(_folders(PACKAGE), key=lambda one: (*spine, "frontend").index(one.name))


def parts(name: str) -> list[Package]:
    """Count the folders of one package."""
    return sorted(_folders(PACKAGE / name), key=lambda one: one.name)


def _folders(place: Path) -> list[Package]:
    counted = [_count(folder) for folder in place.iterdir() if folder.is_dir()]
    return [package for package in counted if package.files]


def _count(folder: Path) -> Package:
    files = [path for path in folder.rglob("*") if path.suffix in SOURCES]
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
    return Package(folder.relative_to(PACKAGE).as_posix(), len(files), lines)


@dataclass(frozen=True, order=True)
class Touch:
    """One use of what a library keeps to itself."""

    file: str
    name: str


def private_touches() -> list[Touch]:
    """List what is imported of the serving libraries beyond what they document, or set in them."""
    return sorted(
        Touch(path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for name in set(_touched(ast.parse(path.read_text(encoding="utf-8"))))
    )


def _touched(tree: ast.Module) -> Iterator[str]:
    """Name the private modules and names that a file imports, and the attributes it sets."""
    foreign = dict(_imported(tree))
    for name in foreign.values():
        if name.startswith(UNDOCUMENTED) or re.search(r"\._[a-z]", name):
            yield name
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=alias)], value=ast.Name(id=name))
                | ast.AnnAssign(target=ast.Name(id=alias), value=ast.Name(id=name))
            ):
                foreign |= {alias: foreign[name]} if name in foreign else {}
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in foreign:
                is_set = isinstance(node.ctx, ast.Store)
                if is_set or re.match("_[a-z]", attribute):
                    yield f"{foreign[name]}.{attribute}"
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id=name), *_]):
                if name in foreign:
                    yield f"{foreign[name]}, by setattr"


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Pair the names that a file knows of the serving libraries with where they are from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            where = f"{node.module}."
        elif isinstance(node, ast.Import):
            where = ""
        else:
            continue
        for name in node.names:
            if (where or name.name).split(".")[0] in SERVING:
                yield name.asname or name.name, f"{where}{name.name}"


def first_sentence(file: str) -> str:
    """Return what a file of cnnviz says of itself first.

    Examples
    --------
    >>> first_sentence("frontend/live/outbox.js")
    'Latest wins: one state is on its way, and only the newest waits'
    """
    text = (PACKAGE / file).read_text(encoding="utf-8")
    found = _HEAD.match(text)
    return " ".join(re.sub(r"\n \*", "", found[1]).split()) if found else ""


def package_table(counted: list[Package]) -> str:
    """Lay packages out, with their sum."""
    total = ("together", sum(p.files for p in counted), f"{sum(p.lines for p in counted):,}")
    rows = [(f"`{p.name}/`", p.files, f"{p.lines:,}") for p in counted]
    return markdown_table(("package", "files", "lines"), [*rows, total], "lrr")


def touch_table(touches: list[Touch]) -> str:
    """Lay private touches out."""
    return markdown_table(
        ("file", "what is not documented"),
        [(f"`cnnviz/{one.file}`", f"`{one.name}`") for one in touches],
        "ll",
    )


def way_table(way: Way) -> str:
    """Lay the files of a way out, numbered, with what each says of itself; the others folded."""
    head = ("", "file below `cnnviz/`", "what it is")
    rows = [(i, f"`{file}`", first_sentence(file)) for i, file in enumerate(way.stacked, 1)]
    others = [file for file in way.passed if file not in way.stacked]
    more = markdown_table(head[1:], [(f"`{file}`", first_sentence(file)) for file in others], "ll")
    title = f"The {len(others)} other files in which a function runs"
    return f"{markdown_table(head, rows, 'rll')}\n\n{folded(title, more)}"


def comparison_table(way: Way) -> str:
    """Lay out what 0.1.0 had beside what there is now."""
    flat = [path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]
    rows = [
        ("modules directly in `cnnviz/`", 67, len(flat)),
        ("packages", 5, len(packages())),
        ("files on the way of a dragged kernel cell, one calling the next", 21, len(way.stacked)),
        ("files in which any function runs meanwhile", 69, len(way.passed)),
        ("uses of what libraries don't document", 15, len(private_touches())),
    ]
    return markdown_table(("", "0.1.0", "now"), rows, "lrr")


def main() -> None:
    """Count, and write the tables anew."""
    way = cell_way()
    renew(DOCUMENT, "compared", comparison_table(way))
    renew(DOCUMENT, "packages", package_table(packages()))
    for name in ("live", "frontend"):
        renew(DOCUMENT, name, package_table(parts(name)))
    renew(DOCUMENT, "way", way_table(way))
    renew(DOCUMENT, "private", touch_table(private_touches()))


if __name__ == "__main__":
    main()
