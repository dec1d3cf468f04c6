"""A Streamlit page that answers each drawing by a rerun of the script."""

import base64

import numpy as np
import streamlit as st

from cnnviz.live.digits.forward import ForwardCache
from cnnviz.live.digits.reading import read_drawing
from cnnviz.live.digits.state import ReadState
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.wire.frames import write_frame

NETWORK = "digits"
SIDE = 112
KEY = "rerun"
LOADER = """
const served = import(new URL('/bench/files/rerun_view.js', location.origin).href);
export default function (component) { served.then((module) => module.mount(component)); }
"""


@st.cache_resource
def networks() -> Networks:
    """Load the network once for all reruns."""
    return Networks()


def answer(drawn: dict[str, object] | None) -> bytes:
    """Read the drawing that the view sent, a blank one at first; id 0 means that."""
    drawing = np.zeros((SIDE, SIDE), np.uint8)
    number = 0
    if drawn:
        pixels = base64.b64decode(str(drawn["pixels"]))
        drawing = np.frombuffer(pixels, np.uint8).reshape(SIDE, SIDE)
        number = int(str(drawn["number"]))
    runs = ForwardCache(networks())
    layers = tuple(layer.name for layer in runs.unchanged(NETWORK).layers)
    state = ReadState(NETWORK, drawing, layers=layers)
    reading, tensors = read_drawing(state, runs.run(state))
    reading.id = number
    return write_frame(reading, tensors)


st.set_page_config(layout="wide")
mount = st.components.v2.component("bench_rerun", js=LOADER)
drawn = st.session_state.get(KEY, {}).get("drawing")
mount(key=KEY, data=answer(drawn), on_drawing_change=lambda: None)
