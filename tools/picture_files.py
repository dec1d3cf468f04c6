"""Picture files made in memory."""

import io
from typing import Any

from PIL import Image


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Write a picture as a file of a kind that Pillow knows."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()
