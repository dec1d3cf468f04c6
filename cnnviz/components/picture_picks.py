"""How a visitor gives a picture of their own: a file, or a photograph taken now."""

from typing import Final

import streamlit as st

from cnnviz.components.given_picture import GivenPicture
from cnnviz.samples import color_and_grey

KINDS: Final = ("png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "bmp")


def pick_upload(word: str, *, key: str = "upload") -> GivenPicture | None:
    """Ask for a file; answer one that can't be read with a sentence.

    Parameters
    ----------
    word : str
        What the page calls a picture: "picture", "photo".
    key : str
        Streamlit's, other than those of the page's other picks.

    Returns
    -------
    GivenPicture or None
        None while there is none.
    """
    uploaded = st.file_uploader(
        f"A {word}", type=list(KINDS), key=key, label_visibility="collapsed", width=420
    )
    if uploaded is None:
        return None
    return _read(uploaded.getvalue(), uploaded.file_id, f"Your {word}")


def pick_photograph(*, key: str = "camera") -> GivenPicture | None:
    """Take a photograph with the visitor's camera; None while there is none."""
    with st.popover("Camera", width="content"):
        taken = st.camera_input("Take a photograph", key=key)
    if taken is None:
        return None
    return _read(taken.getvalue(), taken.file_id, "Your photograph")


def _read(file: bytes, name: str, caption: str) -> GivenPicture | None:
    try:
        color, grey = color_and_grey(file)
    except ValueError as error:
        st.error(f"{str(error)[0].upper()}{str(error)[1:]}.")
        return None
    return GivenPicture(name, color, caption, grey, is_own=True)
