"""What came of one training or two: curves, metrics, confusions, mistakes, files."""

import base64
from functools import partial
from typing import Final

import cv2
import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.components.front_end import base_path
from cnnviz.components.training_charts import confusion_chart, progress_chart, shift_chart
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import Network, read_network
from cnnviz.training.architectures import parameters
from cnnviz.training.evaluation import Digits
from cnnviz.training.record import Record

MISTAKES: Final = 24


def show_results(records: dict[str, Record]) -> None:
    """Show curves, and below them what is known of trainings that have finished.

    Parameters
    ----------
    records : dict of Record by title
        One, or two to compare.
    """
    loss, accuracy = st.columns(2)
    with loss:
        st.altair_chart(progress_chart(records, "loss"), width="stretch")
    with accuracy:
        st.altair_chart(progress_chart(records, "accuracy"), width="stretch")
    st.caption(
        "On the way: training digits in the batches as they came, each read before its step; the "
        "first 1,000 test digits at each dot. The last points are what was measured at the end: "
        "all test digits, and the training digits, at most 10,000 of them."
    )
    finished = {title: record for title, record in records.items() if record.finished}
    if not finished:
        return
    for column, (title, record) in zip(st.columns(len(finished)), finished.items(), strict=True):
        with column:
            _show_measures(title, record, is_alone=len(records) == 1)
    st.subheader("Digits that are moved")
    st.caption(
        "1,000 test digits, each moved up, down, left and right. A kernel finds a stroke wherever "
        "it is, and pooling forgives a pixel or two; the dense layers, with which all these "
        "networks end, have learned each place on its own."
    )
    st.altair_chart(shift_chart(finished), width="stretch")
    for column, (title, record) in zip(st.columns(len(finished)), finished.items(), strict=True):
        with column:
            _show_mistakes(title, record)
            _offer_files(title, record)


def _show_measures(title: str, record: Record, is_alone: bool) -> None:
    finished = record.finished
    assert finished is not None  # noqa: S101 - only such records come here
    if not is_alone:
        st.markdown(f"**{title}**")
    count = sum(parameters(record.choices.layers()).values())
    with st.container(horizontal=True):
        st.metric("Test digits right", f"{finished.test.accuracy:.2%}", width="content")
        st.metric("Training digits right", f"{finished.train.accuracy:.2%}", width="content")
        st.metric("Parameters", f"{count:,}", width="content")
        st.metric("Time", f"{finished.seconds:.0f} s", width="content")
    if finished.was_stopped:
        st.caption(f"Stopped after {finished.step:,} steps.")


def _show_mistakes(title: str, record: Record) -> None:
    finished = record.finished
    assert finished is not None  # noqa: S101 - only such records come here
    st.markdown(f"**What is read as what** — {title}")
    theme = st.context.theme.type or "light"
    chart = confusion_chart(finished.confusion, theme)
    st.altair_chart(chart, width="stretch", key=f"confusion of {record.run}")
    count = len(finished.mistakes)
    st.markdown(f"**{count:,} of 10,000 test digits are read wrong**")
    if count:
        st.html(_gallery(finished.mistakes[:MISTAKES]))
        st.caption("Choose one to open it on Digits.")


@st.cache_resource(show_spinner=False)
def _test_digits() -> Digits:
    return load_mnist("test")


def _gallery(indices: list[int]) -> str:
    """Return links to Digits, each with the picture of its digit."""
    images, labels = _test_digits()
    links = (
        f'<a href="{base_path()}/digits?source=Test+digit&amp;digit={index}" target="_self" '
        f'title="Test digit {index:,}, labelled {labels[index]}">'
        f'<img alt="Test digit {index:,}, labelled {labels[index]}" width="56" height="56" '
        f'style="image-rendering: pixelated" src="{_as_address(images[index])}"></a>'
        for index in indices
    )
    return f'<div style="display: flex; flex-wrap: wrap; gap: 4px">{"".join(links)}</div>'


def _as_address(digit: NDArray[np.uint8]) -> str:
    _, png = cv2.imencode(".png", digit)
    return f"data:image/png;base64,{base64.b64encode(png.tobytes()).decode()}"


def _offer_files(title: str, record: Record) -> None:
    file, run = record.kept[-1].network, record.run
    st.markdown(f"**Keep it** — {title}")
    with st.container(horizontal=True):
        for label, name, write in (
            ("Network (.safetensors)", "network.safetensors", lambda: file),
            ("ONNX", "network.onnx", partial(_onnx, file)),
            ("PyTorch program", "network.py", partial(_script, file)),
        ):
            st.download_button(
                label, write, name, key=f"{name} {run}", on_click="ignore", width="content"
            )
    st.caption(
        "The server keeps a training only while cnnviz is open in this browser, and forgets it "
        "when it is started again."
    )


def _network(file: bytes) -> Network:
    return read_network(file, "network.safetensors")


def _onnx(file: bytes) -> bytes:
    from cnnviz.networks.onnx_export import write_onnx  # takes a while to import, and few want it

    return write_onnx(_network(file))


def _script(file: bytes) -> str:
    from cnnviz.networks.pytorch_script import write_script

    return write_script(_network(file))
