"""Change bytes at random, the same way for the same seed."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

LONGEST: Final = 1 << 20  # bytes that a changed input may have
_WORDS: Final = (
    *("0", "-1", "1.5", "1e400", "-0.0", "4294967295", "9223372036854775808", "9" * 400),
    *("NaN", "Infinity", "null", "true", "[]", "{}", '""', "[[[[]]]]", '"\\ud800"', "\\u0000"),
    *("[" * 600, " " * 600, "/" * 9, ",", "<img src=x onerror=alert(1)>", "../../etc/passwd"),
)
_BYTES: Final = (b"\xff" * 8, bytes(8), b"\xff\xda", b"\xef\xbb\xbf", b"cos\nsystem\n(S'id'\ntR.")
ODD: Final = (*(word.encode() for word in _WORDS), *_BYTES)
_NUMBER: Final = re.compile(rb"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_WORD: Final = re.compile(rb'"[^"]{0,40}"')


def mutate(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """Change an input in one to six places.

    Parameters
    ----------
    data : bytes
        What is changed.
    others : sequence of bytes
        Inputs to borrow from.
    rng : random.Random
        Decides everything.

    Examples
    --------
    >>> once, again = (mutate(b"kernel", [b"map"], random.Random(1)) for _ in range(2))
    >>> once == again != b"kernel"
    True
    """
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        rng.choice(_WAYS)(changed, others, rng)
    return bytes(changed[:LONGEST])


def _flip(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _set(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.choice((0, 1, 127, 128, 255, rng.randrange(256)))


def _cut_off(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _leave_out(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.choice((1, 4, 12, 60))]


def _repeat(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((1, 4, 12, 60, 500))]
    data[start:start] = piece * rng.choice((1, 2, 40))


def _borrow(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    other = rng.choice(others)
    start, size = rng.randrange(len(other) + 1), rng.choice((4, 12, 60, 500))
    at = rng.randrange(len(data) + 1)
    data[at : at + rng.choice((0, size))] = other[start : start + size]


def _insert(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(ODD)


def _other_number(data: bytearray, _others: Sequence[bytes], rng: random.Random) -> None:
    _replace(_NUMBER, data, rng.choice((*ODD, str(rng.randrange(-3, 600)).encode())), rng)


def _other_word(data: bytearray, others: Sequence[bytes], rng: random.Random) -> None:
    _replace(_WORD, data, rng.choice((*ODD, *_WORD.findall(rng.choice(others)))), rng)


def _replace(pattern: re.Pattern[bytes], data: bytearray, new: bytes, rng: random.Random) -> None:
    places = [match.span() for match in pattern.finditer(data[:20_000])]
    if places:
        start, end = rng.choice(places)
        data[start:end] = new


_WAYS: Final[tuple[Callable[[bytearray, Sequence[bytes], random.Random], None], ...]] = (
    *(_flip, _set, _cut_off, _leave_out, _repeat, _borrow, _insert),
    *(_other_number, _other_number, _other_word, _other_word),
)
