"""Kernels that nobody made: those of a trained network's first layer."""

from cnnviz.kernel_gallery import Kernel, make_kernel


def learned_kernels(network: str = "digits") -> tuple[Kernel, ...]:
    """Give the kernels of a network's first convolution.

    Parameters
    ----------
    network : str
        As `cnnviz.load_network` takes it.

    Returns
    -------
    tuple of Kernel
        Values are (h, w) where the network reads grey, (C, h, w) where it reads color.

    Raises
    ------
    ValueError
        When there is no such network, or it has no convolution.

    Examples
    --------
    >>> learned_kernels("digits")[0].name
    'digits_conv1_1'
    """
    from cnnviz.network import load_network  # brings torch, which takes two seconds

    read = load_network(network)
    layer = next((layer for layer in read.layers if layer.kind == "convolution"), None)
    if layer is None:
        raise ValueError(f"network must have a convolution, got {read.name} without one")
    return tuple(
        make_kernel(
            f"{read.name}_{layer.name}_{number}",
            f"{read.name} {layer.name} {number}",
            "learned",
            weights[0] if len(weights) == 1 else weights,
            "What training found useful: nobody chose these numbers.",
            f"{layer.name}, map {number}, of the network {read.name}",
        )
        for number, weights in enumerate(read.weights[layer.name], 1)
    )
