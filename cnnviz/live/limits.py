"""What one visitor may take of the live engine, and all together; and how often they may ask."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cnnviz.live.wire.frames import MAX_MESSAGE_BYTES


@dataclass(frozen=True)
class Limits:
    """What one visitor may take; the defaults leave room for a 240 Hz pen.

    An operator sets each by an environment variable, ``CNNVIZ_LIVE_CONNECTIONS`` for example.

    Attributes
    ----------
    messages_per_second, message_burst
        Above it a message is refused, and the next one read only when its time has come.
    message_bytes
        A larger one is refused.
    requests_per_second, request_burst
        The same for all that take longer than readings, or bring larger answers. Of what is asked
        while a pen or pointer moves, only so many may be under way.
    requests_at_once
        How many of them may be under way on one connection.
    idle_seconds
        Without any message for so long, the connection is closed. A hidden tab's heartbeat
        comes once a minute.
    send_seconds
        How long a visitor may take to read an answer before the connection is closed.
    connections
        How many there may be at once, all visitors together.
    connections_per_address
        How many there may be from one address; a school's visitors may all have the same.
    pictures
        How many files of visitors, pictures or networks, may be in memory at once.
    """

    messages_per_second: float = 300.0
    message_burst: float = 300.0
    message_bytes: int = field(default=MAX_MESSAGE_BYTES, metadata={"largest": MAX_MESSAGE_BYTES})
    requests_per_second: float = 4.0
    request_burst: float = 12.0
    requests_at_once: int = 4
    idle_seconds: float = 150.0
    send_seconds: float = 20.0
    connections: int = 256
    connections_per_address: int = 128
    pictures: int = 8


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
