"""What a target is, and when it did harm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LONGEST_SENTENCE: Final = 500  # characters


@dataclass(frozen=True)
class Target:
    """Something that reads bytes.

    Attributes
    ----------
    name : str
    seeds : callable
        Makes the inputs to begin with.
    read : callable
        Takes an input; the one thing it may raise is ValueError, with one sentence.
    mend : callable
        Sets an input's lengths or checksums right, so that what comes after them gets read, too.
    seconds : float
        How much of the processor's time one input may take.
    """

    name: str
    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes], None]
    mend: Callable[[bytes], bytes] = bytes
    seconds: float = 2.0


def judge(target: Target, data: bytes) -> None:
    """Let a target read an input.

    Raises
    ------
    AssertionError
        If it refuses the input by anything but one sentence.
    Exception
        Whatever else the target raises.
    """
    try:
        target.read(data)
    except ValueError as error:
        if isinstance(error, UnicodeError) or not is_sentence(str(error)):
            raise AssertionError(f"no sentence: {str(error)[:300]!r}") from error


def is_sentence(text: str) -> bool:
    r"""Tell whether a refusal may be shown: a few words, on one line.

    Examples
    --------
    >>> is_sentence("the file is empty"), is_sentence("'name'"), is_sentence("a\nb c")
    (True, False, False)
    """
    return text.isprintable() and " " in text and len(text) <= LONGEST_SENTENCE
