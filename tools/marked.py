"""Parts of a Markdown file that are written by a program: between two marks, which stay."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def put_between(text: str, mark: str, content: str) -> str:
    r"""Replace what stands between ``<!-- mark -->`` and ``<!-- /mark -->``.

    Raises
    ------
    ValueError
        If the two marks aren't there.

    Examples
    --------
    >>> put_between("a <!-- m -->old<!-- /m --> b", "m", "new")
    'a <!-- m -->\nnew\n<!-- /m --> b'
    """
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    if text.count(start) != 1 or text.count(end) != 1:
        raise ValueError(f"the text must have {start} and {end} once each")
    before, rest = text.split(start)
    return f"{before}{start}\n{content}\n{end}{rest.split(end)[1]}"


def between(text: str, mark: str) -> str:
    r"""Return what stands between two marks.

    Examples
    --------
    >>> between("a <!-- m -->\nold\n<!-- /m --> b", "m")
    'old'
    """
    return text.partition(f"<!-- {mark} -->\n")[2].partition(f"\n<!-- /{mark} -->")[0]


def renew(path: Path, mark: str, content: str) -> None:
    """Write a part of a file anew."""
    text = path.read_text(encoding="utf-8")
    path.write_text(put_between(text, mark, content), encoding="utf-8")


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]], align: str) -> str:
    """Lay rows out as a Markdown table; `align` has an "l" or an "r" for each column.

    Examples
    --------
    >>> print(markdown_table(["file", "lines"], [["a.py", 12]], "lr"))
    | file | lines |
    |---|--:|
    | a.py | 12 |
    """
    rule = "|".join("--:" if side == "r" else "---" for side in align)
    lines = [" | ".join(map(str, row)) for row in rows]
    return "\n".join([f"| {' | '.join(head)} |", f"|{rule}|", *(f"| {line} |" for line in lines)])


def folded(title: str, content: str) -> str:
    """Wrap Markdown so that a page shows its title only, until somebody opens it."""
    return f"<details>\n<summary>{title}</summary>\n\n{content}\n\n</details>"
