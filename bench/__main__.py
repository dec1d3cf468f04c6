"""Measure everything: ``python -m bench`` prints a table and writes bench/results.json.

``python -m bench photos load`` measures only these groups, and keeps what the file has of others.
The figures in docs/benchmarks.md and in the README follow (`bench.documents`).
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from playwright.sync_api import Browser

from bench import crowd_rows as crowd
from bench import rows as measured
from bench.browser import chromium
from bench.documents import CONVOLVE, RESULTS, all_rows, compared, renew_documents
from bench.filters import measure_convolve, ratios
from bench.machine import describe_machine
from bench.report import Row, read, table, write

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


def main() -> None:
    """Run the benchmarks; print the table and write the file."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="group", help=", ".join(GROUPS))
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"group must be one of {', '.join(GROUPS)}, got {', '.join(unknown)}")
    fresh = measure([name for name in GROUPS if name in (options.groups or GROUPS)])
    known = read(RESULTS) | fresh
    groups = {name: known[name] for name in GROUPS if name in known}
    write(RESULTS, groups)
    renew_documents(groups)
    for name, group in fresh.items():
        machine = group["machine"]
        if machine["load before"] > BUSY * machine["cores"]:
            print(f"\n{name}: the machine was busy; on a quiet one times are shorter.")
    print(f"\n{table(all_rows(fresh))}\n")
    if CONVOLVE in fresh:
        print(f"{ratios(compared(fresh))}\n")
    print(f"Written to bench/{RESULTS.name}, docs/benchmarks.md and README.md")


if __name__ == "__main__":
    main()
