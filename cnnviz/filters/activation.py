"""Activation: one function applied to every number of a map by itself."""

from collections.abc import Callable
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import check_choice
from cnnviz.common.errors import ArgumentError

Activation = Literal["none", "relu", "leaky_relu", "elu", "tanh", "sigmoid", "absolute"]

ACTIVATIONS: Final[dict[str, str]] = {
    "none": "x",
    "relu": "max(0, x)",
    "leaky_relu": "x if x > 0, else 0.01 x",
    "elu": "x if x > 0, else eˣ − 1",
    "tanh": "tanh x",
    "sigmoid": "1 / (1 + e⁻ˣ)",
    "absolute": "|x|",
}
"""Each activation's name and formula; slopes and scales are torch's."""


def activate(x: ArrayLike, kind: Activation) -> NDArray[np.float32]:
    """Apply an activation to every number.

    Parameters
    ----------
    x : float32 of any shape
        Other real types are converted.
    kind : "none", "relu", "leaky_relu", "elu", "tanh", "sigmoid" or "absolute"
        The formulas are those of `torch.nn`, with its defaults; see `ACTIVATIONS`.

    Returns
    -------
    float32 of the same shape
        relu and absolute: at least 0; elu: above −1; tanh: −1 to 1; sigmoid: 0 to 1. The array
        itself for "none".

    Raises
    ------
    ArgumentError
        When there is no such activation, or `x` holds no real numbers.

    Examples
    --------
    >>> activate([-2.0, 0.0, 3.0], "relu").tolist()
    [0.0, 0.0, 3.0]
    >>> activate([-200.0, 0.0, 300.0], "leaky_relu").tolist()
    [-2.0, 0.0, 300.0]
    """
    check_choice("kind", kind, ACTIVATIONS, subject="activation")
    array = np.asarray(x)
    if array.dtype.kind not in "fiub":
        raise ArgumentError("x", f"must hold real numbers, got {array.dtype}")
    array = np.asarray(array, np.float32)
    if kind == "none":
        return array
    if kind == "relu":
        return np.asarray(np.maximum(array, np.float32(0)))
    if kind == "absolute":
        return np.asarray(np.abs(array))
    return _by_torch(array, kind)


def _by_torch(array: NDArray[np.float32], kind: Activation) -> NDArray[np.float32]:
    import torch  # takes two seconds, which the activations above don't wait for

    functions: dict[str, Callable[..., Any]] = {
        "leaky_relu": torch.nn.functional.leaky_relu,
        "elu": torch.nn.functional.elu,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
    }
    with torch.inference_mode():
        numbers = torch.from_numpy(np.require(array, None, ["C", "W"]))
        return np.asarray(functions[kind](numbers).numpy())
