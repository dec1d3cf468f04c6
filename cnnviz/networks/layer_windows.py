"""Where the window of a convolution or of a pooling stands, and which pixels lie under it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.filters.windows import Axis

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer


@lru_cache(maxsize=256)
def layer_axes(layer: AnyLayer, input_shape: tuple[int, ...]) -> tuple[Axis, Axis]:
    """Return the geometry of a layer's window along the rows and the columns.

    Parameters
    ----------
    layer : layer
    input_shape : shape of what the layer reads

    Raises
    ------
    ArgumentError
        When the layer has no window.

    Examples
    --------
    >>> from cnnviz.networks.layers import MaxPooling, Relu
    >>> pooling = MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2))
    >>> rows, columns = layer_axes(pooling, (3, 8, 7))
    >>> rows.output, columns.output
    (4, 3)
    >>> layer_axes(Relu(name="relu1"), (3, 8, 7))
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: layer must have a window, got relu
    """
    # Importing this brings torch, which takes two seconds
    from cnnviz.networks.convolution_layers import AnyConvolution, padding_after
    from cnnviz.networks.pooling_layers import Pooling

    if isinstance(layer, AnyConvolution):
        before, after, dilation = layer.padding, padding_after(layer), layer.dilation
    elif isinstance(layer, Pooling):
        before, after, dilation = (0, 0), (0, 0), (1, 1)
    else:
        raise ArgumentError("layer", f"must have a window, got {layer.kind}", value=layer.kind)
    rows, columns = (
        Axis(size, kernel, stride, spread, first, last, spread * (kernel - 1) + 1, output)
        for size, kernel, stride, spread, first, last, output in zip(
            input_shape[1:], layer.kernel_size, layer.stride, dilation, before, after,
            layer.output_shape(input_shape)[1:], strict=True,
        )
    )  # fmt: skip
    return rows, columns


def window_cells(axis: Axis, places: ArrayLike) -> NDArray[np.intp]:
    """Say which pixels lie under a window's cells.

    Parameters
    ----------
    axis : Axis
    places : (n,) int
        Where the window stands, counted from 0: the indices of the layer's output.

    Returns
    -------
    (n, kernel_size) int
        Indices of the unpadded pixels; below 0, or from the side's size on, in the padding.

    Examples
    --------
    >>> from cnnviz.filters.windows import along
    >>> window_cells(along(side=6, kernel_size=3, stride=2, padding=1, dilation=1), [0, 2])
    array([[-1,  0,  1],
           [ 3,  4,  5]])
    """
    starts = np.asarray(places, np.intp) * axis.stride - axis.before
    return starts[:, np.newaxis] + axis.dilation * np.arange(axis.kernel_size)
