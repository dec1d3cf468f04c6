"""README and docs: they run, they name nothing that is not there, and leave out no limit."""

import doctest
import re
from dataclasses import fields
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.documents import MARK, RESULTS, all_figures, six_figures
from bench.report import read
from cnnviz.server.operator_settings import METRICS, SETTINGS
from tools.architecture import packages, private_touches, touch_table
from tools.cell_way import drag_a_cell, whole_way
from tools.marked import between
from tools.server import ROOT, Server

README = ROOT / "README.md"
DOCS = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*"))]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
RENEW = "python -m tools.architecture counts anew"
PLACES = "app.py|assets|bench|cnnviz|deploy|docs|fuzz|tests|tools"


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def anchors(text: str) -> set[str]:
    """Name the headings of a document as GitHub links to them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("document", DOCS, ids=names(DOCS))
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("document", DOCS, ids=names(DOCS))
def test_every_file_that_is_named_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{PLACES})(?:/[\w./-]+)?/?)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCS, ids=names(DOCS))
def test_every_example_runs(document: Path) -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, document.name, None, 0)
    said: list[str] = []
    doctest.DocTestRunner().run(example, out=said.append)
    assert not said, "".join(said)


def test_the_readme_shows_python_in_about_ten_lines() -> None:
    lines = re.findall(r"^>>> ", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert 8 <= len(lines) <= 12


def test_every_limit_stands_in_the_operators_table_with_its_default() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(CNNVIZ_\w+)` \| (\S+) \|", text, re.MULTILINE))
    limits = {
        f"{prefix}_{field.name.upper()}": field.default
        for prefix, kind in SETTINGS.items()
        for field in fields(kind)
    }
    assert {name: float(default) for name, default in rows.items()} == {**limits, METRICS: 0}


def test_every_package_stands_in_the_architecture_with_its_lines_to_a_tenth() -> None:
    described = set(re.findall(r"^\| `cnnviz/(\w+)/` \|", ARCHITECTURE, re.MULTILINE))
    rows = re.findall(
        r"^\| `(\w+)/` \| \d+ \| ([\d,]+) \|", between(ARCHITECTURE, "packages"), re.M
    )
    counted = {package.name: package.lines for package in packages()}
    told = {name: int(lines.replace(",", "")) for name, lines in rows}
    assert described == set(counted)
    assert told == pytest.approx(counted, rel=0.1, abs=150), RENEW


def test_every_use_of_what_a_library_keeps_to_itself_is_told() -> None:
    assert between(ARCHITECTURE, "private") == touch_table(private_touches()), RENEW


@pytest.mark.slow
def test_a_dragged_cell_passes_as_many_files_as_are_told_to_a_tenth(
    chromium: Browser, server: Server
) -> None:
    table, _, others = between(ARCHITECTURE, "way").partition("<details>")
    way = whole_way(drag_a_cell(chromium, server.url))
    stacked = re.findall(r"^\| \d+ \| `([\w./]+)` \|", table, re.MULTILINE)
    told = [*stacked, *re.findall(r"^\| `([\w./]+)` \|", others, re.MULTILINE)]
    assert len(way.stacked) == pytest.approx(len(stacked), rel=0.1), RENEW
    assert len(way.passed) == pytest.approx(len(told), rel=0.1), RENEW
    assert [file for file in told if not (ROOT / "cnnviz" / file).exists()] == [], RENEW


def test_the_figures_are_those_that_were_measured() -> None:
    groups = read(RESULTS)
    benchmarks = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert between(benchmarks, MARK) == all_figures(groups)
    assert between(README.read_text(encoding="utf-8"), MARK) == six_figures(groups)
    assert six_figures(groups).count("\n") == 7  # a head, a rule, six figures
