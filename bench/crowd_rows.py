"""The figures of many visitors: at once, one after another, and beside one who does harm."""

from contextlib import ExitStack

from playwright.sync_api import Browser

from bench.faults import VISITORS, measure_faults
from bench.growth import SETTLED_IN, WATCHING, measure_growth
from bench.load import VISITORS as LOADS
from bench.load import Load, measure_load
from bench.report import Row
from bench.training import training
from tools.server import Server

TARGETED = 50  # visitors at once whom the design speaks of
WITHIN = 100  # milliseconds
BACK_WITHIN = 3  # seconds


def load_rows(browser: Browser) -> list[Row]:
    """Measure many visitors drawing at once."""
    rows = []
    for is_busy in (False, True):
        with Server() as server, ExitStack() as others:
            if is_busy:
                others.enter_context(training(browser, server.url))
            for visitors in LOADS:
                load = measure_load(server, visitors, with_occlusion=is_busy)
                what = f"{visitors} drawing" + " beside a training and an occlusion" * is_busy
                rows += one_load(what, load, visitors)
    return rows


def one_load(what: str, load: Load, visitors: int) -> list[Row]:
    """Return the rows on how the server bore so many."""
    is_targeted = visitors == TARGETED
    p95, fair = (WITHIN, 2) if is_targeted else (None, None)
    return [
        Row(f"{what}: pen → answer, median", load.percentile(50), "ms"),
        Row(f"{what}: pen → answer, 95 of 100 within", load.percentile(95), "ms", target=p95),
        Row(f"{what}: pen → answer, 99 of 100 within", load.percentile(99), "ms"),
        Row(f"{what}: answers a second", load.answers_per_second),
        Row(f"{what}: slowest visitor's p95 over the median's", load.fairness, "×", target=fair),
        Row(f"{what}: server's processor time", load.cores, "cores"),
        Row(f"{what}: server's memory, before", load.memory_before, "MB"),
        Row(f"{what}: server's memory, after", load.memory_after, "MB"),
    ]


def growth_rows() -> list[Row]:
    """Measure what is left of many visits."""
    growth = measure_growth()
    early, late = growth.early, growth.late
    rows = [
        Row("visits opened, used and closed", growth.visits, target=1000, at_least=True),
        Row("time for all visits", growth.seconds, "s"),
        Row(f"server's memory after {SETTLED_IN} visits", early.memory, "MB"),
        Row("server's memory after all visits", late.memory, "MB", target=1.05 * early.memory),
    ]
    for what in ("threads", "tasks", "files", "sockets"):
        before, after = getattr(early, what), getattr(late, what)
        target = before + WATCHING * (what == "threads")
        rows.append(Row(f"server's {what} after all visits", after, target=target))
    return [*rows, Row("visits that Streamlit keeps for a return", late.kept, target=128)]


def fault_rows(browser: Browser) -> list[Row]:
    """Measure how visitors who draw fare while something goes wrong."""
    faults = measure_faults(browser)
    rows = []
    for meanwhile, beside in faults.beside.items():
        what = f"{VISITORS} drawing while {meanwhile}"
        rows += [
            Row(f"{what}: pen → answer, median", beside.median, "ms"),
            Row(f"{what}: pen → answer, 95 of 100 within", beside.p95, "ms", target=WITHIN),
            Row(f"{what}: pen → answer, longest", beside.longest, "ms"),
        ]
        if beside.steps:
            rows.append(Row(f"{what}: times that it happened", beside.steps))
    what = f"server killed and started again: ready → all {VISITORS} answered again"
    return [*rows, Row(what, faults.all_back, "s", target=BACK_WITHIN)]
