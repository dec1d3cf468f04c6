"""What the texts of `cnnviz.filters.snippets` need of a stage, and numbers as code has them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import integer_pair
from cnnviz.filters.checked_arrays import checked_bias, checked_kernels
from cnnviz.filters.filtering import Stage
from cnnviz.filters.pooling import LARGEST_WINDOW
from cnnviz.filters.transposed import TransposedAxis, transposed_axes
from cnnviz.filters.windows import Axis, both_axes

_IMAGE: Final = """\
# image: NumPy array {shape}, float32, for example from a file:
# image = np.asarray(Image.open("picture.png").convert("{mode}"), np.float32){axes}{scale}"""
ARRAY_STEPS: Final = {
    "magnitude": "np.sqrt(np.square(x).sum(axis=0, keepdims=True))",
    "max": "x.max(axis=0, keepdims=True)",
    "sum": "x.sum(axis=0, keepdims=True)",
    "relu": "np.maximum(x, 0)",
    "leaky_relu": "np.where(x > 0, x, 0.01 * x)",
    "elu": "np.where(x > 0, x, np.expm1(np.minimum(x, 0)))",
    "tanh": "np.tanh(x)",
    "sigmoid": "(1 + np.tanh(x / 2)) / 2",
    "absolute": "np.abs(x)",
}
"""Combinations and activations of (M, H, W) NumPy arrays; the sigmoid so that nothing overflows."""
_POOLINGS: Final = {
    "max": "windows.max(axis=(-2, -1))",
    "average": "windows.mean(axis=(-2, -1))",
    "sum": "windows.sum(axis=(-2, -1))",
    "l2": "np.sqrt(np.square(windows).sum(axis=(-2, -1)))",
}


@dataclass(frozen=True, eq=False)
class Part:
    """A stage with all that follows from the shape of its input.

    Attributes
    ----------
    number : int
        From 1 on.
    stage : Stage
    channels : int
        Of the input.
    kernels : (M, C, h, w) or (M, 1, h, w) float32
    biases : tuple of M floats
    """

    number: int
    stage: Stage
    channels: int
    kernels: NDArray[np.float32]
    biases: tuple[float, ...]

    @property
    def alike(self) -> bool:
        """Whether one slice stands for several channels."""
        return len(self.kernels[0]) < self.channels

    @property
    def pool_size(self) -> tuple[int, int]:
        """Rows and columns of the pooling's window."""
        return integer_pair("pool_size", self.stage.pool_size, 1, LARGEST_WINDOW)

    @property
    def pool_stride(self) -> tuple[int, int]:
        """Along rows and columns."""
        stride = self.stage.pool_stride
        given = self.stage.pool_size if stride is None else stride
        return integer_pair("pool_stride", given, 1, LARGEST_WINDOW)

    @property
    def has_bias(self) -> bool:
        """Whether any bias is to be added."""
        return any(self.biases)

    @property
    def bias_text(self) -> str:
        """The biases as a list of floats, which torch takes for float32."""
        return f"[{', '.join(repr(float(shortest(value))) for value in self.biases)}]"


@dataclass(frozen=True, eq=False)
class ConvolutionPart(Part):
    """A stage that slides its kernels.

    Attributes
    ----------
    rows, columns : Axis
    """

    rows: Axis
    columns: Axis

    @property
    def padding(self) -> tuple[int, int, int, int]:
        """Top, bottom, left, right."""
        return self.rows.before, self.rows.after, self.columns.before, self.columns.after

    @property
    def strides(self) -> tuple[int, int]:
        """Along rows and columns."""
        return self.rows.stride, self.columns.stride

    @property
    def dilations(self) -> tuple[int, int]:
        """Along rows and columns."""
        return self.rows.dilation, self.columns.dilation

    @property
    def kernel_name(self) -> str:
        """What the kernels are called where a dilation has to be written into them."""
        return "kernel" if self.dilations == (1, 1) else "spread"


@dataclass(frozen=True, eq=False)
class TransposedPart(Part):
    """A stage that stamps its kernels.

    Attributes
    ----------
    rows, columns : TransposedAxis
    """

    rows: TransposedAxis
    columns: TransposedAxis


def parts_of(stages: tuple[Stage, ...], shapes: tuple[tuple[int, ...], ...]) -> tuple[Part, ...]:
    """Join the stages with the (C, H, W) shapes of their inputs."""
    joined = zip(range(1, len(stages) + 1), stages, shapes, strict=True)
    return tuple(_part(number, stage, shape) for number, stage, shape in joined)


def _part(number: int, stage: Stage, shape: tuple[int, ...]) -> Part:
    kernels = checked_kernels(stage.kernel, shape[0])
    biases = checked_bias(stage.bias, len(kernels))
    sides, sizes = shape[1:], kernels.shape[2:]
    stride, padding, dilation = stage.stride, stage.padding, stage.dilation
    if stage.operation == "transposed":
        stamps = transposed_axes(sides, sizes, stride, padding, stage.output_padding, dilation)
        return TransposedPart(number, stage, shape[0], kernels, biases, *stamps)
    axes = both_axes(sides, sizes, stride, padding, dilation, stage.border)
    return ConvolutionPart(number, stage, shape[0], kernels, biases, *axes)


def image_hint(shape: tuple[int, int, int], white: int) -> str:
    """Write a comment on the picture: its shape, and how to read one in which white is 1 or 255.

    Examples
    --------
    >>> print(image_hint((2, 6, 6), 1))
    # image: NumPy array (2, 6, 6), float32
    """
    if shape[0] not in (1, 3):
        return f"# image: NumPy array {shape}, float32"
    mode, axes = ("L", "[None]") if shape[0] == 1 else ("RGB", ".transpose(2, 0, 1)")
    return _IMAGE.format(shape=shape, mode=mode, axes=axes, scale=" / 255" if white == 1 else "")


def kernel_literal(kernels: NDArray[np.float32], function: str, dtype: str) -> list[str]:
    """Write kernels as lines of Python, one per row, each number as short as float32 allows.

    Examples
    --------
    >>> kernel_literal(np.full((1, 1, 1, 2), 1 / 9, np.float32), "np.array", "np.float32")
    ['kernel = np.array([[[', '    [0.11111111, 0.11111111],', ']]], dtype=np.float32)']
    """
    lines = [f"kernel = {function}([[["]
    for index, kernel in enumerate(kernels):
        for channel, values in enumerate(kernel):
            if channel:
                lines.append("], [")
            elif index:
                lines.append("]], [[")
            lines += [f"    [{', '.join(map(shortest, row))}]," for row in values]
    return [*lines, f"]]], dtype={dtype})"]


def shortest(value: float) -> str:
    """Write a float32 with as few digits as give the same float32 again.

    Examples
    --------
    >>> shortest(0.1), shortest(-2.0), shortest(1e-9)
    ('0.1', '-2', '1e-09')
    """
    return str(np.float32(value)).removesuffix(".0")


def numpy_pooling(part: Part) -> list[str]:
    """Write the pooling with NumPy; nothing where there is none."""
    if part.stage.pooling == "none":
        return []
    rows, columns = part.pool_stride
    windows = f"sliding_window_view(x, {part.pool_size}, axis=(1, 2))[:, ::{rows}, ::{columns}]"
    return [f"windows = {windows}", f"x = {_POOLINGS[part.stage.pooling]}"]
