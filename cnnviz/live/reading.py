"""One drawing read by one network, laid out as the frame that the view paints."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cnnviz.digits import DigitSteps, prepare_steps
from cnnviz.live.answers import NetworkDescription, Reading
from cnnviz.live.frames import Tensors, to_float16, write_frame
from cnnviz.live.messages import Steps
from cnnviz.validation import show_value

if TYPE_CHECKING:
    from cnnviz.network import Network
    from cnnviz.trace import Trace

EXACT_LAYERS: Final = 2
"""The last layers, scores and probabilities: always sent, and in full precision."""


@dataclass(frozen=True, eq=False)
class ReadState:
    """All that a reading depends on, as the browser's messages have built it up.

    Attributes
    ----------
    network : str or None
        Name of a built-in network; None until a message has named one.
    drawing : (H, W) uint8 or None
        White on black; None until a message has brought one.
    steps : Steps
    layers : tuple of str
        The layers whose outputs are wanted.
    exact : bool
        Whether they are wanted in float32; float16 is half as much to send while a pen moves.
    """

    network: str | None = None
    drawing: NDArray[np.uint8] | None = None
    steps: Steps = field(default_factory=Steps)
    layers: tuple[str, ...] = ()
    exact: bool = False


def read_drawing(state: ReadState, network: Network, id_: int) -> bytes:
    """Read the drawing and give the whole "reading" frame.

    `engine_ms` in it is the time from drawing to tensors; laying these out takes 0.05 ms more.

    Raises
    ------
    ValueError
        If there is no drawing yet, a layer is unknown, or a value came out NaN or infinite.
    """
    start = time.perf_counter()
    prepared, traced = _run(state, network)
    ranges = _ranges(traced)
    tensors = _picked_tensors(state, prepared, traced)
    reading = Reading(
        id=id_,
        blank=prepared.blank,
        engine_ms=round((time.perf_counter() - start) * 1000, 3),
        ink_box=prepared.ink_box,
        center_of_mass=prepared.center_of_mass,
        offset=prepared.offset,
        ranges=ranges,
    )
    return write_frame(reading, tensors)


def describe_network(network: Network, id_: int) -> bytes:
    """Give the "network" frame: labels, layers, and all weights and biases in float32."""
    layers = [
        msgspec.to_builtins(layer)
        | {
            "shape": network.shapes[layer.name],
            "parameters": network.layer_parameters(layer.name),
        }
        for layer in network.layers
    ]
    description = NetworkDescription(
        id=id_,
        name=network.name,
        labels=network.labels,
        input=network.input_shape,
        parameters=network.parameters,
        accuracy=network.accuracy,
        layers=layers,
    )
    return write_frame(description, _weights(network))


def export_arrays(state: ReadState, network: Network) -> bytes:
    """Give every array of the reading as an .npz file: outputs, weights, and the way to 28×28."""
    prepared, traced = _run(state, network)
    arrays: dict[str, NDArray[Any]] = {
        "drawing": prepared.drawing,
        "cropped": prepared.cropped,
        "fitted": prepared.fitted,
        "input": prepared.result,
        "labels": np.array(network.labels),
    }
    arrays |= {f"{layer.name}.output": layer.output for layer in traced.layers}
    arrays |= _weights(network)
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # mypy takes them for allow_pickle
    return file.getvalue()


def _run(state: ReadState, network: Network) -> tuple[DigitSteps, Trace]:
    from cnnviz.trace import trace  # brings torch, which is imported late; see `Networks`

    if state.drawing is None:
        raise ValueError("drawing is missing, it must come with the first message of type 'read'")
    steps = state.steps
    prepared = prepare_steps(state.drawing, crop=steps.crop, fit=steps.fit, center=steps.center)
    return prepared, trace(network, prepared.result)


def _ranges(traced: Trace) -> dict[str, tuple[float, float]]:
    """Give the least and greatest value of every layer, and see that all are numbers."""
    ranges = {
        layer.name: (float(layer.output.min()), float(layer.output.max()))
        for layer in traced.layers
    }
    for name, ends in ranges.items():
        if not np.isfinite(ends).all():  # NaN passes through min and max
            raise ValueError(f"{name} must hold finite numbers, got NaN or infinity")
    return ranges


def _picked_tensors(state: ReadState, prepared: DigitSteps, traced: Trace) -> Tensors:
    outputs = {layer.name: layer.output for layer in traced.layers}
    exact = list(outputs)[-EXACT_LAYERS:]
    tensors: dict[str, NDArray[Any]] = {
        "input": to_float16(prepared.result, "input"),
        "step.fitted": (prepared.fitted * 255).round().astype(np.uint8),
    }
    for index, name in enumerate(state.layers):
        if name not in outputs:
            names = ", ".join(outputs)
            raise ValueError(f"layers[{index}] must be one of {names}, got {show_value(name)}")
        tensors[name] = outputs[name] if state.exact else to_float16(outputs[name], name)
    return tensors | {name: outputs[name] for name in exact}


def _weights(network: Network) -> dict[str, NDArray[np.float32]]:
    weights = {f"{name}.weight": array for name, array in network.weights.items()}
    return weights | {f"{name}.bias": array for name, array in network.biases.items()}
