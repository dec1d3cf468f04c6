"""As `fuzz.child`, with cnnviz and Pillow instrumented, so that Atheris sees the ways taken."""

import atheris

with atheris.instrument_imports(include=["cnnviz", "PIL"], enable_loader_override=False):
    import fuzz.targets  # noqa: F401 - all that is read with, before it is asked for

from fuzz.child import main

if __name__ == "__main__":
    main()
