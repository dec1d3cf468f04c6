"""cnnviz: see what a convolutional network does to your own picture while you change it.

Arrays are (C, H, W) or (N, C, H, W) float32 everywhere; pictures are in [0, 1].
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Not lazy like the others: importing the file cnnviz/trace.py later would put that module in the
# function's place.
from cnnviz.trace import Trace, trace

if TYPE_CHECKING:
    from cnnviz.activation import activate
    from cnnviz.convolution import convolve
    from cnnviz.digits import prepare_digit
    from cnnviz.kernels import KERNELS
    from cnnviz.network import Network, load_network
    from cnnviz.pooling import pool

__all__ = [
    "KERNELS",
    "Network",
    "Trace",
    "activate",
    "convolve",
    "load_network",
    "pool",
    "prepare_digit",
    "trace",
]

_HOMES = {
    "KERNELS": "cnnviz.kernels",
    "Network": "cnnviz.network",
    "activate": "cnnviz.activation",
    "convolve": "cnnviz.convolution",
    "load_network": "cnnviz.network",
    "pool": "cnnviz.pooling",
    "prepare_digit": "cnnviz.digits",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: torch alone takes two seconds."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cnnviz' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
