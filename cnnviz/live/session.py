"""What one connection knows, and its answers. No socket, no waiting."""

from __future__ import annotations

from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from cnnviz.images.samples import color_and_grey
from cnnviz.live.digits.page import DigitsPage
from cnnviz.live.digits.session import DigitsSession
from cnnviz.live.engine import Engine
from cnnviz.live.filters.session import FiltersSession
from cnnviz.live.filters.state import FiltersPage
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.describing import Descriptions
from cnnviz.live.photos.page import PhotosPage
from cnnviz.live.photos.session import PhotosSession
from cnnviz.live.wire.features import Answer, Answered, Feature, PageSession, answers
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request, read_request_of
from cnnviz.live.wire.tensors import PICTURE_FILE

if TYPE_CHECKING:
    from cnnviz.networks.network import Network


class Ping(Message, frozen=True, tag="ping"):
    """Show me that you are there."""

    is_quick = True


class Pong(Answer, tag="pong"):
    """Answer to `Ping`."""


class ReadPicture(Message, frozen=True, tag="read_picture"):
    """Decode this picture file, in color and in grey."""

    carries = PICTURE_FILE


class PictureRead(Answer, tag="picture"):
    """Answer to `ReadPicture`; tensors "color", and "grey" where that is another, beside it."""


class Presence(Feature[Any]):
    """Tells a browser that the server is there."""

    @answers(Ping)
    def pong(self, _request: Request[Ping]) -> Answered:
        """Answer a heartbeat."""
        return Pong(), {}


class Pictures(Feature[Any]):
    """Decodes picture files."""

    @answers(ReadPicture)
    def read(self, request: Request[ReadPicture]) -> Answered:
        """Decode a picture, in color and in grey."""
        color, grey = color_and_grey(request.file)
        return PictureRead(), {"color": color} if grey is None else {"color": color, "grey": grey}


class AnyPage:
    """What all pages ask alike."""

    def __init__(self, networks: Networks, digits: DigitsPage) -> None:
        self.networks = networks
        self._digits = digits

    def unchanged(self, name: str) -> Network:
        """Return a network that reads drawings, as it is in its file."""
        return self._digits.forward.unchanged(name)


class AnyPageSession(PageSession[AnyPage]):
    """Answers what all pages ask alike."""

    features = (Presence, Pictures, Descriptions)


PAGES: Final[tuple[type[PageSession[Any]], ...]] = (
    DigitsSession,
    FiltersSession,
    PhotosSession,
    AnyPageSession,
)
MESSAGES: Final = tuple(
    dict.fromkeys(kind for page in PAGES for feature in page.features for kind in feature.handlers)
)
"""All kinds of message there are."""

read_request = partial(read_request_of, reduce(or_, MESSAGES))


class Session:
    """Takes each message to the page that it is for.

    A connection is mostly one page's, but may be of any. What two pages would answer is answered by
    the one whose state came last: a heatmap is of the photo or of the drawing.

    Examples
    --------
    >>> session = Session(Engine())
    >>> session.answer(Request(Ping(id=7)))
    (Pong(id=0), {})
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        networks = engine.networks
        self.digits = DigitsPage(
            networks, engine.user_networks, engine.checker, engine.heat_maker, engine.network_at
        )
        self.filters = FiltersPage()
        self.photos = PhotosPage(
            networks, engine.photo_layers, engine.sample_maps, engine.heat_maker
        )
        self._pages: list[PageSession[Any]] = [  # the one whose state came last first
            DigitsSession(self.digits),
            FiltersSession(self.filters),
            PhotosSession(self.photos),
            AnyPageSession(AnyPage(networks, self.digits)),
        ]

    def merge(self, request: Request[Message]) -> None:
        """Take over what a message brings whose class says `is_state`; others change nothing.

        Raises
        ------
        MessageError
            When it can't be taken over, and all stays as it was.
        """
        if not request.message.is_state:
            return
        page = self._page_of(request.message)
        page.merge(request)
        # Another list, as a thread may be looking for a page
        self._pages = [page, *(other for other in self._pages if other is not page)]

    def answer(self, request: Request[Message]) -> Answered:
        """Answer one message; one whose class says `is_state` must be merged before.

        Raises
        ------
        ValueError
            With the sentence for an "error" frame.
        """
        return self._page_of(request.message).answer(request)

    def is_quick(self, request: Request[Message]) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        return self._page_of(request.message).is_quick(request.message)

    def _page_of(self, message: Message) -> PageSession[Any]:
        return next(page for page in self._pages if page.takes(message))
