"""Checks of the tensors that may come with a message; each refusal names the tensor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import Allowed, ArgumentError

MAX_WEIGHT: Final = 1e6  # three stages of such weights stay within float32
MAX_SIDE: Final = 512  # of drawings and pictures
MAX_FILE_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True)
class Carried:
    """The one tensor that a kind of message carries.

    Attributes
    ----------
    name : str
    check : callable
        Takes the tensor and returns it, or raises ArgumentError.
    file : str
        Of what it is the file, such as "picture"; then it has to come. Empty for no file.
    """

    name: str
    check: Callable[[NDArray[Any]], NDArray[np.uint8]]
    file: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it is a file's bytes."""
        return bool(self.file)

    def checked(self, tensor: NDArray[Any] | None) -> NDArray[np.uint8] | None:
        """Return the tensor, None where none came and none has to; raises ArgumentError."""
        if tensor is not None:
            return self.check(tensor)
        if self.is_file:
            message = f"is missing, it must hold the {self.file} file's bytes"
            raise ArgumentError(self.name, message, subject=f"tensor {self.name}")
        return None


def check_file(tensor: NDArray[Any]) -> NDArray[np.uint8]:
    """See that a file's bytes came, and not too many; raises ArgumentError."""
    if tensor.dtype != np.uint8 or tensor.ndim != 1:
        raise ArgumentError("file", f"must be U8 with 1 axis, got {_describe(tensor)}")
    if not 1 <= tensor.size <= MAX_FILE_BYTES:
        raise ArgumentError(
            "file",
            f"must be between 1 and {MAX_FILE_BYTES} bytes, got {tensor.size}",
            value=tensor.size,
            allowed=Allowed(minimum=1, maximum=MAX_FILE_BYTES),
        )
    return tensor


def check_drawing(tensor: NDArray[Any]) -> NDArray[np.uint8]:
    """See that a drawing is (H, W) uint8 with possible sides; raises ArgumentError."""
    if tensor.dtype != np.uint8 or tensor.ndim != 2:
        raise ArgumentError("drawing", f"must be U8 with 2 axes (H, W), got {_describe(tensor)}")
    _check_sides(tensor, "drawing")
    return tensor


def check_picture(tensor: NDArray[Any]) -> NDArray[np.uint8]:
    """See that a picture is (1 or 3, H, W) uint8 with possible sides; raises ArgumentError."""
    if tensor.dtype != np.uint8 or tensor.ndim != 3 or len(tensor) not in (1, 3):
        message = f"must be U8 with 3 axes (1 or 3, H, W), got {_describe(tensor)}"
        raise ArgumentError("picture", message)
    _check_sides(tensor, "picture")
    return tensor


def check_weights(tensor: NDArray[Any], name: str) -> NDArray[np.float32]:
    """See that weights or biases are float32, and numbers that may be; raises ArgumentError if not.

    Their shape is looked at later, when their network is known.
    """
    if tensor.dtype != np.float32:
        message = f"must be F32, got {_describe(tensor)}"
        raise ArgumentError(f"tensors.{name}", message, subject=name)
    if tensor.size:
        low, high = float(tensor.min()), float(tensor.max())
        if not (low >= -MAX_WEIGHT and high <= MAX_WEIGHT):  # NaN fails it, too
            raise ArgumentError(
                f"tensors.{name}",
                f"must hold numbers from −1,000,000 to 1,000,000, got {low:g} to {high:g}",
                value=(low, high),
                allowed=Allowed(minimum=-MAX_WEIGHT, maximum=MAX_WEIGHT),
                subject=name,
            )
    return tensor


def _check_sides(tensor: NDArray[Any], name: str) -> None:
    if not all(1 <= side <= MAX_SIDE for side in tensor.shape):
        raise ArgumentError(
            name,
            f"must be between 1 and {MAX_SIDE}, got {list(tensor.shape)}",
            value=tensor.shape,
            allowed=Allowed(minimum=1, maximum=MAX_SIDE),
            subject=f"{name}'s sides",
        )


def _describe(tensor: NDArray[Any]) -> str:
    return f"{tensor.dtype.name} with shape {list(tensor.shape)}"


DRAWING: Final = Carried("drawing", check_drawing)
PICTURE: Final = Carried("picture", check_picture)
PICTURE_FILE: Final = Carried("file", check_file, file="picture")
NETWORK_FILE: Final = Carried("file", check_file, file="network")
