"""Start the process that reads inputs, and find out what became of it."""

import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fuzz.child import FILE_BYTES, HEADER
from tools.server import ROOT

SAID: Final = 12  # lines of what a process wrote last


@dataclass(frozen=True)
class Account:
    """What a process did.

    Attributes
    ----------
    inputs : int
        How many it has read.
    slowest : float, seconds
        What one input took of the processor at most.
    above_idle : int, bytes
        How much more memory it held at most than before the first input.
    problem : str
        Empty, or what happened that must not.
    last : bytes
        The input that it read last.
    """

    inputs: int
    slowest: float
    above_idle: int
    problem: str
    last: bytes


def run(target: str, *options: str, module: str = "fuzz.child") -> Account:
    """Let a process of its own read inputs, with the options of `fuzz.child`."""
    with tempfile.TemporaryDirectory(prefix="cnnviz-fuzz-") as folder:
        path = Path(folder) / "account"
        path.write_bytes(bytes(FILE_BYTES))
        process = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", module, target, str(path), *options],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        data = path.read_bytes()
    inputs, slowest, above, length = HEADER.unpack_from(data)
    said = process.stderr.decode(errors="replace").splitlines()[-SAID:]
    problem = f"{_how(process.returncode)}\n" + "\n".join(said) if process.returncode else ""
    return Account(inputs, slowest, above, problem, data[HEADER.size :][:length])


def _how(code: int) -> str:
    if code == -signal.SIGPROF:
        return "it took too long"
    return signal.Signals(-code).name if code < 0 else f"it ended with {code}"
