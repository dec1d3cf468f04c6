"""A kernel from text that was pasted: a spreadsheet's cells, Python, MATLAB, or plain numbers.

The text is taken apart by its separators and never run.
"""

import math
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError

LARGEST_SIDE: Final = 11
LARGEST_VALUE: Final = 1e6
LARGEST_TEXT: Final = 20_000

# None of these can match a text in two ways: a long one would take them minutes otherwise.
_NUMBER: Final = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_FRACTION: Final = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?", re.ASCII)
_NOT_FINITE: Final = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_ASSIGNMENT: Final = re.compile(r"^\s*[A-Za-z_]\w*\s*=\s*")
_CALL: Final = re.compile(r"(?:(?:np|numpy|torch)\.)?(?:array|asarray|matrix|tensor|Tensor)\s*\(")
_DTYPE: Final = re.compile(r"\s*dtype\s*=\s*[\w.]+\s*")
_SLASH: Final = re.compile(r"(?<!\s)\s*/\s*")
_INNERMOST: Final = re.compile(r"\[([^\[\]]*)\]")
_DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
_SHOWN_CHARACTERS: Final = 20


def parse_kernel(text: str) -> NDArray[np.float32]:
    r"""Read a pasted matrix.

    Parameters
    ----------
    text : str, at most 20,000 characters
        Rows in lines, in Python's brackets (also within ``np.array(…)``), or set apart by
        semicolons as in MATLAB. Numbers set apart by tabs, commas or spaces; fractions such as 1/9.
        A comma is a decimal comma where tabs, semicolons or spaces set the numbers apart, outside
        of brackets, when each stands between two digits and there is no decimal point.

    Returns
    -------
    (h, w) float32, at most 11 × 11, values in ±1,000,000

    Raises
    ------
    ArgumentError
        With one sentence that says which row and number is wrong.

    Examples
    --------
    >>> parse_kernel("[[0, 1/2], [3, -4e-1]]").tolist() == [[0, 0.5], [3, np.float32(-0.4)]]
    True
    >>> parse_kernel("1 2; 3 4").tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    >>> parse_kernel("0,5\t1\n2\t2,5").tolist()
    [[0.5, 1.0], [2.0, 2.5]]
    >>> parse_kernel("1 2 3\n4 5")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: the kernel must have rows of equal length, but row 2 has ...
    """
    if len(text) > LARGEST_TEXT:
        raise _refused(
            f"the kernel must have at most {LARGEST_TEXT:,} characters, got {len(text):,}"
        )
    plain = _SLASH.sub("/", text.replace("−", "-").replace("–", "-"))  # minus, dash
    plain = _without_call(_ASSIGNMENT.sub("", plain).strip()).strip()
    if not plain.strip("[](){};, \t\r\n"):
        raise _refused("the kernel is empty: it needs at least one number")
    brackets = plain.translate(str.maketrans("(){}", "[][]"))
    rows = _bracketed(brackets) if "[" in brackets or "]" in brackets else _unbracketed(plain)
    return _matrix(rows)


def _without_call(text: str) -> str:
    """Take what is within ``np.array(…, dtype=…)`` and the like."""
    call, end = _CALL.match(text), text.removesuffix(";").rstrip()
    if not call or not end.endswith(")"):
        return text
    inner = end[call.end() : -1].rstrip().removesuffix(",")
    before, _, last = inner.rpartition(",")
    return before if _DTYPE.fullmatch(last) else inner


def _bracketed(text: str) -> list[list[str]]:
    depth = deepest = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth or text[0] != "[" or not text.rstrip(" ;").endswith("]"):
        raise _refused("the kernel's brackets must close as many times as they open, around it")
    if deepest > 2:
        raise _refused(f"the kernel must be one matrix, got brackets {deepest} deep")
    inner = text.rstrip(" ;")[1:-1]
    if deepest == 1:
        return [_words(line) for line in re.split(r"[;\n]", inner) if line.strip()]
    left = _INNERMOST.sub("", inner).replace(",", " ").split()
    if left:
        raise _refused(f"the kernel must have all its numbers in rows, got {_shown(left[0])}")
    return [_words(row) for row in _INNERMOST.findall(inner)]


def _words(row: str) -> list[str]:
    """Split where commas always set numbers apart; one after the last number is no matter."""
    cells = [cell for part in re.sub(r",\s*$", "", row).split(",") for cell in part.split() or [""]]
    return cells


def _unbracketed(text: str) -> list[list[str]]:
    lines = [line.strip(" \r;") for line in text.splitlines()]
    lines = [line for line in lines if line.strip()]
    if ";" in text and not _semicolons_part_cells(lines):
        lines = [row.strip() for line in lines for row in line.split(";")]
    if _has_decimal_commas(lines):
        lines = [_DECIMAL_COMMA.sub(".", line) for line in lines]
    return [_cells(line) for line in lines]


def _semicolons_part_cells(lines: list[str]) -> bool:
    """Whether they do as in a spreadsheet's file, and not rows as in MATLAB."""
    pieces = [piece.split() for line in lines for piece in line.split(";")]
    return len(lines) > 1 and all(len(piece) == 1 for piece in pieces)


def _has_decimal_commas(lines: list[str]) -> bool:
    text = "\n".join(lines)
    if "," not in text or "." in text:
        return False
    words = [re.split(r"[;\s]+", line) for line in lines]
    parted = any(len(row) > 1 for row in words)
    return parted and all(
        word.count(",") == len(_DECIMAL_COMMA.findall(word)) <= 1 for row in words for word in row
    )


def _cells(line: str) -> list[str]:
    for separator in ("\t", ";"):
        if separator in line:
            return [cell.strip(" ,") for cell in line.split(separator)]
    return _words(line)


def _matrix(rows: list[list[str]]) -> NDArray[np.float32]:
    height, width = len(rows), max(map(len, rows))
    if height > LARGEST_SIDE or width > LARGEST_SIDE:
        raise _refused(
            f"the kernel must be at most {LARGEST_SIDE} × {LARGEST_SIDE}, got {height} × {width}"
        )
    values = [[_number(cell, index) for cell in row] for index, row in enumerate(rows, 1)]
    for index, row in enumerate(values, 1):
        if len(row) != len(values[0]):
            raise _refused(
                f"the kernel must have rows of equal length, but row {index} has {len(row)} "
                f"numbers where row 1 has {len(values[0])}"
            )
    return np.array(values, np.float32)


def _number(text: str, row: int) -> float:
    where = f"in row {row}"
    if not text:
        raise _refused(f"the kernel must have a number in every cell, got an empty one {where}")
    if _NOT_FINITE.fullmatch(text):
        raise _refused(f"the kernel must hold finite numbers, got {_shown(text)} {where}")
    match = _FRACTION.fullmatch(text)
    if not match:
        raise _refused(f"the kernel must hold numbers, got {_shown(text)} {where}")
    above, below = float(match[1]), float(match[2] or 1)
    if below == 0:
        raise _refused(f"the kernel must not divide by 0, got {_shown(text)} {where}")
    value = above / below
    if math.isnan(value) or abs(value) > LARGEST_VALUE:
        raise _refused(
            f"the kernel must hold numbers between −1,000,000 and 1,000,000, "
            f"got {_shown(text)} {where}"
        )
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")


def _refused(sentence: str) -> ArgumentError:
    return ArgumentError("text", sentence, subject="")
