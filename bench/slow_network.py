"""A network file that takes about as long for a drawing as a visitor's own may."""

import numpy as np
import torch

from cnnviz.live.digits.checking import LABELS
from cnnviz.live.networks.user_networks import INPUT_SHAPE
from cnnviz.networks.layers import AnyLayer, Convolution, Dense, Flatten, MaxPooling, Relu, Softmax
from cnnviz.networks.network_file import Header, Input, wanted_tensors, write_network_file

WIDEST = "conv2"
MAPS = 48
LAYERS: tuple[AnyLayer, ...] = (
    Convolution(name="conv1", maps=MAPS, kernel_size=(5, 5), padding=(2, 2)),
    Relu(name="relu1"),
    Convolution(name=WIDEST, maps=MAPS, kernel_size=(5, 5), padding=(2, 2)),
    Relu(name="relu2"),
    MaxPooling(name="pool1", kernel_size=(4, 4), stride=(4, 4)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=len(LABELS)),
    Softmax(name="softmax"),
)


def slow_network_file() -> bytes:
    """Write the file: two convolutions, 46 million products for a drawing, random weights."""
    header = Header(
        format="cnnviz-network",
        version=1,
        name="slow",
        input=Input(INPUT_SHAPE),
        labels=LABELS,
        layers=LAYERS,
    )
    random = np.random.default_rng(0)
    return write_network_file(
        header,
        {
            name: torch.from_numpy(random.normal(0, 0.1, shape).astype(np.float32))
            for name, shape in wanted_tensors(header, "slow").items()
        },
    )
