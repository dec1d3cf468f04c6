"""Measure everything: ``python -m bench`` prints a table and writes bench/results.json.

With ``--readme`` it also renews the table in the README.
"""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.browser import chromium, visit
from bench.canvas_digits import measure as measure_digits
from bench.machine import describe_machine
from bench.memory import VISITORS, measure_memory
from bench.pen import measure_pen
from bench.report import Row, markdown, put_between, table, write
from bench.startup import measure_startup
from tools.server import Server

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
README = HERE.parent / "README.md"
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
    frame = live.frame_interval
    return [
        Row("display's frame interval, median", frame, "ms"),
        Row("pen → painted, median", live.median, "ms", target=34),
        Row("pen → painted, 95 of 100 within", live.p95, "ms", target=50),
        Row("pen → painted, longest", live.worst, "ms"),
        Row("pen → painted, median in frames", live.median / frame, "frames"),
        Row("pointer events", len(live.latencies), target=200, at_least=True),
        Row("pointer events a second", live.events_per_second),
        Row("answers painted", live.answers),
        Row("by a Streamlit rerun, median", rerun.median, "ms"),
        Row("by a Streamlit rerun, 95 of 100 within", rerun.p95, "ms"),
        Row("by a Streamlit rerun, answers painted", rerun.answers),
        Row("rerun against live, medians", rerun.median / live.median, "×"),
    ]


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


def renew_readme(machine: dict[str, Any], rows: list[Row]) -> None:
    """Put the figures into the README, with date and machine."""
    said = (
        f"By `make bench` on {machine['date'][:10]}: {machine['cores']} cores "
        f"({machine['processor']}), Python {machine['python']}, headless Chromium "
        f"{machine['chromium']}, all on one machine."
    )
    text = README.read_text(encoding="utf-8")
    text = put_between(text, "measured", f"{said}\n\n{markdown(rows)}")
    README.write_text(text, encoding="utf-8")


def main() -> None:
    """Run every benchmark; print the table and write the file."""
    with chromium() as browser:
        machine = describe_machine(browser.version)
        rows: list[Row] = []
        for measure in (pen_rows, startup_rows, memory_rows):
            print(f"{measure.__name__.removesuffix('_rows')} …", flush=True)
            rows += measure(browser)
    print("digits …", flush=True)
    rows += digits_rows()
    write(RESULTS, machine, rows)
    if "--readme" in sys.argv[1:]:
        renew_readme(machine, rows)
    print("\n" + "\n".join(f"{name}: {value}" for name, value in machine.items()))
    if machine["load before"] > BUSY * machine["cores"]:
        print("\nThe machine was busy with other work: on a quiet one the times are shorter.")
    print(f"\n{table(rows)}\n\nWritten to bench/{RESULTS.name}")


if __name__ == "__main__":
    main()
