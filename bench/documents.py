"""Write the figures into the docs: all into docs/benchmarks.md, six into the README.

``python -m bench.documents`` does so from bench/results.json, without measuring anew.
"""

from typing import Any, Final

from bench.filters import Comparison, ratios
from bench.report import Row, cells, markdown, read
from tools.marked import folded, markdown_table, renew
from tools.server import ROOT

RESULTS: Final = ROOT / "bench" / "results.json"
BENCHMARKS: Final = ROOT / "docs" / "benchmarks.md"
README: Final = ROOT / "README.md"
MARK: Final = "measured"
CONVOLVE: Final = "convolve"

IN_README: Final = {
    "pen → painted, median": "the pen moves → every map and bar is painted, median",
    "kernel's number → painted, median": "a kernel's number is dragged → three maps are painted, "
    "median",
    "50 drawing: pen → answer, 95 of 100 within": "50 people draw at once → 95 of 100 answers "
    "within",
    "make run → page usable": "`make run` → the first page can be used",
    "server's memory after use": "the server's memory, after use",
    "MNIST test digits": "MNIST test digits that the digits network reads",
}
"""The figures that the README has, by their rows, and what it says of them."""

Groups = dict[str, dict[str, Any]]


def all_rows(groups: Groups) -> list[Row]:
    """Return the rows of all groups in one list."""
    return [row for group in groups.values() for row in group["rows"]]


def compared(groups: Groups) -> list[Comparison]:
    """Return the comparisons of convolutions."""
    return [Comparison(**one) for one in groups.get(CONVOLVE, {}).get("comparisons", ())]


def measured_on(groups: Groups) -> str:
    """Return the sentence that says when and on what the figures were measured."""
    machines = [group["machine"] for group in groups.values()]
    dates = sorted({machine["date"][:10] for machine in machines})
    machine = machines[-1]
    return (
        f"By `make bench` on {' to '.join([dates[0], *dates[1:][-1:]])}: {machine['cores']} cores "
        f"({machine['processor']}), Python {machine['python']}, headless Chromium "
        f"{machine['chromium']}, all on one machine."
    )


def all_figures(groups: Groups) -> str:
    """Return what docs/benchmarks.md says: figures with a target first, all others folded."""
    rows = all_rows(groups)
    aimed = markdown(row for row in rows if row.target is not None)
    others = markdown(row for row in rows if row.target is None)
    more = f"{others}\n\n{ratios(compared(groups))}"
    return f"{measured_on(groups)}\n\n{aimed}\n\n{folded('All other figures', more)}"


def six_figures(groups: Groups) -> str:
    """Return the README's table."""
    lines = {line[0]: line for line in cells(all_rows(groups))}
    rows = [(said, *lines[name][1:3]) for name, said in IN_README.items()]
    return markdown_table(("", "measured", "target"), rows, "lrr")


def renew_documents(groups: Groups) -> None:
    """Write the figures into both files."""
    renew(BENCHMARKS, MARK, all_figures(groups))
    renew(README, MARK, six_figures(groups))


if __name__ == "__main__":
    renew_documents(read(RESULTS))
