"""What goes wrong with a message, and how the browser is told: a sentence, and what it is about.

A client shows `message`, or puts the sentence at the control that sets `argument`. It never looks
into a sentence: what there is to know of it travels beside it as data.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from cnnviz.common.errors import ANYTHING, Allowed, ArgumentError
from cnnviz.common.shown_values import shorten

MOST_ITEMS: Final = 16
"""Of a value that is told back; what is longer the browser has itself."""
_NAMES: Final = {"name": "layer"}
"""What all messages call otherwise than the functions behind them."""


class MessageError(ArgumentError):
    """A message that breaks the rules, and its id where that is known."""

    id: int | None = None

    @classmethod
    def of(cls, error: ValueError, id_: int | None = None) -> MessageError:
        """Return what is wrong with the message of this id."""
        about = as_argument_error(error)
        told = cls(
            about.argument,
            about.message,
            value=about.value,
            allowed=about.allowed,
            subject=about.subject,
        )
        told.id = id_
        return told


class Error(Struct, tag_field="type", tag="error", omit_defaults=True):
    """One plain sentence, and what it is about; the connection lives on.

    Attributes
    ----------
    id : int or None
        Of the message that can't be answered; None where it has none that can be read.
    message : str
        The sentence as it can be shown, without a full stop: `subject`, a space and `reason`.
    retry_after_ms : int
        There when the same message may well be taken a little later.
    argument : str
        Path of what is to blame: a part of the message ("stages[0].stride[1]"), the tensor that
        every such message brings ("drawing", "picture", "file"), one of several tensors
        ("tensors.conv1.weight"), or a place in a file's header ("layers[2].stride"). Left out
        where it is none of them.
    subject : str
        What the sentence calls it: "stride"; empty where `reason` is all of the sentence.
    reason : str
        "must be between 1 and 8, got 9".
    value
        What stood there, when it is a number, a short text or a short list of these.
    allowed : Allowed
        What may stand there, as far as that can be said in data.
    """

    id: int | None
    message: str
    retry_after_ms: int | None = None
    argument: str = ""
    subject: str = ""
    reason: str = ""
    value: Any = None
    allowed: Allowed = ANYTHING


def error_answer(error: ValueError, id_: int | None) -> Error:
    """Return what the browser is told of a message that can't be answered.

    Examples
    --------
    >>> error = ArgumentError("stride", "must be 1, got 2", value=2, allowed=Allowed(choices=(1,)))
    >>> told = error_answer(error, 7)
    >>> told.message, told.argument, told.value, told.allowed.choices
    ('stride must be 1, got 2', 'stride', 2, (1,))
    """
    if not isinstance(error, ArgumentError):
        return Error(id_, str(error))
    told = error.renamed(_NAMES)
    return Error(
        id_,
        str(told),
        argument=told.argument,
        subject=told.subject,
        reason=told.message,
        value=sendable(told.value),
        allowed=told.allowed,
    )


def as_argument_error(error: ValueError) -> ArgumentError:
    """Return the error itself, or one that blames no argument, with the same sentence."""
    if isinstance(error, ArgumentError):
        return error
    return ArgumentError("", str(error), subject="")


def sendable(value: Any) -> Any:
    """Return a value that was refused as it may be told back; None when it is none to tell."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return shorten(value)
    if isinstance(value, tuple | list) and len(value) <= MOST_ITEMS:
        items = [sendable(item) for item in value]
        return items if None not in items else None
    return None
