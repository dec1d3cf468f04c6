"""Kernels that nobody made: those of a trained network's first layer."""

import msgspec
from safetensors import safe_open

from cnnviz.common.assets import ASSETS
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.kernels.gallery import Kernel, make_kernel


class _Layer(msgspec.Struct):
    name: str
    kind: str


class _Description(msgspec.Struct):
    name: str
    layers: tuple[_Layer, ...]


def learned_kernels(network: str = "digits") -> tuple[Kernel, ...]:
    """Return the kernels of a built-in network's first convolution.

    They are read from its file alone: `cnnviz.load_network` would bring torch, whose import takes
    two seconds, and the first page does not wait for that.

    Parameters
    ----------
    network : str
        A built-in network's name.

    Returns
    -------
    tuple of Kernel
        Values are (h, w) where the network reads grey, (C, h, w) where it reads color.

    Raises
    ------
    ArgumentError
        When there is no such network, or it has no convolution.

    Examples
    --------
    >>> learned_kernels("digits")[0].name
    'digits_conv1_1'
    """
    files = {path.stem: path for path in sorted((ASSETS / "networks").glob("*.safetensors"))}
    if network not in files:
        message = f"must be {' or '.join(files)}, got {network!r}"
        raise ArgumentError(
            "network", message, value=network, allowed=Allowed(choices=tuple(files))
        )
    with safe_open(files[network], "numpy") as file:
        read = msgspec.json.decode(file.metadata()["cnnviz"], type=_Description)
        layer = next((layer for layer in read.layers if layer.kind == "convolution"), None)
        if layer is None:
            message = f"must have a convolution, got {read.name} without one"
            raise ArgumentError("network", message, value=network)
        all_weights = file.get_tensor(f"{layer.name}.weight")
    return tuple(
        make_kernel(
            f"{read.name}_{layer.name}_{number}",
            f"{read.name} {layer.name} {number}",
            "learned",
            weights[0] if len(weights) == 1 else weights,
            "What training found useful: nobody chose these numbers.",
            f"{layer.name}, map {number}, of the network {read.name}",
        )
        for number, weights in enumerate(all_weights, 1)
    )
