"""How often a visitor may ask."""

import time
from collections.abc import Callable


class TokenBucket:
    """Lets through `burst` messages at once, and `per_second` in the long run.

    Examples
    --------
    >>> now = 0.0
    >>> bucket = TokenBucket(per_second=10, burst=2, clock=lambda: now)
    >>> bucket.take(), bucket.take(), bucket.take()
    (True, True, False)
    >>> bucket.wait_seconds()
    0.1
    >>> now = 0.1
    >>> bucket.take()
    True
    """

    def __init__(
        self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._tokens = burst
        self._seen = clock()

    def take(self) -> bool:
        """Take a token if there is one."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._seen) * self._per_second)
        self._seen = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def wait_seconds(self) -> float:
        """Tell how long it takes until there is a token again."""
        return max(0.0, (1 - self._tokens) / self._per_second)
