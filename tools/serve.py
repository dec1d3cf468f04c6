"""Serve the app for people: say where, and stop on Ctrl-C."""

import argparse
import sys

from cnnviz.server.launcher import PORT, serve
from cnnviz.server.listening import EVERYWHERE


def port_number(text: str) -> int:
    """Read a TCP port.

    Raises
    ------
    ValueError
        If it is not a number between 1 and 65535.

    Examples
    --------
    >>> port_number("8501")
    8501
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ValueError(f"PORT must be between 1 and 65535, got {text}")
    return int(text)


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", default=str(PORT))
    parser.add_argument("--address", default=EVERYWHERE)
    parser.add_argument("--base-path", default="")
    options = parser.parse_args()
    try:
        port = port_number(options.port)
    except ValueError as wrong:
        sys.exit(str(wrong))
    try:
        serve(options.address, port, options.base_path)
    except OSError as taken:
        sys.exit(
            f"Port {port} on {options.address} can't be had ({taken.strerror}): "
            f"try `make run PORT={port + 1}`."
        )


if __name__ == "__main__":
    main()
