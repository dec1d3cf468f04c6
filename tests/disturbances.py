"""Variables with which a process of ours finds the disk full, or its clock jumping."""

from pathlib import Path

_FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file can get a single byte
try:
    with open({proof!r}, "w") as file:
        file.write("a")
except OSError:
    pass
"""
_JUMPING_CLOCK = """
import itertools, time
real, year = time.time, 365 * 86400.0
jumps = itertools.cycle((0.0, year, -year))
time.time = lambda: real() + next(jumps)
"""


class FullDisk:
    """A disk without room for a process, and for those that it starts.

    Parameters
    ----------
    folder : path
        For what brings it about.
    """

    def __init__(self, folder: Path) -> None:
        self._proof = folder / "proof"
        self.environment = _at_start(_FULL_DISK.format(proof=str(self._proof)), folder)
        self.environment["TMPDIR"] = str(folder / "not there")

    def was_full(self) -> bool:
        """Tell whether the process tried to write, and could not."""
        return self._proof.read_bytes() == b""


def jumping_clock(folder: Path) -> dict[str, str]:
    """Return the variables with which a process's clock jumps a year to and fro at each look."""
    return _at_start(_JUMPING_CLOCK, folder)


def _at_start(code: str, folder: Path) -> dict[str, str]:
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": str(folder)}
