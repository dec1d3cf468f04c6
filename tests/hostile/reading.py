"""Read inputs in a process of its own, which ends when something happens that must not."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from fuzz.parent import Outcome, run

PATIENCE = 60.0  # seconds of the processor that an input may take here: a machine may be slow


def read_all(
    target: str, files: Sequence[bytes], *, iterations: int = 0, seconds: float = PATIENCE
) -> Outcome:
    """Let a target read files and changed seeds; what is wrong about one is in `problem`."""
    with tempfile.TemporaryDirectory() as folder:
        for index, file in enumerate(files):
            (Path(folder) / f"{index:04}").write_bytes(file)
        options = {"inputs": folder, "iterations": iterations, "limit": seconds}
        return run(target, *(f"--{name}={value}" for name, value in options.items()))
