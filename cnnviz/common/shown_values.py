"""What was refused, quoted back to its sender: short, on one line, without what can't be seen."""

from typing import Any

import msgspec

_SHOWN_CHARACTERS = 40
_SHOWN_ITEMS = 8


def show_value(value: Any) -> str:
    """Quote a JSON value back to its sender, shortened.

    Examples
    --------
    >>> show_value([1, 2]), show_value(None), show_value("a" * 50)[-3:]
    ('[1, 2]', 'null', "a…'")
    """
    if isinstance(value, str):
        escaped = msgspec.json.encode(value).decode()[1:-1]
        return f"'{shorten(printable(escaped))}'"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list) and len(value) > _SHOWN_ITEMS:
        return f"a list of {len(value)} items"
    return shorten(msgspec.json.encode(value).decode().replace(",", ", "))


def printable(text: str) -> str:
    """Write out what can't be seen or ends a line, as Python does in quotes."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


def shorten(text: str) -> str:
    """Cut a text that is longer than a sentence can bear."""
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
