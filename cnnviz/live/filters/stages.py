"""The stages of a "filter" message as the browser writes them, with a limit on every number."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.activation import Activation
from cnnviz.filters.windows import ALLOWED_PADDING, LARGEST_PADDING, LARGEST_STEP, PaddingMode
from cnnviz.live.wire.tensors import MAX_WEIGHT

MAX_STAGES: Final = 3
MAX_KERNELS: Final = 8
MAX_KERNEL_SIDE: Final = 11
MAX_KERNEL_DEPTH: Final = 3
MAX_NAME_CHARACTERS: Final = 64
MAX_POOL: Final = 16

# As `cnnviz.filters.filtering` and `cnnviz.filters.pooling` have them, which bring torch
Combination = Literal["none", "magnitude", "max", "sum"]
Operation = Literal["convolution", "transposed"]
Pooling = Literal["none", "max", "average", "sum", "l2"]

Number = Annotated[
    float,
    Meta(ge=-MAX_WEIGHT, le=MAX_WEIGHT, description="a number from −1,000,000 to 1,000,000"),
]
Row = Annotated[tuple[Number, ...], Meta(min_length=1, max_length=MAX_KERNEL_SIDE)]
Slice = Annotated[tuple[Row, ...], Meta(min_length=1, max_length=MAX_KERNEL_SIDE)]
Step = Annotated[int, Meta(ge=1, le=LARGEST_STEP)]
Pad = Annotated[int, Meta(ge=0, le=LARGEST_PADDING, description=ALLOWED_PADDING)]
Padding = Annotated[
    Literal["valid", "same", "full"] | tuple[Pad, Pad], Meta(description=ALLOWED_PADDING)
]
OutputPad = Annotated[int, Meta(ge=0, le=LARGEST_STEP - 1)]
PoolStep = Annotated[int, Meta(ge=1, le=MAX_POOL)]


class StageKernel(Struct, frozen=True, forbid_unknown_fields=True):
    """One kernel: a single slice for all channels alike, or three, one for each."""

    values: Annotated[tuple[Slice, ...], Meta(min_length=1, max_length=MAX_KERNEL_DEPTH)]
    name: Annotated[str, Meta(max_length=MAX_NAME_CHARACTERS)] = ""
    bias: Number = 0.0

    @property
    def shape(self) -> tuple[int, int, int]:
        """Depth, rows and columns."""
        return len(self.values), len(self.values[0]), len(self.values[0][0])


class StageMessage(Struct, frozen=True, forbid_unknown_fields=True):
    """One convolution and what follows it; see `cnnviz.filters.filtering.Stage`."""

    kernels: Annotated[tuple[StageKernel, ...], Meta(min_length=1, max_length=MAX_KERNELS)]
    operation: Operation = "convolution"
    combine: Combination = "none"
    flip: bool = False
    stride: tuple[Step, Step] = (1, 1)
    dilation: tuple[Step, Step] = (1, 1)
    padding: Padding = "valid"
    output_padding: tuple[OutputPad, OutputPad] = (0, 0)
    border: PaddingMode = "zeros"
    activation: Activation = "none"
    pooling: Pooling = "none"
    pool_size: PoolStep = 2
    pool_stride: PoolStep = 2


Stages = Annotated[tuple[StageMessage, ...], Meta(min_length=1, max_length=MAX_STAGES)]


def check_kernels(stages: Sequence[StageMessage]) -> None:
    """See that every kernel is a box of numbers, and that those of a stage are of one size.

    Raises
    ------
    ArgumentError
        Naming the place in the message, what it should be, and what it is.

    Examples
    --------
    >>> check_kernels([StageMessage((StageKernel((((1.0, 2.0), (3.0,)),)),))])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: stages[0].kernels[0].values must have rows of 2 numbers ...
    """
    for number, stage in enumerate(stages):
        first = stage.kernels[0].shape
        for index, kernel in enumerate(stage.kernels):
            where = f"stages[{number}].kernels[{index}].values"
            _check_box(kernel, where)
            depth, rows, columns = kernel.shape
            if (rows, columns) != first[1:]:
                raise ArgumentError(
                    where,
                    f"must be {first[1]} × {first[2]} like the first kernel of the stage, "
                    f"got {rows} × {columns}",
                    value=(rows, columns),
                    allowed=Allowed(shape=first[1:]),
                )
            if depth not in (1, MAX_KERNEL_DEPTH):
                raise ArgumentError(
                    where,
                    f"must be 1 or {MAX_KERNEL_DEPTH} deep, got {depth}",
                    value=depth,
                    allowed=Allowed(choices=(1, MAX_KERNEL_DEPTH)),
                )


def _check_box(kernel: StageKernel, where: str) -> None:
    _, rows, columns = kernel.shape
    for slice_ in kernel.values:
        if len(slice_) != rows:
            message = f"must have slices of {rows} rows like the first, got one of {len(slice_)}"
            raise ArgumentError(where, message, value=len(slice_))
        for row in slice_:
            if len(row) != columns:
                message = (
                    f"must have rows of {columns} numbers like the first, got one of {len(row)}"
                )
                raise ArgumentError(where, message, value=len(row))
