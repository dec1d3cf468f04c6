"""Measure everything: ``python -m bench`` prints a table and writes bench/results.json.

With ``--readme`` it also renews the table in the README.
"""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.browser import chromium, visit
from bench.canvas_digits import measure as measure_digits
from bench.cell import measure_cell
from bench.filters import Comparison, measure_convolve, ratios
from bench.kernel_edit import measure_hover, measure_kernel_edit
from bench.machine import describe_machine
from bench.memory import VISITORS, measure_memory
from bench.pace import Pace
from bench.pen import measure_pen
from bench.report import Row, markdown, put_between, table, write
from bench.startup import measure_startup
from tools.server import Server

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
README = HERE.parent / "README.md"
SLOWER = 1.5  # than OpenCV our convolution may be
BUSY = 0.5  # load per core before the start, above which times say little


def pen_rows(browser: Browser) -> list[Row]:
    """Measure pen → painted over the live engine, and the same by Streamlit reruns."""
    with Server() as server:
        page = visit(browser, f"{server.url}/digits")
        live = measure_pen(page)
        page.context.close()
    with Server(script=HERE / "rerun_app.py") as server:
        page = visit(browser, server.url)
        rerun = measure_pen(page)
        page.context.close()
    return [
        Row("display's frame interval, median", live.frame_interval, "ms"),
        *pace_rows("pen", live),
        Row("by a Streamlit rerun, median", rerun.median, "ms"),
        Row("by a Streamlit rerun, 95 of 100 within", rerun.p95, "ms"),
        Row("by a Streamlit rerun, answers painted", rerun.answers),
        Row("rerun against live, medians", rerun.median / live.median, "×"),
    ]


def cell_rows(browser: Browser) -> list[Row]:
    """Measure kernel's number dragged → three maps painted."""
    with Server() as server:
        return pace_rows("kernel's number", measure_cell(browser, server.url))


def inside_rows(browser: Browser) -> list[Row]:
    """Measure a kernel changed → all painted, and a value pointed at → its arithmetic painted."""
    with Server() as server:
        return [
            *pace_rows("network's kernel", measure_kernel_edit(browser, server.url)),
            *pace_rows("value pointed at", measure_hover(browser, server.url), p95=34),
        ]


def pace_rows(what: str, pace: Pace, p95: float = 50) -> list[Row]:
    """Say how fast the picture follows what is moved."""
    return [
        Row(f"{what} → painted, median", pace.median, "ms", target=34),
        Row(f"{what} → painted, 95 of 100 within", pace.p95, "ms", target=p95),
        Row(f"{what} → painted, longest", pace.worst, "ms"),
        Row(f"{what} → painted, median in frames", pace.median / pace.frame_interval, "frames"),
        Row(f"{what}: pointer events", len(pace.latencies), target=200, at_least=True),
        Row(f"{what}: pointer events a second", pace.events_per_second),
        Row(f"{what}: answers painted", pace.answers),
    ]


def convolve_rows(comparisons: Sequence[Comparison]) -> list[Row]:
    """Say how our convolution compares at its best and its worst."""
    worst, best = (pick(comparisons, key=lambda one: one.to_opencv) for pick in (max, min))
    slow = [one for one in comparisons if one.to_opencv > SLOWER]
    return [
        Row(f"convolve against OpenCV, at best ({_sizes(best)})", best.to_opencv, "×"),
        Row(
            f"convolve against OpenCV, at worst ({_sizes(worst)})",
            worst.to_opencv,
            "×",
            target=SLOWER,
        ),
        Row("convolve, sizes that take longer than that", len(slow), f"of {len(comparisons)}"),
        Row("convolve against SciPy, at worst", max(one.to_scipy for one in comparisons), "×"),
    ]


def _sizes(one: Comparison) -> str:
    return f"{one.kernel_side}×{one.kernel_side} on {one.side}×{one.side}"


def startup_rows(browser: Browser) -> list[Row]:
    """Measure the start, from the command to the usable page."""
    startup = measure_startup(browser)
    return [
        Row("make run → page usable", startup.total, "s", target=6),
        Row("of which the server", startup.server, "s"),
        Row("of which the browser", startup.browser, "s", target=2.5),
    ]


def memory_rows(browser: Browser) -> list[Row]:
    """Measure the server's memory."""
    memory = measure_memory(browser)
    return [
        Row("server's memory after start", memory.after_start, "MB", target=600),
        Row("server's memory after use", memory.after_use, "MB", target=600),
        Row(f"more for each of {VISITORS} idle visitors", memory.per_visitor, "MB", target=2),
    ]


def digits_rows() -> list[Row]:
    """Measure what the digits network reads right."""
    digits = measure_digits()
    canvas, sent = digits["canvas_accuracy"], digits["canvas_accuracy_as_sent"]
    return [
        Row("MNIST test digits", 100 * digits["mnist_accuracy"], "%", target=99.5, at_least=True),
        Row("drawn on the pad", 100 * canvas, "%", target=98.5, at_least=True),
        Row("drawn on the pad, as sent", 100 * sent, "%", target=98.5, at_least=True),
        Row("parameters", digits["parameters"], target=60_000),
    ]


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
        for measure in (pen_rows, cell_rows, inside_rows, startup_rows, memory_rows):
            print(f"{measure.__name__.removesuffix('_rows')} …", flush=True)
            rows += measure(browser)
    print("convolve …", flush=True)
    comparisons = measure_convolve()
    rows += convolve_rows(comparisons)
    print("digits …", flush=True)
    rows += digits_rows()
    write(RESULTS, machine, rows, convolve=[asdict(one) for one in comparisons])
    if "--readme" in sys.argv[1:]:
        renew_readme(machine, rows, comparisons)
    print("\n" + "\n".join(f"{name}: {value}" for name, value in machine.items()))
    if machine["load before"] > BUSY * machine["cores"]:
        print("\nThe machine was busy with other work: on a quiet one the times are shorter.")
    print(f"\n{table(rows)}\n\n{ratios(comparisons)}\n\nWritten to bench/{RESULTS.name}")


if __name__ == "__main__":
    main()
