"""How large a visitor's picture may be."""

import os
from dataclasses import dataclass, field
from typing import Final

from cnnviz.common.environment import from_environment

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class PictureLimits:
    """How large a visitor's picture may be.

    An operator allows less by ``CNNVIZ_PICTURE_BYTES`` and ``CNNVIZ_PICTURE_PIXELS``.

    Attributes
    ----------
    bytes : int
        Of the file.
    pixels : int
        160 MB in Pillow, the most that one request may hold for a moment.
    """

    bytes: int = field(default=8 * _MEGABYTE, metadata={"largest": 8 * _MEGABYTE})
    pixels: int = field(default=40_000_000, metadata={"largest": 40_000_000})


LIMITS: Final = from_environment(PictureLimits, "CNNVIZ_PICTURE", os.environ)
"""This server's."""
