"""Rows of figures, each beside its target: as a table for people, as JSON for machines."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measured figure.

    Attributes
    ----------
    name : str
        What was measured.
    value : float
        The figure.
    unit : str
        Its unit; empty for a plain count.
    target : float or None
        What the design asks for, in the same unit; None if it asks for nothing.
    at_least : bool
        Whether the figure has to reach the target, rather than stay within it.
    """

    name: str
    value: float
    unit: str = ""
    target: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """``"met"``, ``"missed"``, or nothing where there is no target.

        Examples
        --------
        >>> Row("median", 33.0, "ms", target=34.0).verdict
        'met'
        >>> Row("accuracy", 99.4, "%", target=99.5, at_least=True).verdict
        'missed'
        """
        if self.target is None:
            return ""
        kept = self.value >= self.target if self.at_least else self.value <= self.target
        return "met" if kept else "missed"


def number(value: float) -> str:
    """Write a figure as people read it: at most two decimals, thousands apart.

    Examples
    --------
    >>> number(29738.0), number(16.667), number(99.5)
    ('29,738', '16.67', '99.50')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def target_text(row: Row) -> str:
    """Write a row's target.

    Examples
    --------
    >>> target_text(Row("accuracy", 99.4, "%", target=99.5, at_least=True))
    '≥ 99.50 %'
    """
    if row.target is None:
        return ""
    return f"{'≥' if row.at_least else '≤'} {number(row.target)} {row.unit}".rstrip()


def cells(rows: Iterable[Row]) -> list[tuple[str, str, str, str]]:
    """Write rows as text: what, measured, target, verdict."""
    return [
        (row.name, f"{number(row.value)} {row.unit}".rstrip(), target_text(row), row.verdict)
        for row in rows
    ]


def markdown(rows: Iterable[Row]) -> str:
    """Lay rows out as a Markdown table.

    Examples
    --------
    >>> print(markdown([Row("start", 2.5, "s", target=6)]))
    | what | measured | target | |
    |---|--:|--:|---|
    | start | 2.50 s | ≤ 6 s | met |
    """
    lines = [" | ".join(line).rstrip() for line in cells(rows)]
    head = ["| what | measured | target | |", "|---|--:|--:|---|"]
    return "\n".join(head + [f"| {line} |" for line in lines])


def table(rows: Iterable[Row]) -> str:
    """Lay rows out as text in columns.

    Examples
    --------
    >>> print(table([Row("start", 2.5, "s", target=6)]))
    what   measured  target
    start    2.50 s   ≤ 6 s  met
    """
    lines = [("what", "measured", "target", ""), *cells(rows)]
    name, value, target = (max(len(line[i]) for line in lines) for i in range(3))
    return "\n".join(
        f"{line[0]:<{name}}  {line[1]:>{value}}  {line[2]:>{target}}  {line[3]}".rstrip()
        for line in lines
    )


def write(path: Path, groups: Mapping[str, Mapping[str, Any]]) -> None:
    """Write groups of rows as a JSON file, each with what more there is of it."""
    figures = {
        name: {**group, "rows": [_told(row) for row in group["rows"]]}
        for name, group in groups.items()
    }
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Read what `write` wrote; nothing where there is no file."""
    if not path.exists():
        return {}
    groups: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    names = [field.name for field in fields(Row)]
    for group in groups.values():
        group["rows"] = [Row(**{name: row[name] for name in names}) for row in group["rows"]]
    return groups


def _told(row: Row) -> dict[str, Any]:
    return asdict(row) | {"verdict": row.verdict or None}
