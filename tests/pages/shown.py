"""A page without a browser, and what it hands to its live view."""

import base64
import json
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest


def page_of(name: str) -> AppTest:
    """Return a page, not yet run."""
    script = f"from cnnviz.pages import {name}; {name}.show()"
    return AppTest.from_string(script, default_timeout=30)


def sent(page: AppTest) -> dict[str, Any]:
    """Return what the page says to its view."""
    data: dict[str, Any] = json.loads(page.get("bidi_component")[-1].proto.json)[0]
    return data


def pixels_of(picture: dict[str, Any], shape: tuple[int, ...]) -> np.ndarray:
    """Return a picture's pixels, uint8 of this shape."""
    return np.frombuffer(base64.b64decode(picture["pixels"]), np.uint8).reshape(shape)


def picture_sent(page: AppTest) -> np.ndarray:
    """Return the picture that the page says to its view, (C, H, W) uint8."""
    picture = sent(page)["picture"]
    return pixels_of(picture, picture["shape"])
