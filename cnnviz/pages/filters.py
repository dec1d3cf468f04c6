"""The Filters page: a picture, kernels, and what comes out."""

from dataclasses import replace
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.components.filters_view import GivenNumbers, filters_view
from cnnviz.components.given_picture import GivenPicture
from cnnviz.components.page_style import style_page
from cnnviz.components.picture_boxes import camera_box, file_box
from cnnviz.images.samples import load_sample, sample_names
from cnnviz.kernels.gallery import Kernel, gallery
from cnnviz.kernels.learned import learned_kernels
from cnnviz.kernels.number_grids import (
    EXAMPLES,
    LARGEST_NUMBER,
    GridExample,
    from_text,
    grid_kernels,
    to_text,
)

SOURCES: Final = ("Sample", "Picture", "Camera", "Drawing", "Numbers")
CHANNELS: Final = ("Color", "Grey")
GRID: Final = "grid"
"""What the address calls the numbers of a grid that were changed."""


@st.cache_resource(show_spinner=False)
def _kernels() -> tuple[Kernel, ...]:
    return (*gallery(), *grid_kernels(), *learned_kernels())


def show() -> None:
    """Draw the page."""
    style_page()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        source = st.segmented_control(
            "Where the picture comes from",
            SOURCES,
            default=SOURCES[0],
            required=True,
            key="picture-from",
            bind="query-params",
            label_visibility="collapsed",
        )
        if source != "Numbers":
            st.query_params.pop(GRID, None)
        is_color = _pick_channels() if source in ("Sample", "Picture", "Camera") else True
        given = _pick(source, is_color)
    filters_view(_or_first(given, source), _kernels(), source=source, is_color=is_color)


def _pick(source: str, is_color: bool) -> GivenPicture | None:
    match source:
        case "Sample":
            return _pick_sample(is_color)
        case "Picture":
            file_box("picture", key="upload")
        case "Camera":
            camera_box(key="camera", is_small=True)
        case "Numbers":
            return _pick_numbers()
    return None  # it is brought to the view, or drawn there


def _or_first(given: GivenPicture | None, source: str) -> GivenPicture | None:
    """Begin with a sample; after that, no picture leaves the one before."""
    if given is None and source != "Drawing" and not st.session_state.get("picture shown"):
        given = replace(_sample(sample_names()[0], is_color=True), is_stand_in=True)
    st.session_state["picture shown"] = True
    return given


def _pick_channels() -> bool:
    channels = st.segmented_control(
        "Channels",
        CHANNELS,
        default=CHANNELS[0],
        required=True,
        key="channels",
        bind="query-params",
        label_visibility="collapsed",
    )
    return channels == CHANNELS[0]


def _pick_sample(is_color: bool) -> GivenPicture:
    name = st.selectbox(
        "Which sample",
        sample_names(),
        key="sample",
        bind="query-params",
        label_visibility="collapsed",
        width=200,
    )
    return _sample(name, is_color)


def _sample(name: str, is_color: bool) -> GivenPicture:
    return GivenPicture(name, load_sample(name, color=is_color), f"Sample: {name}")


def _pick_numbers() -> GivenNumbers:
    name = st.selectbox(
        "Which numbers",
        tuple(EXAMPLES),
        key="numbers",
        bind="query-params",
        label_visibility="collapsed",
        width=260,
    )
    example = EXAMPLES[name]
    with st.popover("Change the numbers", width="content"):
        edited = st.data_editor(
            _numbers_at_first(name, example).astype(np.int64),
            key=f"numbers of {name}",
            hide_index=True,
            width="content",
            column_config={
                str(column): st.column_config.NumberColumn(
                    str(column + 1),
                    width=48,
                    min_value=0,
                    max_value=LARGEST_NUMBER,
                    step=1,
                    required=True,
                )
                for column in range(example.picture.shape[1])
            },
        )
    st.caption(example.hint)
    pixels = np.clip(np.nan_to_num(edited), 0, LARGEST_NUMBER).astype(np.uint8)[np.newaxis]
    _keep_in_address(pixels[0], example)
    return GivenNumbers(f"{name} {pixels.tobytes().hex()}", pixels, name, example=example)


def _numbers_at_first(name: str, example: GridExample) -> NDArray[np.uint8]:
    """Return each grid's numbers: the link's own for the grid that it names."""
    linked, text = st.session_state.setdefault(
        "numbers of the link", (name, st.query_params.get(GRID, ""))
    )
    own = from_text(text, example.picture.shape) if linked == name else None
    return example.picture if own is None else own


def _keep_in_address(numbers: NDArray[np.uint8], example: GridExample) -> None:
    """Let a link hold the numbers where they were changed."""
    if np.array_equal(numbers, example.picture):
        st.query_params.pop(GRID, None)
    else:
        st.query_params[GRID] = to_text(numbers)
