"""Network files as visitors may bring them."""

import numpy as np
import torch

from cnnviz.networks.layers import AnyLayer, Convolution, Dense, Flatten, Softmax
from cnnviz.networks.network_file import Header, Input, wanted_tensors, write_network_file

DIGITS = tuple("0123456789")


def network_file(
    *before: AnyLayer,
    shape: tuple[int, int, int] = (1, 28, 28),
    labels: tuple[str, ...] = DIGITS,
    seed: int = 0,
    name: str = "mine",
) -> bytes:
    """Write a file of these layers, then flatten, dense and softmax, with random weights."""
    after = (
        Flatten(name="flatten"),
        Dense(name="out", units=len(labels)),
        Softmax(name="softmax"),
    )
    header = Header(
        format="cnnviz-network",
        version=1,
        name=name,
        input=Input(shape),
        labels=labels,
        layers=(*before, *after),
    )
    random = np.random.default_rng(seed)
    return write_network_file(
        header,
        {
            name: torch.from_numpy(random.normal(0, 0.1, wanted).astype(np.float32))
            for name, wanted in wanted_tensors(header, "test").items()
        },
    )


def convolution(name: str, maps: int, side: int = 3, padding: int = 0) -> Convolution:
    """Describe a convolution with square kernels."""
    return Convolution(name=name, maps=maps, kernel_size=(side, side), padding=(padding, padding))
