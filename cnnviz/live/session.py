"""What one connection knows, and its answers. No socket, no waiting: bytes in, bytes out."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from cnnviz.handwriting import find_digit
from cnnviz.live.answers import CodeText, File, Found, PictureRead, Pong
from cnnviz.live.filtering import FilterState, filter_picture
from cnnviz.live.frames import write_frame
from cnnviz.live.messages import (
    Code,
    Describe,
    Export,
    Filter,
    FindDigit,
    Ping,
    Read,
    ReadPicture,
    Request,
)
from cnnviz.live.networks import Networks
from cnnviz.live.reading import ReadState, describe_network, export_arrays, read_drawing
from cnnviz.live.taking_away import code_of, maps_file
from cnnviz.samples import color_and_grey

if TYPE_CHECKING:
    from cnnviz.network import Network


QUICK_MS: Final = 2.0
"""So long may an answer keep all other visitors waiting."""

State = TypeVar("State", ReadState, FilterState)


class Session:
    """Merges what a browser sends into a state, and answers from it.

    It holds nothing that the browser can't send again. The state is replaced, never changed, so an
    answer being computed in another thread keeps the one it began with.

    Examples
    --------
    >>> from cnnviz.live.frames import read_frame
    >>> read_frame(Session(Networks()).answer(Request(Ping(id=7), None))).message
    b'{"type":"pong","id":7}'
    """

    def __init__(self, networks: Networks) -> None:
        self.networks = networks
        self.state = ReadState()
        self.filters = FilterState()
        self._filter_pace: tuple[Any, float] = (None, 0.0)  # the form last filtered, and its time

    def merge(self, request: Request) -> None:
        """Take over what a "read" or "filter" brings; all it leaves out stays as it was."""
        message = request.message
        if isinstance(message, Read):
            self.state = merge_read(self.state, message, request.tensor)
        elif isinstance(message, Filter):
            self.filters = merge_filter(self.filters, message, request.tensor)

    def answer(self, request: Request) -> bytes:
        """Answer one message with one frame. A "read" or "filter" must have been merged before.

        Raises
        ------
        ValueError
            With the sentence for an "error" frame.
        """
        message = request.message
        match message:
            case Ping():
                return write_frame(Pong(id=message.id))
            case Describe():
                return describe_network(self.networks.get(message.network), message.id)
            case Read():
                return read_drawing(self.state, self._network(), message.id)
            case Filter():
                return self._filter(message.id)
            case Code():
                return write_frame(CodeText(message.id, code_of(self.filters, message.language)))
            case FindDigit():
                return _found(message.id, request.tensor)
            case ReadPicture():
                return _read_picture(message.id, request.tensor)
            case Export():
                return self._file(message.id)

    def is_quick(self, request: Request) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        if isinstance(request.message, Read):
            return (
                self.state.network is None or self.networks.loaded(self.state.network) is not None
            )
        if isinstance(request.message, Filter):
            form, milliseconds = self._filter_pace
            return form == self.filters.form() and milliseconds <= QUICK_MS
        return isinstance(request.message, Ping)

    def _filter(self, id_: int) -> bytes:
        """Filter, and measure how long the like of it takes this machine.

        The thread's own time is what counts: the first time, torch is imported besides, and in a
        worker the time runs on while other threads have Python's lock.
        """
        state = self.filters
        start = time.thread_time()
        answer = filter_picture(state, id_)
        self._filter_pace = (state.form(), (time.thread_time() - start) * 1000)
        return answer

    def _network(self) -> Network:
        if self.state.network is None:
            raise ValueError(
                "network is missing, it must come with the first message of type 'read'"
            )
        return self.networks.get(self.state.network)

    def _file(self, id_: int) -> bytes:
        if self.state.network is None and self.filters.stages:
            file, name = maps_file(self.filters), "cnnviz-filters.npz"
        else:
            file = export_arrays(self.state, self._network())
            name = f"cnnviz-{self.state.network}.npz"
        return write_frame(File(id=id_, name=name), {"file": np.frombuffer(file, np.uint8)})


def merge_read(state: ReadState, message: Read, drawing: NDArray[np.uint8] | None) -> ReadState:
    """Give the state after a "read" message.

    Examples
    --------
    >>> state = merge_read(ReadState(network="digits"), Read(id=2, layers=("conv1",)), None)
    >>> state.network, state.layers
    ('digits', ('conv1',))
    """
    names = ("network", "steps", "layers", "exact")
    return _merged(state, message, names, {"drawing": drawing})


def merge_filter(
    state: FilterState, message: Filter, picture: NDArray[np.uint8] | None
) -> FilterState:
    """Give the state after a "filter" message.

    Examples
    --------
    >>> merge_filter(FilterState(exact=True), Filter(id=2), np.zeros((1, 2, 2), np.uint8)).exact
    True
    """
    return _merged(state, message, ("stages", "exact"), {"picture": picture})


def _merged(
    state: State,
    message: Read | Filter,
    names: tuple[str, ...],
    tensors: dict[str, NDArray[np.uint8] | None],
) -> State:
    changes: dict[str, Any] = {
        name: getattr(message, name) for name in names if getattr(message, name) is not UNSET
    }
    changes |= {name: tensor for name, tensor in tensors.items() if tensor is not None}
    return dataclasses.replace(state, **changes)


def _found(id_: int, file: NDArray[np.uint8] | None) -> bytes:
    drawing = find_digit(_bytes_of(file))
    return write_frame(Found(id=id_), {"drawing": drawing})


def _read_picture(id_: int, file: NDArray[np.uint8] | None) -> bytes:
    color, grey = color_and_grey(_bytes_of(file))
    tensors = {"color": color} if grey is None else {"color": color, "grey": grey}
    return write_frame(PictureRead(id=id_), tensors)


def _bytes_of(file: NDArray[np.uint8] | None) -> bytes:
    return b"" if file is None else file.tobytes()
