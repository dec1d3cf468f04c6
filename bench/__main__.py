"""Measure everything: ``python -m bench`` prints a table and writes bench/results.json.

With ``--readme`` it also renews the table in the README.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import rows as measured
from bench.browser import chromium
from bench.filters import Comparison, measure_convolve, ratios
from bench.machine import describe_machine
from bench.report import Row, markdown, put_between, table, write

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
README = HERE.parent / "README.md"
BUSY = 0.5  # load per core before the start, above which times say little


def renew_readme(
    machine: dict[str, Any], rows: list[Row], comparisons: Sequence[Comparison]
) -> None:
    """Put the figures into the README, with date and machine."""
    said = (
        f"By `make bench` on {machine['date'][:10]}: {machine['cores']} cores "
        f"({machine['processor']}), Python {machine['python']}, headless Chromium "
        f"{machine['chromium']}, all on one machine."
    )
    text = README.read_text(encoding="utf-8")
    text = put_between(text, "measured", f"{said}\n\n{markdown(rows)}\n\n{ratios(comparisons)}")
    README.write_text(text, encoding="utf-8")


def main() -> None:
    """Run every benchmark; print the table and write the file."""
    with chromium() as browser:
        machine = describe_machine(browser.version)
        rows: list[Row] = []
        for measure in (
            measured.pen_rows,
            measured.cell_rows,
            measured.inside_rows,
            measured.photo_rows,
            measured.others_training_rows,
            measured.startup_rows,
            measured.memory_rows,
            measured.load_rows,
        ):
            _announce(measure)
            rows += measure(browser)
    print("convolve …", flush=True)
    comparisons = measure_convolve()
    rows += measured.convolve_rows(comparisons)
    for measure_alone in (measured.growth_rows, measured.digits_rows, measured.training_rows):
        _announce(measure_alone)
        rows += measure_alone()
    write(RESULTS, machine, rows, convolve=[asdict(one) for one in comparisons])
    if "--readme" in sys.argv[1:]:
        renew_readme(machine, rows, comparisons)
    print("\n" + "\n".join(f"{name}: {value}" for name, value in machine.items()))
    if machine["load before"] > BUSY * machine["cores"]:
        print("\nThe machine was busy with other work: on a quiet one the times are shorter.")
    print(f"\n{table(rows)}\n\n{ratios(comparisons)}\n\nWritten to bench/{RESULTS.name}")


def _announce(measure: Callable[..., list[Row]]) -> None:
    print(f"{measure.__name__.removesuffix('_rows').replace('_', ' ')} …", flush=True)


if __name__ == "__main__":
    main()
