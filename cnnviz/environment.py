"""Limits that an operator sets by environment variables."""

from collections.abc import Mapping
from dataclasses import fields
from math import inf
from typing import Any, TypeVar

Limits = TypeVar("Limits")


def from_environment(kind: type[Limits], prefix: str, environment: Mapping[str, str]) -> Limits:
    """Make a record of limits, those that the environment names other than by default.

    Parameters
    ----------
    kind
        A dataclass whose fields are numbers, each with its default. A field's metadata may have
        the largest number that it may be, as "largest".
    prefix : str
        What stands before a field's name: "CNNVIZ_TRAININGS" makes "seconds"
        ``CNNVIZ_TRAININGS_SECONDS``.
    environment : mapping of str
        Such as `os.environ`.

    Raises
    ------
    ValueError
        When one isn't a number above zero, or is larger than it may be.

    Examples
    --------
    >>> from cnnviz.training.job_limits import JobLimits
    >>> from_environment(JobLimits, "CNNVIZ_TRAININGS", {"CNNVIZ_TRAININGS_AT_ONCE": "2"}).at_once
    2
    """
    given = {}
    for field in fields(kind):  # type: ignore[arg-type] # a dataclass, which a type can't say
        name = f"{prefix}_{field.name.upper()}"
        if name in environment:
            largest = field.metadata.get("largest", inf)
            given[field.name] = _number(name, environment[name], type(field.default), largest)
    return kind(**given)


def _number(name: str, text: str, kind: type, largest: float) -> Any:
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if not 0 < value < inf:
        raise ValueError(f"{name} must be a number above 0, got {text!r}")
    if value > largest:
        raise ValueError(f"{name} must be at most {largest:,}, got {text!r}")
    return value
