"""Mount a front-end module of `cnnviz/frontend` in a Streamlit page."""

import base64
import json
import os
import re
from collections.abc import Callable
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.components.front_end_files import (
    FRONTEND,
    FRONTEND_ROUTE,
    front_end_files,
    neighbor,
)

BASE_PATH: Final = "CNNVIZ_BASE_PATH"
"""Names the path below which the launcher serves the app."""

# Streamlit imports a component's script from a Blob, where relative imports have no base: these
# lines only fetch the served module and hand over. The module's `mount` is called at every change
# of `data`, on the same element; `unmount` once, when the element goes. The files that it will ask
# for are fetched at once, side by side, instead of one import after the other.
_LOADER: Final = """
for (const address of %(files)s) {
  const link = document.createElement('link');
  const isModule = address.endsWith('.js');
  link.rel = isModule ? 'modulepreload' : 'preload';
  if (!isModule) link.as = 'style';
  link.href = new URL(address, location.origin).href;
  document.head.append(link);
}
const served = import(new URL('%(address)s', location.origin).href);
export default function (component) {
  const [data] = component.data;
  served.then((module) => module.mount({ ...component, data }));
  return () => served.then((module) => module.unmount(component.parentElement));
}
"""

_MENTIONED: Final = re.compile(r"""(?:from |new URL\()'(\.{1,2}/[^']+\.(?:js|css))'""")


def base_path() -> str:
    """Return the path that the app is served under: "" or such as "/lab"."""
    return as_path(os.environ.get(BASE_PATH, "")) + streamlit_path()


def streamlit_path() -> str:
    """Return that part of `base_path` that Streamlit's own routes have in them."""
    return as_path(str(st.get_option("server.baseUrlPath") or ""))


def as_path(text: str) -> str:
    """Write a base path as it stands in addresses.

    Examples
    --------
    >>> as_path("lab/"), as_path("/")
    ('/lab', '')
    """
    path = text.strip("/")
    return f"/{path}" if path else ""


def front_end_component(name: str, module: str) -> Callable[..., None]:
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
        `mount(*, key, data, width)`, which shows the view; `data` is what JSON can say.

    Raises
    ------
    FileNotFoundError
        When there is no such module.
    """
    if not (FRONTEND / module).is_file():
        raise FileNotFoundError(f"no front-end module {module}")
    root = f"{base_path()}{FRONTEND_ROUTE}/{front_end_files().version}"
    files = json.dumps([f"{root}/{path}" for path in needed_files(module)])
    loader = _LOADER % {"address": f"{root}/{module}", "files": files}
    mount = st.components.v2.component(name, js=loader)

    def mount_with(
        *, key: str, data: dict[str, Any], width: int | Literal["stretch"] = "stretch"
    ) -> None:
        # In a list, or Streamlit looks for tables in it, and imports pandas to know one
        mount(key=key, data=[data], width=width)

    return mount_with


def needed_files(module: str) -> list[str]:
    """List the files that a module loads, itself first: its imports, theirs, and its style sheet.

    Parameters
    ----------
    module : str
        The path below `cnnviz/frontend`.

    Returns
    -------
    list of str
        Paths below `cnnviz/frontend`, each once.

    Examples
    --------
    >>> needed_files("digits/verdict.js")
    ['digits/verdict.js', 'ui/numbers.js']
    """
    found = [module]
    for path in found:  # grows while it is walked
        if path.endswith(".js"):
            text = (FRONTEND / path).read_text(encoding="utf-8")
            others = (neighbor(path, name) for name in _MENTIONED.findall(text))
            found.extend(other for other in dict.fromkeys(others) if other not in found)
    return found


def as_base64(pixels: npt.NDArray[np.uint8]) -> str:
    """Encode pixels row by row for a component's `data`, which takes no arrays within a dict.

    Examples
    --------
    >>> as_base64(np.array([[0, 255]], np.uint8))
    'AP8='
    """
    return base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode("ascii")
