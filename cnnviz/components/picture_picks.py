"""How a visitor gives a picture of their own: a file, or a photograph taken now."""

import re
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cnnviz.components.closed_tabs import forget_when_closed
from cnnviz.components.given_picture import GivenPicture
from cnnviz.samples import color_and_grey
from cnnviz.shown_values import printable

KINDS: Final = ("png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "bmp")
CAMERA_WIDTH: Final = 240  # CSS pixels: what is looked at stays in sight below it

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


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
    uploaded = ask_for_file(f"A {word}", key=key)
    if uploaded is None:
        return None
    return _read(uploaded, f"Your {word}")


def ask_for_file(label: str, *, key: str) -> UploadedFile | None:
    """Ask for a picture's file, which the server keeps no longer than its visitor's tab is there.

    Parameters
    ----------
    label : str
        For those who don't see the box.
    key : str
        Streamlit's.

    Returns
    -------
    UploadedFile or None
        None while there is none.
    """
    forget_when_closed()
    return st.file_uploader(
        label, type=list(KINDS), key=key, label_visibility="collapsed", width=420
    )


def pick_photograph(*, key: str = "camera") -> GivenPicture | None:
    """Take a photograph with the visitor's camera; None while there is none."""
    forget_when_closed()
    taken = st.camera_input(
        "Take a photograph", key=key, label_visibility="collapsed", width=CAMERA_WIDTH
    )
    if taken is None:
        return None
    return _read(taken, "Your photograph")


def _read(file: UploadedFile, caption: str) -> GivenPicture | None:
    try:
        color, grey = color_and_grey(file.getvalue())
    except ValueError as error:
        st.error(f"“{_as_text(file.name)}”: {error}.")
        return None
    return GivenPicture(file.file_id, color, caption, grey, is_own=True)


def _as_text(name: str) -> str:
    r"""Write a file's name so that Streamlit shows it as it is, and not as Markdown.

    Examples
    --------
    >>> print(_as_text("*my* cat.png"))
    \*my\* cat\.png
    """
    return _PUNCTUATION.sub(r"\\\1", printable(name))
