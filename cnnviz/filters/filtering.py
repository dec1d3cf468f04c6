"""Up to three stages in a row: convolution, combination, activation, pooling, every step kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.common.arguments import check_choice
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.filters.activation import Activation, activate
from cnnviz.filters.checked_arrays import checked_maps
from cnnviz.filters.convolution import convolve
from cnnviz.filters.pooling import Pooling, pool
from cnnviz.filters.transposed import convolve_transposed
from cnnviz.filters.windows import Padding, PaddingMode, Pair

Combination = Literal["none", "magnitude", "max", "sum"]
Operation = Literal["convolution", "transposed"]

OPERATIONS: Final = ("convolution", "transposed")
COMBINATIONS: Final[dict[str, str]] = {
    "none": "every map by itself",
    "magnitude": "√ of the sum of the maps' squares",
    "max": "the largest of the maps",
    "sum": "the maps' sum",
}
"""How several maps can become one, pixel by pixel."""
LARGEST_STAGES: Final = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Stage:
    """One convolution and what follows it; the defaults do nothing besides.

    Attributes
    ----------
    kernel, stride, padding, dilation, bias, border, flip
        As `cnnviz.filters.convolution.convolve` takes them.
    operation : "convolution" or "transposed"
        As `cnnviz.filters.transposed.convolve_transposed` computes it: its padding is "valid" or a
        number, it has no border, and its kernel isn't turned.
    output_padding : int or (rows, columns), 0 to 7
        Of a transposed convolution.
    combination : "none", "magnitude", "max" or "sum"
        Makes one map of all, as in Sobel's magnitude √(x² + y²).
    activation : str
        One of `cnnviz.filters.activation.ACTIVATIONS`.
    pooling : str
        One of `cnnviz.filters.pooling.POOLINGS`.
    pool_size, pool_stride : int or (rows, columns), 1 to 16
        A stride of None is as large as the window.
    """

    kernel: ArrayLike
    stride: Pair = 1
    padding: Padding = "valid"
    dilation: Pair = 1
    bias: float | ArrayLike = 0.0
    border: PaddingMode = "zeros"
    flip: bool = False
    operation: Operation = "convolution"
    output_padding: Pair = 0
    combination: Combination = "none"
    activation: Activation = "none"
    pooling: Pooling = "none"
    pool_size: Pair = 2
    pool_stride: Pair | None = None


@dataclass(frozen=True, eq=False)
class StageResult:
    """What a stage got and made; a step that does nothing gives the array before it.

    Attributes
    ----------
    input : (C, H, W) float32
    feature_maps : (M, H', W') float32
        After the convolution.
    combined : (M, H', W') or (1, H', W') float32
    activated : float32, as large as `combined`
    output : (M or 1, H'', W'') float32
        After the pooling; the next stage's input.
    """

    input: NDArray[np.float32]
    feature_maps: NDArray[np.float32]
    combined: NDArray[np.float32]
    activated: NDArray[np.float32]
    output: NDArray[np.float32]


def run_stages(image: ArrayLike, stages: tuple[Stage, ...]) -> tuple[StageResult, ...]:
    """Send a picture through the stages, each reading the output of the one before.

    Parameters
    ----------
    image : (C, H, W) or (H, W) float32
    stages : tuple of 1 to 3 Stage

    Returns
    -------
    tuple of StageResult
        One per stage, in order.

    Raises
    ------
    ArgumentError
        When a stage can't take what reaches it; the sentence begins with "stage 2: " and the name
        of what is wrong, where there are several stages.

    Examples
    --------
    >>> stage = Stage(kernel=[[-1, 1]], activation="relu", pooling="max", pool_size=(1, 2))
    >>> (result,) = run_stages([[0, 3, 1, 2, 2]], (stage,))
    >>> result.feature_maps.tolist(), result.activated.tolist(), result.output.tolist()
    ([[[3.0, -2.0, 1.0, 0.0]]], [[[3.0, 0.0, 1.0, 0.0]]], [[[3.0, 1.0]]])
    """
    if not 1 <= len(stages) <= LARGEST_STAGES:
        raise ArgumentError(
            "stages",
            f"must be between 1 and {LARGEST_STAGES}, got {len(stages)}",
            value=len(stages),
            allowed=Allowed(minimum=1, maximum=LARGEST_STAGES),
        )
    maps = checked_maps(image)
    results: list[StageResult] = []
    for index, stage in enumerate(stages):
        try:
            results.append(run_stage(maps, stage))
        except ArgumentError as error:
            where = f"stage {index + 1}: " if len(stages) > 1 else ""
            raise error.within(f"stages[{index}]", where) from error
        maps = results[-1].output
    return tuple(results)


def run_stage(maps: ArrayLike, stage: Stage) -> StageResult:
    """Run one stage on (C, H, W) maps; raises ArgumentError as `run_stages` does.

    Examples
    --------
    >>> run_stage([[3, 4]], Stage(kernel=[[2]])).output.tolist()
    [[[6.0, 8.0]]]
    """
    given = checked_maps(maps)
    feature_maps = _convolved(given, stage)
    with _named(kind="combination"):
        combined = combine(feature_maps, stage.combination)
    with _named(kind="activation"):
        activated = activate(combined, stage.activation)
    with _named(kind="pooling", size="pool_size", stride="pool_stride"):
        pooled = _pooled(activated, stage)
    return StageResult(given, feature_maps, combined, activated, pooled)


def combine(maps: ArrayLike, kind: Combination) -> NDArray[np.float32]:
    """Make one map of several, pixel by pixel.

    Parameters
    ----------
    maps : (M, H, W) float32
    kind : "none", "magnitude", "max" or "sum"

    Returns
    -------
    (1, H, W) float32
        For "none", the maps themselves.

    Raises
    ------
    ArgumentError
        When there is no such combination.

    Examples
    --------
    >>> combine([[[3]], [[-4]]], "magnitude").tolist(), combine([[[3]], [[-4]]], "sum").tolist()
    ([[[5.0]]], [[[-1.0]]])
    """
    check_choice("kind", kind, COMBINATIONS, subject="combination")
    array = np.asarray(maps, np.float32)
    if kind == "none":
        return array
    if kind == "max":
        return np.asarray(array.max(axis=0, keepdims=True))
    if kind == "sum":
        return np.asarray(array.sum(axis=0, keepdims=True))
    squares = np.square(array, dtype=np.float64)  # which large maps would overflow as float32
    return np.asarray(np.sqrt(squares.sum(axis=0, keepdims=True)), np.float32)


def _convolved(maps: NDArray[np.float32], stage: Stage) -> NDArray[np.float32]:
    check_choice("operation", stage.operation, OPERATIONS)
    if stage.operation == "transposed":
        return convolve_transposed(
            maps,
            stage.kernel,
            stride=stage.stride,
            padding=stage.padding,  # type: ignore[arg-type] # words are refused, and named
            output_padding=stage.output_padding,
            dilation=stage.dilation,
            bias=stage.bias,
        )
    return convolve(
        maps,
        stage.kernel,
        stride=stage.stride,
        padding=stage.padding,
        dilation=stage.dilation,
        bias=stage.bias,
        border=stage.border,
        flip=stage.flip,
    )


def _pooled(maps: NDArray[np.float32], stage: Stage) -> NDArray[np.float32]:
    if stage.pooling == "none":
        return maps
    return pool(maps, stage.pooling, size=stage.pool_size, stride=stage.pool_stride)


@contextmanager
def _named(**names: str) -> Iterator[None]:
    """Name the stage's fields where what is called within names its own arguments."""
    try:
        yield
    except ArgumentError as error:
        raise error.renamed(names) from error
