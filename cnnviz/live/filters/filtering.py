"""One picture sent through some stages, laid out as the frame that the Filters view paints."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from cnnviz.live.answers import Filtered
from cnnviz.live.filters.sizes import axes_of, check_work, formulas_of, numbers_of, products_of
from cnnviz.live.filters.stages import StageMessage
from cnnviz.live.wire.errors import FieldError
from cnnviz.live.wire.frames import fits_float16, to_float16, write_frame

if TYPE_CHECKING:
    from cnnviz.filters.filtering import Stage, StageResult

Maps = NDArray[np.float32]

_ARGUMENT: Final = re.compile(r"\w+")
_FIELD_OF: Final = {"kernel": "kernels", "bias": "kernels"}
"""What the core calls otherwise than the message does; the kernels' size has its own control."""


@dataclass(frozen=True, eq=False)
class FilterState:
    """All that the maps depend on, as the browser's messages have built it up.

    Attributes
    ----------
    picture : (1 or 3, H, W) uint8 or None
        None until a message has brought one.
    stages : tuple of StageMessage
        Empty until a message has named them.
    exact : bool
        Whether the maps are wanted in float32.
    """

    picture: NDArray[np.uint8] | None = None
    stages: tuple[StageMessage, ...] = ()
    exact: bool = False

    def form(self) -> tuple[Any, ...]:
        """Return what the time for it depends on: all but the values of pixels and kernels."""
        shape = None if self.picture is None else self.picture.shape
        stages = [
            ([kernel.shape for kernel in stage.kernels], msgspec.structs.astuple(stage)[1:])
            for stage in self.stages
        ]
        return shape, self.exact, stages


def filter_picture(state: FilterState, id_: int) -> bytes:
    """Send the picture, its values 0 to 255, through the stages and give the "filtered" frame.

    Raises
    ------
    FieldError
        If a stage can't take what reaches it, or would take too long.
    ValueError
        If there is no picture or no stage yet.
    """
    start = time.perf_counter()
    maps, formulas = exact_maps(state)
    del maps["picture"]  # the browser has it
    ranges = {name: (float(one.min()), float(one.max())) for name, one in maps.items()}
    tensors: dict[str, NDArray[Any]] = {
        name: one if state.exact else _halved(one, ranges[name]) for name, one in maps.items()
    }
    engine_ms = round((time.perf_counter() - start) * 1000, 3)
    return write_frame(Filtered(id_, engine_ms, ranges, formulas), tensors)


def exact_maps(state: FilterState) -> tuple[dict[str, Maps], list[dict[str, str]]]:
    """Return the picture and all maps made of it, and the formulas of the stages' sizes.

    Raises
    ------
    ValueError
        As `filter_picture` does.
    """
    if state.picture is None:
        raise ValueError("picture is missing, it must come with the first message of type 'filter'")
    if not state.stages:
        raise ValueError("stages is missing, it must come with the first message of type 'filter'")
    from cnnviz.filters.filtering import (
        run_stage,  # brings torch: two seconds, which no start waits for
    )

    given = state.picture.astype(np.float32)
    maps = {"picture": given}
    formulas = []
    products = numbers = 0
    for index, stage in enumerate(state.stages):
        try:
            axes = axes_of(stage, given.shape)
            products += products_of(stage, axes)
            numbers += numbers_of(stage, axes)
            check_work(products, numbers)
            result = run_stage(given, core_stage(stage))
        except ValueError as error:
            raise FieldError(str(error), f"stages[{index}].{_field_of(str(error))}") from error
        formulas.append(formulas_of(stage, axes))
        maps |= _picked(result, stage, f"stage{index + 1}")
        given = result.output
    return maps, formulas


def core_stage(stage: StageMessage) -> Stage:
    """Return a stage as the core takes it."""
    from cnnviz.filters.filtering import Stage

    depth = max(kernel.shape[0] for kernel in stage.kernels)
    kernels = [np.array(kernel.values, np.float32) for kernel in stage.kernels]
    return Stage(
        kernel=np.stack([np.broadcast_to(one, (depth, *one.shape[1:])) for one in kernels]),
        bias=[kernel.bias for kernel in stage.kernels],
        stride=stage.stride,
        padding=stage.padding,
        dilation=stage.dilation,
        border=stage.border,
        flip=stage.flip,
        combination=stage.combine,
        activation=stage.activation,
        pooling=stage.pooling,
        pool_size=stage.pool_size,
        pool_stride=stage.pool_stride,
    )


def _picked(result: StageResult, stage: StageMessage, name: str) -> dict[str, Maps]:
    """Return the maps that differ from those before them, by the names they travel under."""
    picked = {f"{name}.feature": result.combined}
    if stage.activation != "none":
        picked[f"{name}.activation"] = result.activated
    if stage.pooling != "none":
        picked[f"{name}.pooled"] = result.output
    return picked


def _field_of(sentence: str) -> str:
    """Find the field of a stage that a sentence of the core is about: it begins with it."""
    found = _ARGUMENT.match(sentence)
    argument = found[0] if found else ""
    return _FIELD_OF.get(argument, argument)


def _halved(maps: Maps, ends: tuple[float, float]) -> NDArray[Any]:
    """Halve the bytes of maps that are only looked at, as long as float16 can hold them."""
    return to_float16(maps, ends) if fits_float16(ends) else maps
