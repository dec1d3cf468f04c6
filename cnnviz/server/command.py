"""The command ``cnnviz serve``: its options, and what is said when the port can't be had."""

import argparse
import sys
from collections.abc import Sequence

from cnnviz.server.launcher import PORT, serve
from cnnviz.server.listening import EVERYWHERE


def port_number(text: str) -> int:
    """Read a TCP port.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a number between 1 and 65535.

    Examples
    --------
    >>> port_number("8501")
    8501
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"must be between 1 and 65535, got {text}")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options of ``cnnviz serve``, and serve until stopped."""
    parser = argparse.ArgumentParser("cnnviz serve", description="Serve the app to browsers.")
    parser.add_argument("--port", type=port_number, default=PORT, help=f"{PORT} unless told")
    parser.add_argument(
        "--address",
        default=EVERYWHERE,
        help=f"where to listen: {EVERYWHERE} for everybody, 127.0.0.1 for this computer alone",
    )
    parser.add_argument("--base-path", default="", help="below which it is, such as lab")
    asked = parser.parse_args(arguments)
    try:
        serve(asked.address, asked.port, asked.base_path)
    except OSError as taken:
        sys.exit(
            f"Port {asked.port} on {asked.address} can't be had ({taken.strerror}): "
            f"try another one, such as {asked.port % 65535 + 1}."
        )
