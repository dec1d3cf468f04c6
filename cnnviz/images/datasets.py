"""MNIST from its own IDX files, checked byte for byte.

The format (LeCun, Cortes, Burges, "The MNIST database of handwritten digits"): two zero bytes, one
byte for the data type, one for the number of dimensions, each side as a big-endian 32-bit number,
then the values.
"""

import gzip
import hashlib
import io
import zlib
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import check_choice
from cnnviz.common.assets import ASSETS
from cnnviz.common.errors import ArgumentError

UNSIGNED_BYTES = 0x08
LARGEST_DIMENSIONS = 3
LARGEST_DATA = 1 << 26  # bytes; the training digits take 47 million
PARTS = {"train": "train", "test": "t10k"}
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def parse_idx(data: bytes, where: str = "IDX data") -> NDArray[np.uint8]:
    """Read unsigned bytes in the IDX format.

    Parameters
    ----------
    data : bytes
        The whole uncompressed file.
    where : str
        What the data is called in an error message, usually the file's name.

    Returns
    -------
    (...) uint8 in 0..255
        One to three axes, as the data says; a writable copy.

    Raises
    ------
    ArgumentError
        When the magic number or the sizes are wrong.

    Examples
    --------
    >>> parse_idx(bytes([0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]))
    array([7, 2, 1], dtype=uint8)
    """
    magic, dimensions = data[:3], data[3] if len(data) > 3 else 0
    if magic != bytes([0, 0, UNSIGNED_BYTES]) or not 1 <= dimensions <= LARGEST_DIMENSIONS:
        message = f"the magic number must be 0x00000801 to 0x00000803, got 0x{data[:4].hex()}"
        raise _refused(where, message)
    start = 4 + 4 * dimensions
    if len(data) < start:
        raise _refused(where, f"the header must be {start} bytes, got {len(data)}")
    shape = tuple(int(side) for side in np.frombuffer(data, ">u4", dimensions, offset=4))
    if len(data) - start != prod(shape):
        needs = f"{' × '.join(map(str, shape))} needs {prod(shape)} bytes"
        raise _refused(where, f"{needs}, got {len(data) - start}")
    return np.frombuffer(data, np.uint8, offset=start).reshape(shape).copy()


def read_idx(path: str | Path) -> NDArray[np.uint8]:
    """Read an IDX file of unsigned bytes, gzipped when its name ends in ``.gz``.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    (...) uint8 in 0..255

    Raises
    ------
    ArgumentError
        When it isn't gzip, or the magic number or the sizes are wrong.
    """
    return parse_idx(_uncompressed(Path(path)), Path(path).name)


def load_mnist(
    part: str, folder: Path = ASSETS / "mnist"
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Load the training or the test part of MNIST.

    Parameters
    ----------
    part : {"train", "test"}
        60,000 or 10,000 digits.
    folder : Path
        Where the four gzipped IDX files lie.

    Returns
    -------
    images : (N, 28, 28) uint8 in 0..255
        White on black.
    labels : (N,) int64 in 0..9

    Raises
    ------
    ArgumentError
        When the part is unknown, or a file isn't the one that was published.
    """
    check_choice("part", part, PARTS)
    images = _published(folder, f"{PARTS[part]}-images-idx3-ubyte")
    labels = _published(folder, f"{PARTS[part]}-labels-idx1-ubyte")
    return images, labels.astype(np.int64)


def _published(folder: Path, name: str) -> NDArray[np.uint8]:
    data = _uncompressed(folder / f"{name}.gz")
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise _refused(name, f"the SHA-256 must be {SHA256[name]}, got {found}")
    return parse_idx(data, name)


def _uncompressed(path: Path) -> bytes:
    data = path.read_bytes()
    return uncompress(data, path.name) if path.suffix == ".gz" else data


def uncompress(data: bytes, where: str) -> bytes:
    """Unpack gzipped data, of which no more is held than may be.

    Parameters
    ----------
    data : bytes
        A whole gzip file.
    where : str
        What it is called in an error message.

    Raises
    ------
    ArgumentError
        When it isn't gzip, is cut off, or holds more than 64 MiB.

    Examples
    --------
    >>> uncompress(gzip.compress(b"digits"), "digits.gz")
    b'digits'
    """
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(LARGEST_DATA + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _refused(where, "not a whole gzip file") from error
    if len(unpacked) > LARGEST_DATA:
        raise _refused(where, f"a gzip file must hold at most {LARGEST_DATA} bytes")
    return unpacked


def _refused(where: str, message: str) -> ArgumentError:
    """Return what is wrong with a file, in a sentence that begins with its name."""
    return ArgumentError("data", message, subject=f"{where}:")
