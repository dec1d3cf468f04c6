"""As `fuzz.child`, with cnnviz and Pillow instrumented, so that Atheris sees the ways taken."""

import importlib
import pkgutil
from typing import Final

import atheris

from fuzz.child import main

LEFT_OUT: Final = ("cnnviz.pages", "cnnviz.components")
"""They bring Streamlit, and no input gets to them."""


def import_all() -> None:
    """Import all that inputs may get to, now: once they are read, no code may be made."""
    import cnnviz

    for module in pkgutil.walk_packages(cnnviz.__path__, "cnnviz."):
        if not module.name.startswith(LEFT_OUT):
            importlib.import_module(module.name)


if __name__ == "__main__":
    with atheris.instrument_imports(include=["cnnviz", "PIL"], enable_loader_override=False):
        import_all()
        main()
