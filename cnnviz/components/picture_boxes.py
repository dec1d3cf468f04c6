"""How a visitor gives a picture of their own: a file, or a photograph taken now.

Neither comes to the page's script: the boxes hand it to the live view, which has the live engine
read it. So nothing of it is kept by Streamlit, or written to a disk.
"""

from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from cnnviz.components.front_end import front_end_component

BOX_WIDTH: Final = 420  # CSS pixels
CAMERA_WIDTH: Final = 240

_file_box = front_end_component("cnnviz_file_box", "picture_box/file_box.js")
_camera_box = front_end_component("cnnviz_camera_box", "picture_box/camera_box.js")


def file_box(word: str, *, key: str) -> None:
    """Ask for a file, which the live view takes.

    Parameters
    ----------
    word : str
        What the page calls a picture: "picture", "photo".
    key : str
        Streamlit's, other than those of the page's other picks.
    """
    _file_box(key=key, data={"word": word}, width=BOX_WIDTH)


def camera_box(*, key: str, is_small: bool = False) -> None:
    """Ask for a photograph, which the live view takes, or say why browsers refuse the camera here.

    Parameters
    ----------
    key : str
        Streamlit's.
    is_small : bool
        Whether what is looked at is to stay in sight below it.
    """
    if may_use_camera(st.context.url or ""):
        _camera_box(key=key, data={}, width=CAMERA_WIDTH if is_small else "stretch")
    else:
        st.info(
            "Browsers allow the camera only over https, or on the computer itself on which cnnviz "
            "runs. A picture taken with the camera's own app can be uploaded."
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
