"""From a pointer event to the painted answer, with the real mouse at 60 events a second.

The view says at each answer how long ago the newest event was that the answer takes into account.
An event that was overtaken by a newer one counts until that newer one's answer is painted.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from playwright.sync_api import Page

from bench.browser import frame_interval

EVENTS_PER_SECOND = 60
GESTURES = 5

# Watches one live view. `events` are the times of pointer events whose answer is still to come.
_WATCH = """
(root, types) => {
  const events = [];
  const watched = { latencies: [], answers: 0, waiting: () => events.length };
  window.paceWatch = watched;
  const note = (event) => {
    if (!event.buttons) return;
    const parts = event.getCoalescedEvents();
    for (const part of parts.length ? parts : [event]) events.push(part.timeStamp);
  };
  for (const type of types) root.addEventListener(type, note, true);
  new MutationObserver(() => {
    const painted = performance.now();
    const newest = painted - Number(root.dataset.latencyMs) + 0.2; // both are rounded
    if (events[0] <= newest) watched.answers += 1;
    while (events.length && events[0] <= newest) watched.latencies.push(painted - events.shift());
  }).observe(root, { attributeFilter: ['data-frame', 'data-latency-ms'] });
}
"""
_RESULT = (
    "({ latencies: paceWatch.latencies, answers: paceWatch.answers, left: paceWatch.waiting() })"
)


@dataclass(frozen=True, eq=False)
class Pace:
    """How fast the picture follows the hand.

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


def measure_pace(
    page: Page,
    gesture: Callable[[Page, int], float],
    events: Sequence[str],
    watch: str = _WATCH,
) -> Pace:
    """Make a gesture on the page's live view, once to warm up and `GESTURES` times that count.

    Parameters
    ----------
    page : Page
    gesture : callable
        Takes the page and the gesture's number, and returns the events per second reached.
    events : sequence of str
        Names of the pointer events that the view answers.
    watch : str
        JavaScript that takes the view's root and these names, and notes the latencies.
    """
    interval = frame_interval(page)
    gesture(page, 0)
    page.locator("[data-frame]").evaluate(watch, events)
    reached = [gesture(page, number) for number in range(1, GESTURES + 1)]
    result = page.evaluate(_RESULT)
    if result["left"]:
        raise RuntimeError(f"{result['left']} pointer events were never answered")
    return Pace(
        latencies=np.array(result["latencies"]),
        answers=result["answers"],
        events_per_second=float(np.mean(reached)),
        frame_interval=interval,
    )


def drag(page: Page, points: Sequence[tuple[float, float]]) -> float:
    """Press the mouse at the first point, move it through the others, let go.

    Returns
    -------
    float
        Events per second, the median; at most `EVENTS_PER_SECOND`.
    """
    page.mouse.move(*points[0])
    page.mouse.down()
    reached = move(page, points[1:])
    page.mouse.up()
    return reached


def move(page: Page, points: Sequence[tuple[float, float]]) -> float:
    """Move the mouse through points, as it is, pressed or not; return the events per second."""
    times = [time.perf_counter()]
    for i, point in enumerate(points, start=1):
        time.sleep(max(0.0, times[0] + i / EVENTS_PER_SECOND - time.perf_counter()))
        page.mouse.move(*point)
        times.append(time.perf_counter())
    return 1 / float(np.median([after - before for before, after in pairwise(times)]))
