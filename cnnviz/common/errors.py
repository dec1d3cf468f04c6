"""The error that names the argument to blame, with its value and what is allowed as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct


class Allowed(Struct, frozen=True, omit_defaults=True):
    """What an argument may be, as far as that can be said in data.

    Attributes
    ----------
    minimum, maximum : number or None
        Both belong to the range; None where there is no such end.
    choices : tuple
        The values there are to choose from; empty when it isn't a choice.
    shape : tuple of int or None
        Of an array.
    dtypes : tuple of str
        Of an array's numbers, as numpy calls them.
    """

    minimum: float | int | None = None
    maximum: float | int | None = None
    choices: tuple[Any, ...] = ()
    shape: tuple[int, ...] | None = None
    dtypes: tuple[str, ...] = ()


ANYTHING: Final = Allowed()
"""Where what is allowed is said in words only."""
_PATH_END: Final = re.compile(r"[.\[]")


class ArgumentError(ValueError):
    """An argument that can't be used.

    Its text is one sentence, which begins with the argument's name (or another `subject`); callers
    read the attributes, and never look into the sentence.

    Parameters
    ----------
    argument : str
        Its path: "stride", "stages[0].kernel[1]", "layers[2].stride".
    message : str
        What goes on after the subject: "must be between 1 and 8, got 0".
    value
        What was given.
    allowed : Allowed
    subject : str, optional
        What the sentence begins with in place of the path; "" where `message` is all of it.

    Examples
    --------
    >>> error = ArgumentError("stride", "must be between 1 and 8, got 0", value=0,
    ...                       allowed=Allowed(minimum=1, maximum=8))
    >>> str(error), error.allowed.maximum
    ('stride must be between 1 and 8, got 0', 8)
    >>> inner = error.within("stages[0]")
    >>> inner.argument, str(inner)
    ('stages[0].stride', 'stride must be between 1 and 8, got 0')
    """

    def __init__(
        self,
        argument: str,
        message: str,
        *,
        value: Any = None,
        allowed: Allowed = ANYTHING,
        subject: str | None = None,
    ) -> None:
        self.argument = argument
        self.message = message
        self.value = value
        self.allowed = allowed
        self.subject = argument if subject is None else subject
        super().__init__(f"{self.subject} {message}" if self.subject else message)

    def within(self, path: str, prefix: str = "") -> ArgumentError:
        """Return the error as it is one level up, where the argument is a part of `path`.

        Parameters
        ----------
        path : str
            Of what holds the argument: "stages[0]".
        prefix : str
            What the sentence then begins with: "stage 1: "; it stays as it is otherwise.
        """
        return self._as(join_path(path, self.argument), f"{prefix}{self.subject}".rstrip())

    def renamed(self, names: Mapping[str, str]) -> ArgumentError:
        """Return the error as it is one level up, where arguments have other names.

        Parameters
        ----------
        names : mapping of str to str
            The names there by those here; what isn't among them is called the same.

        Examples
        --------
        >>> error = ArgumentError("size[1]", "must be …", subject="size")
        >>> error = error.renamed({"size": "pool_size"})
        >>> error.argument, str(error)
        ('pool_size[1]', 'pool_size must be …')
        """
        old = _PATH_END.split(self.argument, maxsplit=1)[0]
        new = names.get(old, old)
        argument = new + self.argument[len(old) :]
        subjects = {self.argument: argument, old: new}
        return self._as(argument, subjects.get(self.subject, self.subject))

    def with_subject(self, subject: str) -> ArgumentError:
        """Return the error whose sentence begins otherwise."""
        return self._as(self.argument, subject)

    def _as(self, argument: str, subject: str) -> ArgumentError:
        return ArgumentError(
            argument, self.message, value=self.value, allowed=self.allowed, subject=subject
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is copied by its `args`, which hold the sentence alone
        return _restored, (self.argument, self.message, self.value, self.allowed, self.subject)


def _restored(
    argument: str, message: str, value: Any, allowed: Allowed, subject: str
) -> ArgumentError:
    return ArgumentError(argument, message, value=value, allowed=allowed, subject=subject)


def join_path(path: str, argument: str) -> str:
    """Write the path of an argument that is a part of another.

    Examples
    --------
    >>> join_path("stages[0]", "stride"), join_path("layers", "[1].maps"), join_path("", "stride")
    ('stages[0].stride', 'layers[1].maps', 'stride')
    """
    if not path or not argument or argument.startswith("["):
        return path + argument
    return f"{path}.{argument}"
