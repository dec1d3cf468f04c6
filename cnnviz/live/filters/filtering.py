"""One picture sent through some stages, as the Filters view paints it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.live.filters.sizes import Sizes, axes_of, check_work, numbers_of, products_of, sizes_of
from cnnviz.live.filters.stages import StageMessage
from cnnviz.live.filters.state import Filter, FiltersPage, FilterState, merge_filter
from cnnviz.live.networks.user_networks import QUICK_MS
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.frames import fits_float16, to_float16
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request

if TYPE_CHECKING:
    from cnnviz.filters.filtering import Stage, StageResult

Maps = NDArray[np.float32]

_FIELDS: Final = {"kernel": "kernels", "bias": "kernels", "combination": "combine"}
"""What the core calls otherwise than the message does; the kernels' size has its own control."""


class Filtered(Answer, tag="filtered"):
    """Answer to `Filter`; the stages' maps beside it, "stage1.feature" and so on.

    `sizes` has the numbers that the maps' sizes follow from, see `OutputSize`; activation changes
    none.
    """

    engine_ms: float
    ranges: dict[str, tuple[float, float]]
    sizes: Sizes


class Filtering(Feature[FiltersPage]):
    """Filters the newest picture through the newest stages."""

    def merge(self, request: Request[Filter]) -> None:
        """Take over what a "filter" brings."""
        self.page.state = merge_filter(self.page.state, request.message, request.tensor)

    def is_quick(self, _message: Message) -> bool:
        """Tell whether the like of it took a couple of milliseconds at most."""
        form, milliseconds = self.page.pace
        return form == self.page.state.form() and milliseconds <= QUICK_MS

    @answers(Filter)
    def filter(self, _request: Request[Filter]) -> Answered:
        """Filter, and measure how long the like of it takes this machine.

        The thread's own time is what counts: the first time, torch is imported besides, and in a
        worker the time runs on while other threads have Python's lock.
        """
        state = self.page.state
        start = time.thread_time()
        answer = filter_picture(state)
        self.page.pace = (state.form(), (time.thread_time() - start) * 1000)
        return answer


def filter_picture(state: FilterState) -> Answered:
    """Send the picture, its values 0 to 255, through the stages.

    Raises
    ------
    ArgumentError
        If a stage can't take what reaches it, or would take too long; or if there is no picture
        or no stage yet.
    """
    start = time.perf_counter()
    maps, sizes = exact_maps(state)
    del maps["picture"]  # the browser has it
    ranges = {name: (float(one.min()), float(one.max())) for name, one in maps.items()}
    tensors: dict[str, NDArray[Any]] = {
        name: one if state.exact else _halved(one, ranges[name]) for name, one in maps.items()
    }
    engine_ms = round((time.perf_counter() - start) * 1000, 3)
    return Filtered(engine_ms, ranges, sizes), tensors


def exact_maps(state: FilterState) -> tuple[dict[str, Maps], Sizes]:
    """Return the picture and all maps made of it, and their sizes.

    Raises
    ------
    ArgumentError
        As `filter_picture` does.
    """
    if state.picture is None:
        raise _missing("picture")
    if not state.stages:
        raise _missing("stages")
    from cnnviz.filters.filtering import (
        run_stage,  # brings torch: two seconds, which no start waits for
    )

    given = state.picture.astype(np.float32)
    maps = {"picture": given}
    sizes: Sizes = {}
    products = numbers = 0
    for index, stage in enumerate(state.stages):
        try:
            axes = axes_of(stage, given.shape)
            products += products_of(stage, axes)
            numbers += numbers_of(stage, axes)
            check_work(products, numbers)
            result = run_stage(given, core_stage(stage))
        except ArgumentError as error:
            named = error.renamed(_FIELDS).with_subject(error.subject)
            raise named.within(f"stages[{index}]") from error
        name = f"stage{index + 1}"
        sizes |= sizes_of(stage, axes, name)
        maps |= _picked(result, stage, name)
        given = result.output
    return maps, sizes


def _missing(name: str) -> ArgumentError:
    message = "is missing, it must come with the first message of type 'filter'"
    return ArgumentError(name, message)


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
        operation=stage.operation,
        output_padding=stage.output_padding,
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


def _halved(maps: Maps, ends: tuple[float, float]) -> NDArray[Any]:
    """Halve the bytes of maps that are only looked at, as long as float16 can hold them."""
    return to_float16(maps, ends) if fits_float16(ends) else maps
