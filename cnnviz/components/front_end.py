"""Mount a front-end module of `cnnviz/frontend` in a Streamlit page."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import streamlit as st

FRONTEND: Final = Path(__file__).resolve().parent.parent / "frontend"
FRONTEND_ROUTE: Final = "/cnnviz/frontend"

# Streamlit imports a component's script from a Blob, where relative imports have no base: these
# lines only fetch the served module and hand over. The module's `mount` is called at every change
# of `data`, on the same element; `unmount` once, when the element goes.
_LOADER: Final = """
const served = import(new URL('%(address)s', location.origin).href);
export default function (component) {
  served.then((module) => module.mount(component));
  return () => served.then((module) => module.unmount(component.parentElement));
}
"""


def base_path() -> str:
    """Return the path that the app is served under: "" or such as "/lab"."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def front_end_component(name: str, module: str) -> Callable[..., Any]:
    """Register the front-end module `module` as the Streamlit component `name`.

    Parameters
    ----------
    name : str
        What Streamlit calls it; one registration a name, at import.
    module : str
        The path below `cnnviz/frontend`, such as "digits/digits_view.js". It exports
        `mount({parentElement, data})` and `unmount(parentElement)`.

    Returns
    -------
    callable
        `mount(*, key, data, height)` of Streamlit's components v2.

    Raises
    ------
    FileNotFoundError
        When there is no such module.
    """
    if not (FRONTEND / module).is_file():
        raise FileNotFoundError(f"no front-end module {module}")
    address = f"{base_path()}{FRONTEND_ROUTE}/{module}"
    return st.components.v2.component(name, js=_LOADER % {"address": address})


def as_base64(pixels: npt.NDArray[np.uint8]) -> str:
    """Encode pixels row by row for a component's `data`, which takes no arrays within a dict.

    Examples
    --------
    >>> as_base64(np.array([[0, 255]], np.uint8))
    'AP8='
    """
    return base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode("ascii")
