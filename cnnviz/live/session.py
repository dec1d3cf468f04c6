"""What one connection knows, and its answers. No socket, no waiting: bytes in, bytes out."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from cnnviz.handwriting import find_digit
from cnnviz.live.frames import write_frame
from cnnviz.live.messages import Describe, Export, File, FindDigit, Found, Ping, Pong, Read, Request
from cnnviz.live.networks import Networks
from cnnviz.live.reading import ReadState, describe_network, export_arrays, read_drawing

if TYPE_CHECKING:
    from cnnviz.network import Network


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

    def merge(self, request: Request) -> None:
        """Take over what a "read" message brings; all it leaves out stays as it was."""
        message = request.message
        if isinstance(message, Read):
            self.state = merge_read(self.state, message, request.tensor)

    def answer(self, request: Request) -> bytes:
        """Answer one message with one frame. A "read" must have been merged before.

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
            case FindDigit():
                return _found(message.id, request.tensor)
            case Export():
                return self._file(message.id)

    def is_quick(self, request: Request) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        if isinstance(request.message, Read):
            return (
                self.state.network is None or self.networks.loaded(self.state.network) is not None
            )
        return isinstance(request.message, Ping)

    def _network(self) -> Network:
        if self.state.network is None:
            raise ValueError(
                "network is missing, it must come with the first message of type 'read'"
            )
        return self.networks.get(self.state.network)

    def _file(self, id_: int) -> bytes:
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
    changes = {
        name: getattr(message, name)
        for name in ("network", "steps", "layers", "exact")
        if getattr(message, name) is not UNSET
    }
    if drawing is not None:
        changes["drawing"] = drawing
    return dataclasses.replace(state, **changes)


def _found(id_: int, file: NDArray[np.uint8] | None) -> bytes:
    drawing = find_digit(b"" if file is None else file.tobytes())
    return write_frame(Found(id=id_), {"drawing": drawing})
