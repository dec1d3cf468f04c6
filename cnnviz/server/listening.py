"""The socket that the server listens on, and how to say where it is."""

import socket
import urllib.error
import urllib.request
from typing import Final

from cnnviz.server.private import HEALTH_ROUTE

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - a class reaches the app over its own network
WAITING: Final = 2048
"""So many may wait to be let in, as uvicorn has it."""


def listen(address: str, port: int) -> socket.socket:
    """Listen on a TCP port, with every answer sent at once.

    Nagle's algorithm would hold back the end of an answer until the browser has acknowledged its
    beginning, which it delays for up to 40 ms. asyncio switches it off for sockets that are made
    with an explicit protocol; the connections of this one are.

    Parameters
    ----------
    address : str
        "127.0.0.1", "::1", `EVERYWHERE`, or a name of this machine.
    port : int
        0 takes a free one.

    Raises
    ------
    OSError
        When the port can't be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((address, port))
        listener.listen(WAITING)
    except BaseException:
        listener.close()
        raise
    return listener


def answers(url: str) -> bool:
    """Tell whether a server answers at Streamlit's health address."""
    try:
        with urllib.request.urlopen(f"{url}{HEALTH_ROUTE}", timeout=5) as answer:  # noqa: S310 - always http
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def network_address() -> str | None:
    """Return this machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 1))  # an address for documentation; any would do
        except OSError:
            return None
        return str(probe.getsockname()[0])


def announcement(address: str, port: int, base_path: str = "", network: str | None = None) -> str:
    """Return the lines that say where the app is.

    Examples
    --------
    >>> print(announcement("127.0.0.1", 8501, "/lab", "10.0.0.7"))
    cnnviz is at http://localhost:8501/lab
    Ctrl-C stops it.
    """
    host = "localhost" if address in (EVERYWHERE, "127.0.0.1") else address
    host = f"[{host}]" if ":" in host else host
    lines = [f"cnnviz is at http://{host}:{port}{base_path}"]
    if address == EVERYWHERE and network:
        lines.append(f"and for others on this network at http://{network}:{port}{base_path}")
    return "\n".join([*lines, "Ctrl-C stops it."])
