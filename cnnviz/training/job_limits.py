"""What trainings may take of the server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class JobLimits:
    """What trainings may take of the server.

    An operator sets each by an environment variable, ``CNNVIZ_TRAININGS_SECONDS`` for example.

    Attributes
    ----------
    at_once : int
        Trainings that run at the same time; the others wait.
    waiting : int
        How many may wait.
    seconds : float
        How long one may take, pauses included; then it is stopped and measured.
    grace_seconds : float
        For so long a visitor may be away, to reload the page, before their trainings are ended.
    bytes : int
        Memory for the networks kept, all visitors together.
    """

    at_once: int = 1
    waiting: int = 40
    seconds: float = 600.0
    grace_seconds: float = 20.0
    bytes: int = 128 << 20
