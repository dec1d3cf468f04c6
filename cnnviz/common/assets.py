"""Where the files that cnnviz ships lie: networks, MNIST, samples."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parents[1]


def _folder() -> Path:
    """Return where an installed package has them, or else where a clone of the project does."""
    installed = _PACKAGE / "assets"
    return installed if installed.is_dir() else _PACKAGE.parent / "assets"


ASSETS: Final = _folder()
