"""How much the live engine has to do, and how fast it is."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

WINDOW_SECONDS: Final = 60.0
MOST_KEPT: Final = 50_000  # answers in a window; more than one server can give


@dataclass(frozen=True)
class Pace:
    """Answers of the last minute.

    Attributes
    ----------
    per_second : float
    p95 : float
        Seconds from a message's arrival to its answer's leaving, which 95 of 100 stay within; 0
        when there were none.
    """

    per_second: float
    p95: float


class Meter:
    """Counts connections and answers; asked from one thread, that of the event loop.

    Examples
    --------
    >>> now = 100.0
    >>> meter = Meter(clock=lambda: now)
    >>> for seconds in (0.001, 0.002, 0.003):
    ...     meter.answered(seconds)
    >>> meter.answers, meter.pace()
    (3, Pace(per_second=0.05, p95=0.003))
    >>> now = 161.0
    >>> meter.answers, meter.pace()
    (3, Pace(per_second=0.0, p95=0.0))
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.connections = 0
        self.turned_away = 0  # connections, as there were too many
        self.answers = 0
        self._clock = clock
        self._recent: deque[tuple[float, float]] = deque(maxlen=MOST_KEPT)  # when, how long

    def answered(self, seconds: float) -> None:
        """Note an answer that took so long."""
        self.answers += 1
        now = self._clock()
        self._recent.append((now, seconds))
        self._forget_before(now - WINDOW_SECONDS)

    def pace(self) -> Pace:
        """Tell of the last minute."""
        self._forget_before(self._clock() - WINDOW_SECONDS)
        times = sorted(seconds for _, seconds in self._recent)
        if not times:
            return Pace(0.0, 0.0)
        return Pace(len(times) / WINDOW_SECONDS, times[ceil(0.95 * len(times)) - 1])

    def _forget_before(self, since: float) -> None:
        while self._recent and self._recent[0][0] < since:
            self._recent.popleft()
