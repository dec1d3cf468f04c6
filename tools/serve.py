"""Serve the app for people: say where, and stop on Ctrl-C."""

import argparse
import socket
import sys
import threading
import time

import click
from streamlit.web import cli

from tools.server import ROOT, answers

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a class reaches the app over its own network


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


def is_free(address: str, port: int) -> bool:
    """Tell whether a server can listen on a port."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError:
            return False
    return True


def network_address() -> str | None:
    """Return this machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 1))  # an address for documentation; any would do
        except OSError:
            return None
        return str(probe.getsockname()[0])


def announcement(address: str, port: int, network: str | None) -> str:
    """Return the lines that say where the app is.

    Examples
    --------
    >>> print(announcement("127.0.0.1", 8501, "10.0.0.7"))
    cnnviz is at http://localhost:8501
    Ctrl-C stops it.
    """
    host = "localhost" if address in (EVERYWHERE, "127.0.0.1") else address
    lines = [f"cnnviz is at http://{host}:{port}"]
    if address == EVERYWHERE and network:
        lines.append(f"and for others on this network at http://{network}:{port}")
    return "\n".join([*lines, "Ctrl-C stops it."])


def announce(address: str, port: int) -> None:
    """Say where the app is, as soon as it answers."""
    local = "127.0.0.1" if address == EVERYWHERE else address
    while not answers(f"http://{local}:{port}"):
        time.sleep(0.05)
    print(announcement(address, port, network_address()), flush=True)


def serve(address: str, port: int) -> None:
    """Run Streamlit in this process until it is told to stop."""
    arguments = [
        *("run", str(ROOT / "app.py"), "--logger.hideWelcomeMessage=true"),
        *(f"--server.address={address}", f"--server.port={port}"),
    ]
    try:
        cli.main(arguments, prog_name="streamlit", standalone_mode=False)
    except click.Abort:  # how Streamlit's command line says that Ctrl-C was pressed
        print("\nStopped.")


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", default="8501")
    parser.add_argument("--address", default=EVERYWHERE)
    options = parser.parse_args()
    try:
        port = port_number(options.port)
    except ValueError as wrong:
        sys.exit(str(wrong))
    if not is_free(options.address, port):
        sys.exit(f"Port {port} on {options.address} can't be had: try `make run PORT={port + 1}`.")
    threading.Thread(target=announce, args=(options.address, port), daemon=True).start()
    serve(options.address, port)


if __name__ == "__main__":
    main()
