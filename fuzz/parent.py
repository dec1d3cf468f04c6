"""Start the process that reads inputs, and find out what became of it."""

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fuzz.account import Account, Figures
from tools.server import ROOT

SAID: Final = 30  # lines of what a process wrote last
LOOK_SECONDS: Final = 0.5
PATIENCE: Final = 120.0
"""Seconds on the wall that one input may take: many times what it may take of the processor."""
LAST_WORDS: Final = 10.0  # seconds to say where it stood


@dataclass(frozen=True)
class Outcome:
    """What a process did.

    Attributes
    ----------
    figures : Figures
    problem : str
        Empty, or what happened that must not.
    last : bytes
        The input that it read last.
    """

    figures: Figures
    problem: str
    last: bytes


def run(
    target: str, *options: str, module: str = "fuzz.child", patience: float = PATIENCE
) -> Outcome:
    """Let a process of its own read inputs, with the options of `fuzz.child`."""
    with tempfile.TemporaryDirectory(prefix="cnnviz-fuzz-") as folder:
        path = Path(folder) / "account"
        account = Account.make(path)
        command = [sys.executable, "-m", module, target, str(path), *options]
        return follow(command, account, patience)


def follow(command: Sequence[str], account: Account, patience: float) -> Outcome:
    """Start a process that keeps this account, and end it when it only waits."""
    problem, said = "", None
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            while said is None:
                said = _heard(process, LOOK_SECONDS)
                begun = account.figures.begun
                if said is None and begun and time.monotonic() - begun > patience:
                    problem = f"it took more than {patience:g} s, and seems to wait"
                    process.send_signal(signal.SIGABRT)  # which says where it stands
                    said = _heard(process, LAST_WORDS) or b""
        finally:
            process.kill()
    if process.returncode:
        lines = said.decode(errors="replace").splitlines()[-SAID:]
        problem = "\n".join([problem or _how(process.returncode), *lines])
    return Outcome(account.figures, problem, account.last)


def _heard(process: subprocess.Popen[bytes], seconds: float) -> bytes | None:
    """Return what a process that ends within these seconds has said."""
    try:
        return process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        return None


def _how(code: int) -> str:
    if code == -signal.SIGPROF:
        return "it took too long"
    return signal.Signals(-code).name if code < 0 else f"it ended with {code}"
