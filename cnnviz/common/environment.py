"""Limits that an operator sets by environment variables."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from math import inf
from typing import Any, Final, TypeVar

from cnnviz.common.errors import Allowed, ArgumentError

Limits = TypeVar("Limits")

_OURS: Final = "CNNVIZ_"


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
    ArgumentError
        When one isn't a number above zero, or is larger than it may be.

    Examples
    --------
    >>> from cnnviz.training.job_limits import JobLimits
    >>> from_environment(JobLimits, "CNNVIZ_TRAININGS", {"CNNVIZ_TRAININGS_AT_ONCE": "2"}).at_once
    2
    """
    given = {}
    names = variables(kind, prefix)
    for name, field in zip(names, fields(kind), strict=True):  # type: ignore[arg-type] # a dataclass, which a type can't say
        if name in environment:
            largest = field.metadata.get("largest", inf)
            given[field.name] = _number(name, environment[name], type(field.default), largest)
    return kind(**given)


def variables(kind: type, prefix: str) -> list[str]:
    """Name the variables that set a record of limits, as `from_environment` reads them."""
    return [f"{prefix}_{field.name.upper()}" for field in fields(kind)]


def misspelt(environment: Mapping[str, str], known: Iterable[str]) -> list[str]:
    """Say of each variable that is meant for cnnviz, and that nothing reads, which one it may be.

    Parameters
    ----------
    environment : mapping of str
        Such as `os.environ`.
    known : iterable of str
        All variables that are read.

    Returns
    -------
    list of str
        A sentence for each.

    Examples
    --------
    >>> given = {"CNNVIZ_METRIC": "1", "HOME": "/", "CNNVIZ_METRICS": "1"}
    >>> misspelt(given, ["CNNVIZ_METRICS"])
    ['CNNVIZ_METRIC is no setting and changes nothing; did you mean CNNVIZ_METRICS?']
    """
    names = sorted(known)
    sentences = []
    for name in sorted(environment):
        if not name.startswith(_OURS) or name in names:
            continue
        near = get_close_matches(name, names, n=1, cutoff=0)[0]
        sentences.append(f"{name} is no setting and changes nothing; did you mean {near}?")
    return sentences


def _number(name: str, text: str, kind: type, largest: float) -> Any:
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if not 0 < value < inf:
        raise ArgumentError(name, f"must be a number above 0, got {text!r}", value=text)
    if value > largest:
        raise ArgumentError(
            name,
            f"must be at most {largest:,}, got {text!r}",
            value=text,
            allowed=Allowed(maximum=largest),
        )
    return value
