"""The README leaves out no file, no folder and no limit, and names none that is not there."""

import re
from dataclasses import fields
from pathlib import Path

from cnnviz.server.operator_settings import METRICS, SETTINGS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOLDER = README[README.index("## The folder") : README.index("**A page and its motion.**")]
NAMED = {name.removeprefix("cnnviz/") for name in re.findall(r"`([\w/]+(?:\.py|/))` \|", FOLDER)}


def folders_in(folder: Path) -> set[str]:
    return {f"{path.name}/" for path in folder.glob("[!_.]*") if path.is_dir()}


def test_every_package_of_cnnviz_stands_in_the_reading_order() -> None:
    assert sorted(folders_in(ROOT / "cnnviz") - NAMED) == []


def test_the_reading_order_names_nothing_that_is_not_there() -> None:
    there = {f"{path.name}/" if path.is_dir() else path.name for path in ROOT.iterdir()}
    assert sorted(NAMED - there - folders_in(ROOT / "cnnviz")) == []


def test_every_limit_stands_in_the_operators_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(CNNVIZ_\w+)` \| (\S+) \|", README, re.MULTILINE))
    limits = {
        f"{prefix}_{field.name.upper()}": field.default
        for prefix, kind in SETTINGS.items()
        for field in fields(kind)
    }
    assert {name: float(default) for name, default in rows.items()} == {
        **limits,
        METRICS: 0,
    }
