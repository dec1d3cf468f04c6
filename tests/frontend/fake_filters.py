"""The live engine's answers to "filter" messages, computed in the test, for a page's own socket."""

import json
from typing import Any

import msgspec
import numpy as np
from playwright.sync_api import Page, WebSocketRoute

import cnnviz.filters.activation as activation
import cnnviz.filters.filtering as core
import cnnviz.filters.pooling as pooling
from cnnviz.common.errors import ArgumentError
from cnnviz.live.filters.sizes import Sizes, axes_of, sizes_of
from cnnviz.live.filters.stages import StageMessage
from cnnviz.live.wire.errors import error_answer
from cnnviz.live.wire.frames import read_frame, write_frame

Stage = dict[str, Any]

SOBEL = {"name": "Sobel x", "values": [[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]], "bias": 0}
GALLERY = [
    {"name": name, "family": family, "values": values, "finds": finds, "source": "by hand"}
    for name, family, values, finds in (
        ("Identity", "Plain", [[0, 0, 0], [0, 1, 0], [0, 0, 0]], "Leaves the picture as it is."),
        ("Sobel x", "Edges", SOBEL["values"], "Finds edges that stand upright."),
        ("Sobel y", "Edges", [[-1, -2, -1], [0, 0, 0], [1, 2, 1]], "Finds edges that lie."),
        ("Box 3×3", "Blur", [[1 / 9] * 3] * 3, "Averages nine neighbors."),
    )
]


def stage(**changes: Any) -> Stage:
    """Return a stage in which only the kernel does something."""
    return {
        "kernels": [SOBEL],
        "operation": "convolution",
        "combine": "none",
        "flip": False,
        "stride": [1, 1],
        "dilation": [1, 1],
        "padding": "valid",
        "output_padding": [0, 0],
        "border": "zeros",
        "activation": "none",
        "pooling": "none",
        "pool_size": 2,
        "pool_stride": 2,
    } | changes


def feature_maps(maps: np.ndarray, stage: Stage) -> np.ndarray:
    """Return the responses of a stage's kernels, combined as it says."""
    padding = stage["padding"]
    settings: dict[str, Any] = {
        "padding": padding if isinstance(padding, str) else tuple(padding),
        **{name: tuple(stage[name]) for name in ("stride", "dilation", "output_padding")},
        **{name: stage[name] for name in ("operation", "border", "flip")},
    }
    responses = np.concatenate(
        [
            core.run_stage(
                maps,
                core.Stage(
                    kernel=np.array(kernel["values"], np.float32),
                    bias=float(kernel["bias"]),
                    **settings,
                ),
            ).feature_maps
            for kernel in stage["kernels"]
        ]
    )
    if stage["combine"] == "none":
        return responses
    if stage["combine"] == "magnitude":
        return np.sqrt((responses**2).sum(0, keepdims=True))
    return getattr(responses, stage["combine"])(0, keepdims=True)


def filtered(picture: np.ndarray, stages: list[Stage]) -> dict[str, np.ndarray]:
    """Return every map of every stage, by the names they travel under."""
    maps = picture.astype(np.float32)
    found = {}
    for number, stage in enumerate(stages, 1):
        maps = found[f"stage{number}.feature"] = feature_maps(maps, stage)
        if stage["activation"] != "none":
            maps = activation.activate(maps, stage["activation"])
            found[f"stage{number}.activation"] = maps
        if stage["pooling"] != "none":
            sides = {"size": stage["pool_size"], "stride": stage["pool_stride"]}
            maps = found[f"stage{number}.pooled"] = pooling.pool(maps, stage["pooling"], **sides)
    return found


def chain_sizes(picture: tuple[int, ...], stages: list[Stage]) -> dict[str, Any]:
    """Return the sizes of every stage's maps, as the live engine tells them."""
    sizes: Sizes = {}
    shape = picture
    for number, given in enumerate(stages, 1):
        message = msgspec.convert(given, StageMessage)
        here = sizes_of(message, axes_of(message, shape), f"stage{number}")
        sizes |= here
        shape = (1, *(along.output for along in list(here.values())[-1]))
    found: dict[str, Any] = msgspec.to_builtins(sizes)
    return found


class FakeEngine:
    """Answers a page's socket as the live engine does, and keeps what was asked.

    Attributes
    ----------
    asked : list of dict
        The "filter" messages, in order.
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.sockets: list[WebSocketRoute] = []
        self._routed: set[int] = set()

    def serve(self, page: Page) -> None:
        """Take the page's socket to /live."""
        page.route_web_socket("**/live", self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        state: dict[str, Any] = {}
        self.sockets.append(socket)
        socket.on_message(lambda data: socket.send(self._answer(data, state)))

    def _answer(self, data: str | bytes, state: dict[str, Any]) -> bytes:
        assert isinstance(data, bytes)
        frame = read_frame(data)
        message = json.loads(frame.message)
        if message["type"] == "ping":
            return write_frame({"type": "pong", "id": message["id"]})
        self.asked.append(message)
        state |= message | dict(frame.tensors)
        try:
            maps = filtered(state["picture"], state["stages"])
        except ArgumentError as error:
            return write_frame(error_answer(error.within("stages[0]"), message["id"]))
        ranges = {name: [float(m.min()), float(m.max())] for name, m in maps.items()}
        sizes = chain_sizes(state["picture"].shape, state["stages"])
        dtype = np.float32 if state["exact"] else np.float16
        answer = {"type": "filtered", "id": message["id"], "engine_ms": 1.0, "ranges": ranges}
        return write_frame(
            answer | {"sizes": sizes}, {name: m.astype(dtype) for name, m in maps.items()}
        )


# Mounts the view on a blank page, in Streamlit's colors; `give(picture, source)` as the page does.
MOUNT = """async ([data, theme]) => {
  const colors = {
    light: ['#ffffff', '#f2f3f7', '#1c2030', '#4a3fc4', '#d3d6e0'],
    dark: ['#14161d', '#1f222c', '#e9ebf2', '#827cf5', '#3a3f4e'],
  }[theme];
  const names = ['background-color', 'secondary-background-color', 'text-color', 'primary-color',
    'border-color'];
  const style = document.documentElement.style;
  names.forEach((name, i) => style.setProperty(`--st-${name}`, colors[i]));
  style.setProperty('--st-base-radius', '8px');
  style.setProperty('--st-font', 'system-ui, sans-serif');
  document.body.style.cssText = 'margin: 16px; background: var(--st-background-color)';
  document.documentElement.style.colorScheme = theme;
  const host = document.body.appendChild(document.createElement('div'));
  const parentElement = host.attachShadow({ mode: 'open' });
  const { mount, unmount } = await import('/filters/filters_view.js');
  window.give = (picture, source) =>
    mount({ parentElement, data: { ...data, picture, source } });
  window.unmountView = () => unmount(parentElement);
  window.view = () => parentElement.querySelector('.filters-view');
  window.give(data.picture);
}"""
