"""What a unit is made of: one record per kind of layer, its numbers adding up to the value."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.networks.units import Unit

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False, slots=True)
class InputValue:
    """A number of the picture itself, which nothing made."""

    value: float


@dataclass(frozen=True, eq=False, slots=True)
class ConvolutionUnit:
    """A pixel of a feature map: total = Σ windows × kernels, value = total + bias.

    Attributes
    ----------
    windows : (C, h, w) float32
        The numbers that the map reads here, channel by channel; zeros in the padding. Of a
        convolution in groups only the channels of the map's own: one, of a depthwise one.
    kernels : (C, h, w) float32
        The weight of each; of a transposed convolution only the cells that reach here.
    sums : (C,) float64
        The products of each channel, summed.
    total, bias, value : float
    rows, columns : (h,) and (w,) int
        Where the window's cells lie in the layer's input; below 0, or from its height or width on,
        in the padding.
    first_channel : int
        Which of the layer's input is the first of the C channels.
    """

    windows: Floats
    kernels: Floats
    sums: Doubles
    total: float
    bias: float
    value: float
    rows: Indices
    columns: Indices
    first_channel: int


@dataclass(frozen=True, eq=False, slots=True)
class ActivationUnit:
    """A number as the activation found it and as it left it; ReLU's value is max(input, 0)."""

    input: float
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class PoolingUnit:
    """The largest number or the mean of a window.

    Attributes
    ----------
    window : (h, w) float32
    rows, columns : (h,) and (w,) int
        Where the window's cells lie in the layer's input.
    winner : (row, column) or None
        The largest number's cell within the window, of equals the first, row by row; None for
        average pooling, and for that of a whole map.
    value : float
    """

    window: Floats
    rows: Indices
    columns: Indices
    winner: tuple[int, int] | None
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class SumUnit:
    """Two numbers at the same place: value = input + other, the earlier layer's."""

    input: float
    other: float
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class FlattenUnit:
    """A number that stood elsewhere: ``source`` is its (map, row, column) there."""

    source: Unit
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class DenseUnit:
    """A weighted sum of all inputs: total = Σ contributions, value = total + bias.

    Attributes
    ----------
    inputs, weights : (n,) float32
    contributions : (n,) float64
        inputs × weights.
    total, bias, value : float
    source_shape : (maps, rows, columns) or None
        The maps that were flattened to become the inputs; None after another dense layer, and
        after the means of whole maps.
    """

    inputs: Floats
    weights: Floats
    contributions: Doubles
    total: float
    bias: float
    value: float
    source_shape: tuple[int, ...] | None


@dataclass(frozen=True, eq=False, slots=True)
class SoftmaxUnit:
    """A class's share: value = its exponential / sum.

    Attributes
    ----------
    logits : (n,) float32
    shifted : (n,) float64
        logits − the largest of them, so that no exponential is too large for a computer.
    exponentials : (n,) float64 in [0, 1]
        e to the power of `shifted`.
    sum : float, at least 1
        Of the exponentials.
    value : float in [0, 1]
    """

    logits: Floats
    shifted: Doubles
    exponentials: Doubles
    sum: float
    value: float


UnitParts = (
    InputValue
    | ConvolutionUnit
    | ActivationUnit
    | PoolingUnit
    | SumUnit
    | FlattenUnit
    | DenseUnit
    | SoftmaxUnit
)
