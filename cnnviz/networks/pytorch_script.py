"""A network as a plain PyTorch program that rebuilds it and runs it, without cnnviz."""

import base64
import textwrap

from torch import nn

from cnnviz.common.errors import ArgumentError
from cnnviz.networks.network import Network

_PROGRAM = '''\
"""The network {name!r} of cnnviz, rebuilt in plain PyTorch.

python {file_name} picture.png   reads a white digit on black, of {height}×{width} pixels.
Without a picture it reads an empty one. It needs torch, numpy and Pillow.
"""

import base64
import sys

import numpy as np
import torch
from PIL import Image
from torch import nn

LABELS = {labels!r}

network = nn.Sequential()
{modules}

# Weights and biases: float32, in base64, each with its shape.
TENSORS = {{
{tensors}
}}
network.load_state_dict(
    {{
        name: torch.frombuffer(
            bytearray(base64.b64decode("".join(text.split()))), dtype=torch.float32
        ).reshape(shape)
        for name, (shape, text) in TENSORS.items()
    }}
)
network.eval()


def read(picture):
    """Return the probability of each class for a picture {shape}, values from 0 to 1."""
    with torch.inference_mode():
        return network(torch.as_tensor(picture, dtype=torch.float32)[None])[0]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        image = Image.open(sys.argv[1]).convert("L").resize(({width}, {height}))
        picture = np.asarray(image, np.float32)[None] / 255
    else:
        picture = np.zeros({shape}, np.float32)
    for label, probability in zip(LABELS, read(picture).tolist()):
        print(f"{{label}}: {{probability:.6f}}")
'''


def write_script(network: Network, file_name: str = "network.py") -> str:
    """Return a network of one channel as a Python program with its weights in it.

    Parameters
    ----------
    network : Network
        One that reads grey pictures, (1, H, W).
    file_name : str
        What the program calls itself.

    Returns
    -------
    str

    Raises
    ------
    ArgumentError
        When the network doesn't read grey pictures, or has a layer that `torch.nn` lacks, such as
        a sum with an earlier one.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> program = write_script(load_network("digits"))
    >>> 'network.add_module("pool1", nn.MaxPool2d(kernel_size=(2, 2), stride=(2, 2)' in program
    True
    """
    channels, height, width = network.input_shape
    if channels != 1:
        raise ArgumentError(
            "network",
            f"must read pictures of 1 channel, got {channels}",
            value=channels,
            subject="the network",
        )
    for name, module in network.modules.items():
        if not hasattr(nn, repr(module).partition("(")[0]):
            raise ArgumentError(
                "network",
                "must be one row of PyTorch's own layers to be written as a program, "
                f"got {name}, which is none of them",
                value=name,
                subject="the network",
            )
    return _PROGRAM.format(
        name=network.name,
        file_name=file_name,
        height=height,
        width=width,
        shape=network.input_shape,
        labels=list(network.labels),
        modules="\n".join(
            f'network.add_module("{name}", nn.{module!r})'
            for name, module in network.modules.items()
        ),
        tensors="\n".join(_tensors(network)),
    )


def _tensors(network: Network) -> list[str]:
    entries = []
    for name, tensor in network.tensors().items():
        text = base64.b64encode(tensor.contiguous().numpy().tobytes()).decode()
        lines = textwrap.indent(textwrap.fill(text, 92), " " * 8)
        entries.append(
            f'    "{name}": (\n        {tuple(tensor.shape)},\n'
            f'        """\n{lines}\n        """,\n    ),'
        )
    return entries
