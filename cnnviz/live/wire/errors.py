"""What goes wrong with a message, and how the browser is told."""

from msgspec import Struct


class FieldError(ValueError):
    """What can't be answered because of one part of a message, such as "stages[0].stride"."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class MessageError(ValueError):
    """A message that breaks the rules; its id, and the part to blame, where they are known."""

    def __init__(self, sentence: str, id_: int | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.id = id_
        self.field = field


class Error(Struct, tag_field="type", tag="error", omit_defaults=True):
    """One plain sentence; the connection lives on.

    `retry_after_ms` is there when the same message may well be taken a little later; `field` when
    one part of the message is to blame, such as "stages[0].stride".
    """

    id: int | None
    message: str
    retry_after_ms: int | None = None
    field: str | None = None
