"""From a pointer event to the painted answer, with the real mouse at 60 events a second.

The view says at each answer how long ago the newest event was that the answer takes into account.
An event that was overtaken by a newer one counts until that newer one's answer is painted.
"""

import math
import time
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from playwright.sync_api import Page

from bench.browser import frame_interval

EVENTS_PER_SECOND = 60
EVENTS_PER_STROKE = 60
STROKES = 5
QUIET_MS = 500

# Watches one live view. `events` are the times of pointer events whose answer is still to come.
_WATCH = """
(root) => {
  const events = [];
  const watched = { latencies: [], answers: 0, waiting: () => events.length };
  window.penWatch = watched;
  const note = (event) => {
    if (!event.buttons) return;
    const parts = event.getCoalescedEvents();
    for (const part of parts.length ? parts : [event]) events.push(part.timeStamp);
  };
  for (const type of ['pointerdown', 'pointermove']) root.addEventListener(type, note, true);
  new MutationObserver(() => {
    const painted = performance.now();
    const newest = painted - Number(root.dataset.latencyMs) + 0.2; // both are rounded
    if (events[0] <= newest) watched.answers += 1;
    while (events.length && events[0] <= newest) watched.latencies.push(painted - events.shift());
  }).observe(root, { attributeFilter: ['data-frame', 'data-latency-ms'] });
}
"""
_RESULT = "({ latencies: penWatch.latencies, answers: penWatch.answers, left: penWatch.waiting() })"


@dataclass(frozen=True, eq=False)
class PenPace:
    """How fast the picture follows the pen.

    Attributes
    ----------
    latencies : (N,) float64
        Milliseconds from each pointer event to its answer on the screen.
    answers : int
        How many answers were painted.
    events_per_second : float
        The pace that the mouse really had.
    frame_interval : float
        Milliseconds between two frames of the display, measured on the same page.
    """

    latencies: np.ndarray
    answers: int
    events_per_second: float
    frame_interval: float

    @property
    def median(self) -> float:
        """Median latency in milliseconds."""
        return float(np.median(self.latencies))

    @property
    def p95(self) -> float:
        """The latency in milliseconds that 95 of 100 events stay within."""
        return float(np.percentile(self.latencies, 95))

    @property
    def worst(self) -> float:
        """The longest latency in milliseconds."""
        return float(self.latencies.max())


def measure_pen(page: Page) -> PenPace:
    """Draw on the page's pad, one stroke to warm up and `STROKES` that count."""
    interval = frame_interval(page)
    draw_stroke(page, 0)
    page.locator("[data-frame]").evaluate(_WATCH)
    paces = [draw_stroke(page, number) for number in range(1, STROKES + 1)]
    result = page.evaluate(_RESULT)
    if result["left"]:
        raise RuntimeError(f"{result['left']} pointer events were never answered")
    return PenPace(
        latencies=np.array(result["latencies"]),
        answers=result["answers"],
        events_per_second=float(np.mean(paces)),
        frame_interval=interval,
    )


def eight(number: int) -> list[tuple[float, float]]:
    """Return the corners of a figure eight in [0, 1]², a little different for each number."""
    turn, width = 0.3 * number, 0.2 + 0.02 * number
    angles = [2 * math.pi * i / EVENTS_PER_STROKE for i in range(EVENTS_PER_STROKE + 1)]
    return [(0.5 + width * math.sin(2 * a + turn), 0.5 + 0.36 * math.sin(a + turn)) for a in angles]


def draw_stroke(page: Page, number: int) -> float:
    """Draw one stroke on the empty pad, clear it and return the events per second reached."""
    box = page.get_by_label("Drawing pad").bounding_box()
    if box is None:
        raise RuntimeError("the drawing pad is not on the screen")
    points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in eight(number)]
    page.mouse.move(*points[0])
    page.mouse.down()
    times = [time.perf_counter()]
    for i, point in enumerate(points[1:], start=1):
        time.sleep(max(0.0, times[0] + i / EVENTS_PER_SECOND - time.perf_counter()))
        page.mouse.move(*point)
        times.append(time.perf_counter())
    page.mouse.up()
    page.wait_for_timeout(QUIET_MS)
    page.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(QUIET_MS)
    return 1 / float(np.median([after - before for before, after in pairwise(times)]))
