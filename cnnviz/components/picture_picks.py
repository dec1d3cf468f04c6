"""How a visitor gives a picture of their own: a file, or a photograph taken now."""

import re
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cnnviz.common.shown_values import printable
from cnnviz.components.closed_tabs import forget_when_closed
from cnnviz.components.given_picture import GivenPicture
from cnnviz.images.samples import color_and_grey

KINDS: Final = ("png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "bmp")
CAMERA_WIDTH: Final = 240  # CSS pixels

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
    taken = ask_for_photograph("Take a photograph", key=key, is_small=True)
    if taken is None:
        return None
    return _read(taken, "Your photograph")


def ask_for_photograph(label: str, *, key: str, is_small: bool = False) -> UploadedFile | None:
    """Ask for a photograph, or say why browsers refuse the camera here.

    Parameters
    ----------
    label : str
        Above the camera's picture; only for those who don't see it when that is small.
    key : str
        Streamlit's.
    is_small : bool
        Whether what is looked at is to stay in sight below it.

    Returns
    -------
    UploadedFile or None
        None while there is none.
    """
    if not may_use_camera(st.context.url or ""):
        st.info(
            "Browsers allow the camera only over https, or on the computer itself on which cnnviz "
            "runs. A picture taken with the camera's own app can be uploaded."
        )
        return None
    forget_when_closed()
    return st.camera_input(
        label,
        key=key,
        label_visibility="collapsed" if is_small else "visible",
        width=CAMERA_WIDTH if is_small else "stretch",
    )


def may_use_camera(address: str) -> bool:
    """Tell whether a page at this address may ask for the camera.

    Browsers give it to secure contexts only: https, and a computer's own addresses
    (https://www.w3.org/TR/secure-contexts/).

    Examples
    --------
    >>> may_use_camera("http://192.168.0.7:8501/photos"), may_use_camera("https://school.example/")
    (False, True)
    >>> may_use_camera("http://localhost:8501/"), may_use_camera("http://[::1]:8501/")
    (True, True)
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_own = host == "localhost" or host.endswith(".localhost") or host == "::1"
    return parts.scheme != "http" or is_own or host.startswith("127.")


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
