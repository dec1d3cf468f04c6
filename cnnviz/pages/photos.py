"""The Photos page: a photograph through a real network, and which pixels decided."""

from typing import Final

import streamlit as st

from cnnviz.components.given_picture import GivenPicture
from cnnviz.components.page_style import style_page
from cnnviz.components.photos_view import photos_view
from cnnviz.components.picture_boxes import camera_box, file_box
from cnnviz.images.photo_samples import photo_names, photo_note
from cnnviz.images.samples import load_sample

SOURCES: Final = ("Sample", "Picture", "Camera")


def show() -> None:
    """Draw the page."""
    style_page()
    given, note = None, ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        source = st.segmented_control(
            "Where the photo comes from",
            SOURCES,
            default=SOURCES[0],
            required=True,
            key="photo-from",
            bind="query-params",
            label_visibility="collapsed",
        )
        if source == "Sample":
            given, note = _pick_sample()
        elif source == "Picture":
            file_box("photo", key="photo upload")
        else:
            camera_box(key="photo camera", is_small=True)
    photos_view(given, source=source, note=note)


def _pick_sample() -> tuple[GivenPicture, str]:
    name = st.selectbox(
        "Which sample",
        photo_names(),
        key="photo",
        bind="query-params",
        label_visibility="collapsed",
        width=200,
    )
    given = GivenPicture(name, load_sample(name, color=True), f"Sample: {name}")
    return given, photo_note(name)
