"""One drawing read by one network, laid out as the frame that the view paints."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cnnviz.common.shown_values import show_value
from cnnviz.live.answers import NetworkDescription, Reading
from cnnviz.live.messages import Steps, Weights
from cnnviz.live.wire.frames import Tensors, to_float16, write_frame

if TYPE_CHECKING:
    from cnnviz.live.digits.forward import Run
    from cnnviz.networks.network import Network

EXACT_LAYERS: Final = 2
"""The last layers, scores and probabilities: always sent, and in full precision."""


@dataclass(frozen=True, eq=False)
class ReadState:
    """All that a reading depends on, as the browser's messages have built it up.

    Attributes
    ----------
    network : str or None
        Name of a built-in network, or "own"; None until a message has named one.
    drawing : (H, W) uint8 or None
        White on black; None until a message has brought one.
    steps : Steps
    layers : tuple of str
        The layers whose outputs are wanted.
    exact : bool
        Whether they are wanted in float32; float16 is half as much to send while a pen moves.
    changed : mapping of name to float32 array
        Weights and biases that are other than the network's own, "conv1.weight" for example.
    off : mapping of layer to maps
        The maps that are switched off.
    """

    network: str | None = None
    drawing: NDArray[np.uint8] | None = None
    steps: Steps = field(default_factory=Steps)
    layers: tuple[str, ...] = ()
    exact: bool = False
    changed: Weights = field(default_factory=dict)
    off: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def read_drawing(state: ReadState, run: Run, id_: int) -> bytes:
    """Return the whole "reading" frame of a state's run.

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
        id=id_,
        blank=prepared.blank,
        engine_ms=round(engine_ms, 3),
        ink_box=prepared.ink_box,
        center_of_mass=prepared.center_of_mass,
        offset=prepared.offset,
        ranges=run.outputs.ranges,
    )
    return write_frame(reading, tensors)


def describe_network(network: Network, id_: int) -> bytes:
    """Return the "network" frame: labels, layers, and all weights and biases in float32."""
    return write_frame(network_description(network, id_), _weights(network))


def network_description(network: Network, id_: int) -> NetworkDescription:
    """Return all of a network but its numbers."""
    layers = [
        msgspec.to_builtins(layer)
        | {
            "shape": network.shapes[layer.name],
            "parameters": network.layer_parameters(layer.name),
        }
        for layer in network.layers
    ]
    return NetworkDescription(
        id=id_,
        name=network.name,
        labels=network.labels,
        input=network.input_shape,
        parameters=network.parameters,
        accuracy=network.accuracy,
        layers=layers,
    )


def export_arrays(run: Run) -> bytes:
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
    arrays |= _weights(run.network)
    if run.original is not None:
        arrays["original"] = run.original
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # mypy takes them for allow_pickle
    return file.getvalue()


def _picked_tensors(state: ReadState, run: Run) -> Tensors:
    outputs = run.outputs.by_name
    for index, name in enumerate(state.layers):
        if name not in outputs:
            names = ", ".join(outputs)
            raise ValueError(f"layers[{index}] must be one of {names}, got {show_value(name)}")
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


def _weights(network: Network) -> dict[str, NDArray[np.float32]]:
    weights = {f"{name}.weight": array for name, array in network.weights.items()}
    return weights | {f"{name}.bias": array for name, array in network.biases.items()}
