"""What a page answers, part by part: one method for each kind of message."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import Struct

from cnnviz.live.wire.frames import Tensors
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request

Page = TypeVar("Page")
AnyFeature = TypeVar("AnyFeature", bound="Feature[Any]")
AnyMessage = TypeVar("AnyMessage", bound=Message)


class Answer(Struct, tag_field="type", kw_only=True):
    """What is answered; a handler leaves `id` alone, the connection writes it."""

    id: int = 0


Answered = tuple[Answer, Tensors]
"""What a handler returns: an answer, and the tensors that travel beside it."""
Handler = Callable[[Any, Request[Any]], Answered]


def answers(
    kind: type[AnyMessage],
) -> Callable[
    [Callable[[AnyFeature, Request[AnyMessage]], Answered]],
    Callable[[AnyFeature, Request[AnyMessage]], Answered],
]:
    """Mark the method of a `Feature` that answers a kind of message."""

    def mark(
        handler: Callable[[AnyFeature, Request[AnyMessage]], Answered],
    ) -> Callable[[AnyFeature, Request[AnyMessage]], Answered]:
        handler.answers = kind  # type: ignore[attr-defined] # read when the class is made
        return handler

    return mark


class Feature(Generic[Page]):
    """A part of what a page answers.

    Parameters
    ----------
    page
        What the features of a page share: its newest state, and what was worked out of it.

    Attributes
    ----------
    handlers : dict of kind to handler
        By the kinds of message that the methods marked by `answers` take.
    """

    handlers: ClassVar[dict[type[Message], Handler]] = {}

    def __init_subclass__(cls) -> None:
        marked = [one for one in vars(cls).values() if hasattr(one, "answers")]
        cls.handlers = cls.handlers | {handler.answers: handler for handler in marked}

    def __init__(self, page: Page) -> None:
        self.page = page

    def merge(self, request: Request[Any]) -> None:
        """Take over what a message brings whose class says `is_state`."""
        raise NotImplementedError(f"{type(self).__name__} has no state")

    def is_quick(self, message: Message) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        return message.is_quick


class PageSession(Generic[Page]):
    """One page's part of a connection: its features, over what they share.

    It holds nothing that the browser can't send again.
    """

    features: ClassVar[tuple[type[Feature[Any]], ...]] = ()

    def __init__(self, page: Page) -> None:
        self._features: dict[type[Message], Feature[Any]] = {}
        for feature in self.features:
            self._features |= dict.fromkeys(feature.handlers, feature(page))

    def takes(self, message: Message) -> bool:
        """Tell whether this page answers such a message."""
        return type(message) in self._features

    def merge(self, request: Request[Message]) -> None:
        """Take over what a message brings; all it leaves out stays as it was.

        Raises
        ------
        MessageError
            When it can't be taken over, and all stays as it was.
        """
        self._features[type(request.message)].merge(request)

    def answer(self, request: Request[Message]) -> Answered:
        """Answer one message; one whose class says `is_state` must be merged before.

        Raises
        ------
        ArgumentError
            With the sentence for an "error" frame.
        """
        kind = type(request.message)
        feature = self._features[kind]
        return feature.handlers[kind](feature, request)

    def is_quick(self, message: Message) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        return self._features[type(message)].is_quick(message)
