"""The account that a process keeps of its inputs, in a file that its parent maps as well."""

import mmap
import struct
import time
from pathlib import Path
from typing import Final, NamedTuple, Self

LONGEST: Final = 9 << 20  # bytes of one input
_LAYOUT: Final = struct.Struct("<QdQQd")


class Figures(NamedTuple):
    """What has been done so far.

    Attributes
    ----------
    inputs : int
        How many have been read.
    slowest : float, seconds
        What one input took of the processor at most.
    above_idle : int, bytes
        How much more memory it held at most while it read one than before it.
    length : int, bytes
        Of the input read last.
    begun : float, seconds
        When that was begun, on the machine's `time.monotonic`; 0 when it is over.
    """

    inputs: int = 0
    slowest: float = 0.0
    above_idle: int = 0
    length: int = 0
    begun: float = 0.0


class Account:
    """The file, written by the one who reads inputs and looked at by its parent.

    Parameters
    ----------
    path : path
        A file that `Account.make` made.
    """

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), _LAYOUT.size + LONGEST)

    @classmethod
    def make(cls, path: Path) -> Self:
        """Make the file, with nothing done yet."""
        path.write_bytes(bytes(_LAYOUT.size + LONGEST))
        return cls(path)

    def begin(self, data: bytes) -> None:
        """Note the input that is read from now on."""
        data = data[:LONGEST]
        self._bytes[_LAYOUT.size : _LAYOUT.size + len(data)] = data
        self._write(self.figures._replace(length=len(data), begun=time.monotonic()))

    def end(self) -> None:
        """Note that its reading is over."""
        self._write(self.figures._replace(begun=0.0))

    def count(self, seconds: float, above_idle: int) -> None:
        """Note what its reading took."""
        so_far = self.figures
        self._write(
            so_far._replace(
                inputs=so_far.inputs + 1,
                slowest=max(so_far.slowest, seconds),
                above_idle=max(so_far.above_idle, above_idle),
            )
        )

    @property
    def figures(self) -> Figures:
        """What has been done so far."""
        return Figures(*_LAYOUT.unpack_from(self._bytes))

    @property
    def last(self) -> bytes:
        """The input read last."""
        return self._bytes[_LAYOUT.size : _LAYOUT.size + self.figures.length]

    def _write(self, figures: Figures) -> None:
        self._bytes[: _LAYOUT.size] = _LAYOUT.pack(*figures)
