"""Read inputs in a process of its own, which ends when something happens that must not."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from fuzz.parent import Outcome, run

PATIENCE = 60.0  # seconds of the processor that an input may take here: a machine may be slow


def read_all(target: str, files: Mapping[str, bytes], seconds: float = PATIENCE) -> Outcome:
    """Let a target read files; what is wrong about one of them is in `problem`."""
    with tempfile.TemporaryDirectory() as folder:
        for index, file in enumerate(files.values()):
            (Path(folder) / f"{index:04}").write_bytes(file)
        return run(target, "--inputs", folder, "--limit", str(seconds))
