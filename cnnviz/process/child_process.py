"""A module in a process of its own, so that the server goes on answering.

What it tells goes over its standard output: pieces, each four bytes of length and then so many
bytes. It runs at a lower priority, and ends when its parent is gone, however that went: its
standard input ends then.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Final

ROOT: Final = Path(__file__).resolve().parents[2]
NICE: Final = 19
GONE: Final = 3  # exit code when nobody listens any more
LENGTH_BYTES: Final = 4


def start_module(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of cnnviz with pipes to its standard input and from its standard output."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", name, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def write_piece(stream: IO[bytes], data: bytes) -> None:
    """Write a piece at once; raises OSError when nobody listens any more."""
    stream.write(len(data).to_bytes(LENGTH_BYTES, "little"))
    stream.write(data)
    stream.flush()


def read_piece(stream: IO[bytes]) -> bytes | None:
    r"""Wait for a piece; None at the end, even in the middle of a piece.

    Examples
    --------
    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> write_piece(stream, b"one")
    >>> stream.write(b"\3\0\0\0tw"), stream.seek(0)
    (6, 0)
    >>> read_piece(stream), read_piece(stream)
    (b'one', None)
    """
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "little")
    data = stream.read(length)
    return data if len(data) == length else None


def begin() -> IO[bytes]:
    """Set up this process as a worker before it imports torch; return the stream for its pieces."""
    # torch makes a folder as it is imported, for what it compiles: nothing here. One that is there
    # already needs no room on a disk that may be full.
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(Path(__file__).parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, with which this ends
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no stray print among the pieces
    return output


def lower_priority(*, is_awaited: bool = False) -> None:
    """Compute when nobody else does: a pen that moves is somebody who waits.

    Parameters
    ----------
    is_awaited : bool
        Whether somebody waits for this process as well, who should see it go on where there are
        trainings, or where others have all processors. It then gets 1.5 of 100 parts of them.
    """
    if hasattr(os, "sched_setscheduler") and not is_awaited:  # Linux
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    elif hasattr(os, "nice"):
        os.nice(NICE)
