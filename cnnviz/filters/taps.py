"""Which inputs each output along one axis reads, and which kernel cell weighs each of them.

A convolution's output o reads the inputs i = s·o − p + d·k, one for each kernel cell k. A
transposed convolution turns that around: its input i adds to the outputs o = s·i − p + d·k, so its
output o reads every input for which there is such a k. Dumoulin and Visin, "A guide to convolution
arithmetic for deep learning", 2016 (https://arxiv.org/abs/1603.07285).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.filters.windows import Axis

Indices = NDArray[np.intp]

UNUSED: Final = np.iinfo(np.intp).min
"""In place of an input: this kernel cell weighs nothing for this output."""


@dataclass(frozen=True, eq=False)
class Taps:
    """Which inputs the outputs along one axis read.

    Attributes
    ----------
    size : int
        Inputs along the axis.
    inputs : (outputs, kernel_size) int
        The input under each kernel cell; below 0, or from `size` on, in the padding; `UNUSED`
        where the cell weighs nothing for this output.
    """

    size: int
    inputs: Indices

    @property
    def outputs(self) -> int:
        """How many outputs there are along the axis."""
        return len(self.inputs)

    def of(self, output: int) -> tuple[Indices, Indices]:
        """Return the inputs that an output reads, in order, and the kernel cell of each.

        Examples
        --------
        >>> transposed_taps(size=3, kernel_size=3, stride=2).of(2)
        (array([0, 1]), array([2, 0]))
        """
        inputs = self.inputs[output]
        cells = np.flatnonzero(inputs != UNUSED)
        cells = cells[np.argsort(inputs[cells], kind="stable")]
        return inputs[cells], cells

    @cached_property
    def reads(self) -> NDArray[np.bool_]:
        """(outputs, size) bool: whether an output reads an input; the padding is nobody's."""
        reads = np.zeros((self.outputs, self.size), bool)
        rows, cells = np.nonzero((self.inputs >= 0) & (self.inputs < self.size))
        reads[rows, self.inputs[rows, cells]] = True
        return reads


def window_taps(axis: Axis) -> Taps:
    """Return what the places of a window read: a convolution's, or a pooling's.

    Examples
    --------
    >>> from cnnviz.filters.windows import along
    >>> window_taps(along(side=6, kernel_size=3, stride=2, padding=1, dilation=1)).inputs
    array([[-1,  0,  1],
           [ 1,  2,  3],
           [ 3,  4,  5]])
    """
    starts = np.arange(axis.output) * axis.stride - axis.before
    return Taps(axis.size, starts[:, np.newaxis] + axis.dilation * np.arange(axis.kernel_size))


def transposed_taps(
    size: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> Taps:
    """Return what the outputs of a transposed convolution read.

    Parameters
    ----------
    size : int
        Inputs along the axis.
    kernel_size, stride, padding, output_padding, dilation : int
        As `torch.nn.ConvTranspose2d` takes them; see `transposed_size`.

    Examples
    --------
    A kernel of two cells at stride 2 stamps each input on outputs of its own:

    >>> (transposed_taps(size=2, kernel_size=2, stride=2).inputs == UNUSED).tolist()
    [[False, True], [True, False], [False, True], [True, False]]
    """
    outputs = transposed_size(size, kernel_size, stride, padding, output_padding, dilation)
    # s·i = o + p − d·k
    scaled = np.arange(outputs)[:, np.newaxis] + padding - dilation * np.arange(kernel_size)
    inputs, rest = np.divmod(scaled, stride)
    return Taps(size, np.where((rest == 0) & (inputs >= 0) & (inputs < size), inputs, UNUSED))


def transposed_size(
    size: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> int:
    """Count a transposed convolution's outputs: (n − 1)s − 2p + d(k − 1) + output padding + 1.

    The formula is the one in the documentation of `torch.nn.ConvTranspose2d`.

    Examples
    --------
    >>> transposed_size(7, kernel_size=2, stride=2), transposed_size(4, kernel_size=3)
    (14, 6)
    """
    return (size - 1) * stride - 2 * padding + dilation * (kernel_size - 1) + output_padding + 1


def same_place(size: int) -> Taps:
    """Return what each output reads that is made of the input at its own place."""
    return Taps(size, np.arange(size)[:, np.newaxis])


def whole_axis(size: int) -> Taps:
    """Return what a single output reads that is made of all inputs."""
    return Taps(size, np.arange(size)[np.newaxis])
