"""Measure everything: ``python -m bench`` prints a table and writes bench/results.json.

``python -m bench photos load`` measures only these groups, and keeps what the file has of others.
With ``--readme`` it also renews the table in the README.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench import crowd_rows as crowd
from bench import rows as measured
from bench.browser import chromium
from bench.filters import Comparison, measure_convolve, ratios
from bench.machine import describe_machine
from bench.report import Row, folded, markdown, put_between, read, table, write

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
README = HERE.parent / "README.md"
BUSY = 0.5  # load per core before the start, above which times say little
WITH_BROWSER: dict[str, Callable[[Browser], list[Row]]] = {
    "pen": measured.pen_rows,
    "kernel": measured.cell_rows,
    "inside": measured.inside_rows,
    "photos": measured.photo_rows,
    "beside": measured.others_training_rows,
    "startup": measured.startup_rows,
    "memory": measured.memory_rows,
    "load": crowd.load_rows,
    "faults": crowd.fault_rows,
}
ALONE: dict[str, Callable[[], list[Row]]] = {
    "growth": crowd.growth_rows,
    "digits": measured.digits_rows,
    "training": measured.training_rows,
}
CONVOLVE = "convolve"
GROUPS = (*WITH_BROWSER, *ALONE, CONVOLVE)


def measure(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Measure groups of figures, each with the machine as it was before."""
    groups = {}
    with chromium() as browser:
        for name in names:
            print(f"{name} …", flush=True)
            more: dict[str, Any] = {"machine": describe_machine(browser.version)}
            if name == CONVOLVE:
                comparisons = measure_convolve()
                rows = measured.convolve_rows(comparisons)
                more["comparisons"] = [asdict(one) for one in comparisons]
            else:
                rows = WITH_BROWSER[name](browser) if name in WITH_BROWSER else ALONE[name]()
            groups[name] = {"rows": rows, **more}
    return groups


def renew_readme(groups: dict[str, dict[str, Any]]) -> None:
    """Put the figures into the README, with date and machine."""
    machines = [group["machine"] for group in groups.values()]
    dates = sorted({machine["date"][:10] for machine in machines})
    machine = machines[-1]
    said = (
        f"By `make bench` on {' to '.join([dates[0], *dates[1:][-1:]])}: {machine['cores']} cores "
        f"({machine['processor']}), Python {machine['python']}, headless Chromium "
        f"{machine['chromium']}, all on one machine."
    )
    rows = all_rows(groups)
    aimed = markdown(row for row in rows if row.target is not None)
    others = markdown(row for row in rows if row.target is None)
    more = f"{others}\n\n{ratios(compared(groups))}"
    content = f"{said}\n\n{aimed}\n\n{folded('All other figures', more)}"
    text = put_between(README.read_text(encoding="utf-8"), "measured", content)
    README.write_text(text, encoding="utf-8")


def all_rows(groups: dict[str, dict[str, Any]]) -> list[Row]:
    """Return the rows of all groups in one list."""
    return [row for group in groups.values() for row in group["rows"]]


def compared(groups: dict[str, dict[str, Any]]) -> list[Comparison]:
    """Return the comparisons of convolutions."""
    return [Comparison(**one) for one in groups.get(CONVOLVE, {}).get("comparisons", ())]


def main() -> None:
    """Run the benchmarks; print the table and write the file."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="group", help=", ".join(GROUPS))
    parser.add_argument("--readme", action="store_true", help="renew the table in the README")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"group must be one of {', '.join(GROUPS)}, got {', '.join(unknown)}")
    fresh = measure([name for name in GROUPS if name in (options.groups or GROUPS)])
    known = read(RESULTS) | fresh
    groups = {name: known[name] for name in GROUPS if name in known}
    write(RESULTS, groups)
    if options.readme:
        renew_readme(groups)
    for name, group in fresh.items():
        machine = group["machine"]
        if machine["load before"] > BUSY * machine["cores"]:
            print(f"\n{name}: the machine was busy; on a quiet one times are shorter.")
    print(f"\n{table(all_rows(fresh))}\n")
    if CONVOLVE in fresh:
        print(f"{ratios(compared(fresh))}\n")
    print(f"Written to bench/{RESULTS.name}")


if __name__ == "__main__":
    main()
