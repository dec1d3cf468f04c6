"""What one connection knows, and its answers. No socket, no waiting: bytes in, bytes out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.handwriting import find_digit
from cnnviz.images.samples import color_and_grey
from cnnviz.live.answers import Checked, CodeText, File, Found, PictureRead, Pong
from cnnviz.live.digits.explaining import explain_class, rank_layer
from cnnviz.live.digits.forward import Runs
from cnnviz.live.digits.questions import Check, Inspect, OpenNetwork, Rank, SaveNetwork, Why
from cnnviz.live.digits.reading import ReadState, describe_network, export_arrays, read_drawing
from cnnviz.live.digits.state import merge_filter, merge_look, merge_read
from cnnviz.live.filters.export import code_of, maps_file
from cnnviz.live.filters.filtering import FilterState, filter_picture
from cnnviz.live.filters.kernel_formulas import MakeKernel, make_kernel
from cnnviz.live.heatmaps.cache import Heats
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
from cnnviz.live.networks.builtin import PHOTOS, Networks
from cnnviz.live.networks.inspecting import inspect_layer, inspect_unit
from cnnviz.live.networks.user_networks import QUICK_MS
from cnnviz.live.photos.layer_maps import all_maps, whole_map
from cnnviz.live.photos.looking import Looks, LookState, describe_photos, look_at
from cnnviz.live.photos.messages import Excite, Heat, Look, Maps, OneMap, SamplePhotos
from cnnviz.live.photos.top_patches import exciting_patches, sample_photos
from cnnviz.live.training.trained import NetworkAt, OpenTrained, no_network
from cnnviz.live.wire.frames import write_frame

if TYPE_CHECKING:
    from cnnviz.networks.network import Network


class Session:
    """Merges what a browser sends into a state, and answers from it.

    It holds nothing that the browser can't send again. The state is replaced, never changed, so an
    answer being computed in another thread keeps the one it began with.

    Examples
    --------
    >>> from cnnviz.live.wire.frames import read_frame
    >>> read_frame(Session(Networks()).answer(Request(Ping(id=7), None))).message
    b'{"type":"pong","id":7}'
    """

    def __init__(self, networks: Networks, network_at: NetworkAt = no_network) -> None:
        self.networks = networks
        self._network_at = network_at
        self.state = ReadState()
        self.filters = FilterState()
        self.looked = LookState()
        self._looks = Looks(networks)
        self._is_photo = False
        self._heats = Heats(networks)
        self._runs = Runs(networks)
        self._filter_pace: tuple[Any, float] = (None, 0.0)  # the form last filtered, and its time

    def merge(self, request: Request) -> None:
        """Take over what a "read", "filter" or "look" brings; all it leaves out stays as it was.

        Raises
        ------
        MessageError
            When it can't be taken over, and all stays as it was.
        """
        message = request.message
        if isinstance(message, Read):
            self.state = merge_read(self.state, message, request.tensor, request.weights)
            self._is_photo = False
        elif isinstance(message, Filter):
            self.filters = merge_filter(self.filters, message, request.tensor)
        elif isinstance(message, Look):
            self.looked = merge_look(self.looked, message, request.tensor)
            self._is_photo = True

    def answer(self, request: Request) -> bytes:
        """Answer one message with one frame. A "read", "filter" or "look" must be merged before.

        Raises
        ------
        ValueError
            With the sentence for an "error" frame.
        """
        message = request.message
        match message:
            case Ping():
                return write_frame(Pong(id=message.id))
            case Describe() if message.network == PHOTOS:
                return describe_photos(self._looks.network(), message.id)
            case Describe():
                return describe_network(self._runs.unchanged(message.network), message.id)
            case Read():
                state = self.state
                return read_drawing(state, self._runs.run(state), message.id)
            case Filter():
                return self._filter(message.id)
            case Look():
                return look_at(self.looked, self._looks, message.id)
            case MakeKernel():
                return make_kernel(message)
            case Code():
                return write_frame(CodeText(message.id, code_of(self.filters, message.language)))
            case FindDigit():
                return _found(message.id, request.tensor)
            case ReadPicture():
                return _read_picture(message.id, request.tensor)
            case Export():
                return self._file(message.id)
            case Inspect() if self._is_photo:
                layer = self._looks.layer(self.looked, message.layer)
                return inspect_layer(self._looks.network(), layer, message)
            case Inspect():
                return inspect_unit(self._runs.run(self.state), message)
            case Why():
                return explain_class(self._runs.run(self.state), message)
            case Rank():
                run, pace = self._runs.run(self.state), self._runs.pace(self.state)
                return rank_layer(run, pace, message)
            case Check():
                return self._check(message.id)
            case SaveNetwork():
                return self._save(message.id)
            case Maps():
                return all_maps(self._looks, self.looked, message)
            case OneMap():
                return whole_map(self._looks, self.looked, message)
            case Excite():
                samples = self.networks.sample_maps
                return exciting_patches(self._looks, samples, self.looked, message)
            case SamplePhotos():
                return sample_photos(message.id)
            case Heat():
                return self._heats.answer(*self._pictured(), message)
            case OpenNetwork():
                return self._open(message.id, _bytes_of(request.tensor))
            case OpenTrained():
                return self._open(message.id, self._network_at(message.run, message.step))

    def is_quick(self, request: Request) -> bool:
        """Tell whether the answer takes a couple of milliseconds at most."""
        if isinstance(request.message, Read | Inspect):
            is_photo = isinstance(request.message, Inspect) and self._is_photo
            return not is_photo and self._runs.is_quick(self.state)
        if isinstance(request.message, Filter):
            form, milliseconds = self._filter_pace
            return form == self.filters.form() and milliseconds <= QUICK_MS
        return isinstance(request.message, Ping | MakeKernel)

    def _pictured(self) -> tuple[Network, NDArray[np.float32]]:
        """Return the network and what it reads: the photo or the drawing, whichever came last."""
        if self._is_photo:
            return self._looks.network(), self._looks.photo(self.looked).pixels
        run = self._runs.run(self.state)
        return run.network, run.prepared.result

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

    def _check(self, id_: int) -> bytes:
        state = self.state
        original, network = self._runs.unchanged(state.network), self._runs.network(state)
        return write_frame(Checked(id_, *self.networks.checker.check(network, original)))

    def _save(self, id_: int) -> bytes:
        from cnnviz.networks.network_file import write_network_file  # brings torch

        state = self.state
        network = self._runs.network(state)
        file = write_network_file(network.header, network.tensors())
        edited = "-edited" if "edited" in network.training else ""
        name = f"cnnviz-{state.network}{edited}.safetensors"
        return write_frame(File(id_, name), {"file": np.frombuffer(file, np.uint8)})

    def _open(self, id_: int, file: bytes) -> bytes:
        """Take a file's network for the visitor's own; the one before stays when it is refused."""
        self._runs.own = self.networks.shelf.open(file)
        return describe_network(self._runs.own.network, id_)

    def _file(self, id_: int) -> bytes:
        if self.state.network is None and self.filters.stages:
            file, name = maps_file(self.filters), "cnnviz-filters.npz"
        else:
            file = export_arrays(self._runs.run(self.state))
            name = f"cnnviz-{self.state.network}.npz"
        return write_frame(File(id=id_, name=name), {"file": np.frombuffer(file, np.uint8)})


def _found(id_: int, file: NDArray[np.uint8] | None) -> bytes:
    drawing = find_digit(_bytes_of(file))
    return write_frame(Found(id=id_), {"drawing": drawing})


def _read_picture(id_: int, file: NDArray[np.uint8] | None) -> bytes:
    color, grey = color_and_grey(_bytes_of(file))
    tensors = {"color": color} if grey is None else {"color": color, "grey": grey}
    return write_frame(PictureRead(id=id_), tensors)


def _bytes_of(file: NDArray[np.uint8] | None) -> bytes:
    return b"" if file is None else file.tobytes()
