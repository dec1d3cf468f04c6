"""What trainings may take of the server, and how an operator says so."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import inf
from typing import Any


@dataclass(frozen=True)
class JobLimits:
    """What trainings may take of the server.

    Attributes
    ----------
    at_once : int
        Trainings that run at the same time; the others wait.
    waiting : int
        How many may wait.
    seconds : float
        How long one may take, pauses included; then it is stopped and measured.
    grace_seconds : float
        For so long a visitor may be away, to reload the page, before his trainings are ended.
    bytes : int
        Memory for the networks kept, all visitors together.
    """

    at_once: int = 1
    waiting: int = 40
    seconds: float = 600.0
    grace_seconds: float = 20.0
    bytes: int = 128 << 20


def limits_from(environment: Mapping[str, str]) -> JobLimits:
    """Take an operator's limits from ``CNNVIZ_TRAININGS_AT_ONCE`` and its like.

    Raises
    ------
    ValueError
        When one isn't a number above zero.

    Examples
    --------
    >>> limits_from({"CNNVIZ_TRAININGS_AT_ONCE": "2"}).at_once
    2
    """
    given = {}
    for field in fields(JobLimits):
        name = f"CNNVIZ_TRAININGS_{field.name.upper()}"
        if name in environment:
            given[field.name] = _above_zero(name, environment[name], type(field.default))
    return JobLimits(**given)


def _above_zero(name: str, text: str, kind: type) -> Any:
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if not 0 < value < inf:
        raise ValueError(f"{name} must be a number above 0, got {text!r}")
    return value
