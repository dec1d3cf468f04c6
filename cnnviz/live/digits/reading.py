"""One drawing read by one network, as the view paints it."""

from __future__ import annotations

import io
import time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.common.shown_values import show_value
from cnnviz.images.handwriting import find_digit
from cnnviz.live.digits.forward import ForwardPass
from cnnviz.live.digits.page import DigitsPage
from cnnviz.live.digits.state import Read, ReadState, merge_read
from cnnviz.live.networks.describing import weights_of
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.files import Export, file_answer
from cnnviz.live.wire.frames import Tensors, to_float16
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request
from cnnviz.live.wire.tensors import PICTURE_FILE

EXACT_LAYERS: Final = 2
"""The last layers, scores and probabilities: always sent, and in full precision."""


class FindDigit(Message, frozen=True, tag="find_digit"):
    """Find the handwritten digit in this picture file."""

    carries = PICTURE_FILE


class Reading(Answer, tag="reading"):
    """Answer to `Read`; the layers' outputs, the input and one of the steps beside it.

    While something is changed, also "original": the probabilities of the network as it was.
    """

    blank: bool
    engine_ms: float
    ink_box: tuple[int, int, int, int] | None
    center_of_mass: tuple[float, float] | None
    offset: tuple[int, int] | None
    ranges: dict[str, tuple[float, float]]


class Found(Answer, tag="found"):
    """Answer to `FindDigit`; tensor "drawing" beside it."""


class Readings(Feature[DigitsPage]):
    """Reads the newest drawing, and exports all of the reading."""

    def merge(self, request: Request[Read]) -> None:
        """Take over what a "read" brings."""
        page = self.page
        page.state = merge_read(page.state, request.message, request.tensor, request.weights)

    def is_quick(self, message: Message) -> bool:
        """Tell whether the network reads a drawing within a couple of milliseconds."""
        return isinstance(message, Read) and self.page.forward.is_quick(self.page.state)

    @answers(Read)
    def read(self, _request: Request[Read]) -> Answered:
        """Read the drawing."""
        state = self.page.state
        return read_drawing(state, self.page.forward.run(state))

    @answers(FindDigit)
    def find(self, request: Request[FindDigit]) -> Answered:
        """Find a digit in a picture."""
        return Found(), {"drawing": find_digit(request.file)}

    @answers(Export)
    def export(self, _request: Request[Export]) -> Answered:
        """Return every array of the reading as one file."""
        page = self.page
        return file_answer(f"cnnviz-{page.state.network}.npz", export_arrays(page.run()))


def read_drawing(state: ReadState, run: ForwardPass) -> Answered:
    """Return the whole reading of a state's run.

    `engine_ms` in it is the time from drawing to tensors; laying these out takes 0.05 ms more.

    Raises
    ------
    ValueError
        If a layer is unknown.
    """
    start = time.perf_counter()
    prepared = run.prepared
    tensors = _picked_tensors(state, run)
    engine_ms = run.milliseconds + (time.perf_counter() - start) * 1000
    reading = Reading(
        blank=prepared.blank,
        engine_ms=round(engine_ms, 3),
        ink_box=prepared.ink_box,
        center_of_mass=prepared.center_of_mass,
        offset=prepared.offset,
        ranges=run.outputs.ranges,
    )
    return reading, tensors


def export_arrays(run: ForwardPass) -> bytes:
    """Return every array of the reading as an .npz file: outputs, weights, and the way to 28×28."""
    prepared = run.prepared
    arrays: dict[str, NDArray[Any]] = {
        "drawing": prepared.drawing,
        "cropped": prepared.cropped,
        "fitted": prepared.fitted,
        "input": prepared.result,
        "labels": np.array(run.network.labels),
    }
    arrays |= {f"{layer.name}.output": layer.output for layer in run.trace.layers}
    arrays |= weights_of(run.network)
    if run.original is not None:
        arrays["original"] = run.original
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # mypy takes them for allow_pickle
    return file.getvalue()


def _picked_tensors(state: ReadState, run: ForwardPass) -> Tensors:
    outputs = run.outputs.by_name
    for index, name in enumerate(state.layers):
        if name not in outputs:
            names = ", ".join(outputs)
            message = f"must be one of {names}, got {show_value(name)}"
            raise ArgumentError(f"layers[{index}]", message, value=name)
    picture = run.prepared.result
    tensors: dict[str, NDArray[Any]] = {
        "input": to_float16(picture, (0, 1)),
        "step.fitted": (run.prepared.fitted * 255).round().astype(np.uint8),
    }
    if run.original is not None:
        tensors["original"] = run.original
    wanted = outputs if state.exact else run.outputs.halves()
    tensors |= {name: wanted[name] for name in state.layers}
    return tensors | {name: outputs[name] for name in list(outputs)[-EXACT_LAYERS:]}
