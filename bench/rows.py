"""The figures, row by row, each beside what the design asks for."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from bench.browser import visit
from bench.canvas_digits import measure as measure_digits
from bench.cell import measure_cell
from bench.filters import Comparison
from bench.kernel_edit import measure_hover, measure_kernel_edit
from bench.memory import VISITORS, measure_memory
from bench.pace import Pace
from bench.pen import measure_pen
from bench.photos import measure_photos
from bench.report import Row
from bench.startup import measure_startup
from bench.training import (
    SHIFTED_BY,
    measure_borne,
    measure_default,
    measure_few,
    measure_pen_beside,
    measure_speed,
)
from tools.server import Server

HERE = Path(__file__).resolve().parent
SLOWER = 1.5  # than OpenCV our convolution may be


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
    """Return how fast the picture follows what is moved."""
    return [
        Row(f"{what} → painted, median", pace.median, "ms", target=34),
        Row(f"{what} → painted, 95 of 100 within", pace.p95, "ms", target=p95),
        Row(f"{what} → painted, longest", pace.worst, "ms"),
        Row(f"{what} → painted, median in frames", pace.median / pace.frame_interval, "frames"),
        Row(f"{what}: pointer events", len(pace.latencies), target=200, at_least=True),
        Row(f"{what}: pointer events a second", pace.events_per_second),
        Row(f"{what}: answers painted", pace.answers),
    ]


def photo_rows(browser: Browser) -> list[Row]:
    """Measure a photo dropped, occluded and moved, its heatmaps, and the memory it all takes."""
    photos = measure_photos(browser)
    rows = [
        Row("photo dropped → five bars painted, median", median(photos.dropped), "ms"),
        Row("photo dropped → five bars painted, longest", max(photos.dropped), "ms", target=500),
    ]
    for what, pace in (("patch", photos.covering), ("photo", photos.moving)):
        rows += [
            Row(f"{what} dragged → bars painted, median", pace.median, "ms"),
            Row(f"{what} dragged → bars painted, 95 of 100 within", pace.p95, "ms", target=120),
        ]
    return [
        *rows,
        Row("Grad-CAM asked for → painted, longest", max(photos.grad_cam), "ms", target=300),
        Row("occlusion at 7×7 places → painted, longest", max(photos.occlusion), "ms", target=3000),
        Row("memory with the photo network, heatmaps just made", photos.memory, "MB"),
        Row("memory with the photo network, at rest", photos.memory_at_rest, "MB", target=600),
    ]


def convolve_rows(comparisons: Sequence[Comparison]) -> list[Row]:
    """Return how our convolution compares at its best and its worst."""
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


def others_training_rows(browser: Browser) -> list[Row]:
    """Measure pen → painted while another visitor's training runs."""
    rows = []
    for watched in (False, True):
        with Server() as server:
            pace = measure_pen_beside(browser, server.url, watched=watched)
        what = "a training" + " and its charts, drawn here, too" * watched
        target = None if watched else 100
        rows += [
            Row(f"pen → painted beside {what}, median", pace.median, "ms"),
            Row(f"pen → painted beside {what}, 95 of 100 within", pace.p95, "ms", target=target),
        ]
    return rows


def training_rows() -> list[Row]:
    """Measure how fast training is, what it learns, and what convolutions are good for."""
    speed = measure_speed()
    accuracy, seconds = measure_default()
    cnn, mlp = measure_borne("lenet"), measure_borne("perceptron")
    moved = f"test digits moved by {SHIFTED_BY} px"
    return [
        Row("training, images per second", speed.ours),
        Row("the same loop without any telling", speed.bare),
        Row("training against that loop", 100 * speed.share, "%", target=90, at_least=True),
        Row("default training, right", 100 * accuracy, "%", target=98, at_least=True),
        Row("default training, from the button to the measures", seconds, "s", target=60),
        Row("100 digits, train − test", 100 * measure_few(), "points", target=10, at_least=True),
        Row(f"LeNet-like: right, of {moved}", 100 * cnn.moved, "%"),
        Row(f"Perceptron: right, of {moved}", 100 * mlp.moved, "%"),
        Row("LeNet-like: cost of shuffled pixels", 100 * (cnn.plain - cnn.shuffled), "points"),
        Row("Perceptron: cost of shuffled pixels", 100 * (mlp.plain - mlp.shuffled), "points"),
    ]
