"""Checks of single arguments that many functions need; a refusal is an `ArgumentError`."""

import operator
from collections.abc import Collection
from math import isfinite
from typing import Any

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.common.shown_values import show_value


def integer_in_range(
    name: str,
    value: object,
    minimum: int,
    maximum: int | None,
    allowed: str = "",
    *,
    subject: str | None = None,
) -> int:
    """Return a whole number in its range, or raise ArgumentError with name, range and value.

    Parameters
    ----------
    name : str
        The argument's path.
    value
        Anything that `operator.index` takes, but no bool.
    minimum : int
    maximum : int or None
        None where there is no largest.
    allowed : str
        What may stand there, in words that follow "must be", where numbers are not all.
    subject : str, optional
        What the sentence calls the argument, where it isn't its path.

    Examples
    --------
    >>> integer_in_range("stride", 2, 1, 8)
    2
    >>> integer_in_range("stride", 9, 1, 8)
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: stride must be between 1 and 8, got 9
    """
    span = f"at least {minimum}" if maximum is None else f"between {minimum} and {maximum}"
    limits = Allowed(minimum=minimum, maximum=maximum)
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type] # refuses what is no integer
    except TypeError:
        message = f"must be {allowed or f'a whole number {span}'}, got {value!r}"
        raise ArgumentError(name, message, value=value, allowed=limits, subject=subject) from None
    if number < minimum or (maximum is not None and number > maximum):
        message = f"must be {allowed or span}, got {number}"
        raise ArgumentError(name, message, value=number, allowed=limits, subject=subject)
    return number


def integer_pair(
    name: str, value: object, minimum: int, maximum: int, allowed: str = ""
) -> tuple[int, int]:
    """Return a number, or two for rows and columns, as two whole numbers in their range.

    Parameters
    ----------
    name, minimum, maximum, allowed
        As `integer_in_range` takes them.
    value
        One number for both, or two in a tuple or list.

    Raises
    ------
    ArgumentError
        As `integer_in_range` does; or when there are more than two.

    Examples
    --------
    >>> integer_pair("stride", 2, 1, 8), integer_pair("stride", (1, 2), 1, 8)
    ((2, 2), (1, 2))
    """
    if type(value) is int and minimum <= value <= maximum:  # mostly; in a tenth of the time
        return value, value
    if isinstance(value, tuple | list):
        if len(value) != 2:
            raise ArgumentError(name, f"must be one number or two, got {len(value)}", value=value)
        first, second = (
            integer_in_range(f"{name}[{axis}]", one, minimum, maximum, allowed, subject=name)
            for axis, one in enumerate(value)
        )
        return first, second
    number = integer_in_range(name, value, minimum, maximum, allowed)
    return number, number


def number_in_range(name: str, value: float, minimum: float, maximum: float) -> float:
    """Return a number in its range, or raise ArgumentError; NaN is in none.

    Examples
    --------
    >>> number_in_range("fill", 1.5, 0, 1)
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: fill must be between 0 and 1, got 1.5
    """
    try:
        if minimum <= value <= maximum:
            return float(value)
    except TypeError:  # no number, or no single one
        pass
    raise ArgumentError(
        name,
        f"must be between {minimum:g} and {maximum:g}, got {value}",
        value=value,
        allowed=Allowed(minimum=minimum, maximum=maximum),
    )


def finite_number(name: str, value: float) -> float:
    """Return a number that is neither NaN nor infinite, or raise ArgumentError.

    Examples
    --------
    >>> finite_number("factor", float("inf"))
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: factor must be a finite number, got inf
    """
    try:
        if isfinite(value):
            return float(value)
    except TypeError:  # no number, or no single one
        pass
    raise ArgumentError(name, f"must be a finite number, got {value}", value=value)


def check_choice(
    name: str, value: Any, choices: Collection[str], *, subject: str | None = None
) -> None:
    """See that a word is one of those there are; raises ArgumentError if not.

    Examples
    --------
    >>> check_choice("axis", "up", ("rows", "columns"))
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: axis must be one of rows, columns, got 'up'
    """
    if isinstance(value, str) and value in choices:
        return
    raise ArgumentError(
        name,
        f"must be one of {', '.join(choices)}, got {quoted(value)}",
        value=value,
        allowed=Allowed(choices=tuple(choices)),
        subject=subject,
    )


def quoted(value: object) -> str:
    """Quote what was given: a text on one line and shortened, anything else as Python shows it.

    Examples
    --------
    >>> quoted("up"), quoted(None)
    ("'up'", 'None')
    """
    return show_value(value) if isinstance(value, str) else repr(value)
