"""What a visitor of the Filters page takes away: the code for the maps, and the maps themselves."""

import io
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.filters.filtering import FilterState, core_stage, exact_maps
from cnnviz.live.messages import Language

_LIBRARIES: Final[dict[Language, Literal["pytorch", "opencv", "scipy"]]] = {
    "pytorch": "pytorch",
    "opencv": "opencv",
    "numpy": "scipy",
}


def code_of(state: FilterState, language: Language) -> str:
    """Write the stages as a program for pictures of 0 to 255, as the page has them.

    Raises
    ------
    ValueError
        As `cnnviz.live.filters.filtering.filter_picture` does.
    """
    picture, _ = exact_maps(state)  # which refuses what can't be, or would take too long
    from cnnviz.filters.snippets import code_for

    stages = tuple(core_stage(stage) for stage in state.stages)
    channels, height, width = picture["picture"].shape
    return code_for(_LIBRARIES[language], (channels, height, width), stages, white=255)


def maps_file(state: FilterState) -> bytes:
    """Return picture, kernels and maps as an .npz file, in float32.

    Raises
    ------
    ValueError
        As `cnnviz.live.filters.filtering.filter_picture` does.
    """
    maps, _ = exact_maps(state)
    arrays: dict[str, NDArray[Any]] = dict(maps)
    for number, stage in enumerate(state.stages, 1):
        arrays[f"stage{number}.kernel"] = np.asarray(core_stage(stage).kernel)
        arrays[f"stage{number}.bias"] = np.array([one.bias for one in stage.kernels], np.float32)
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # mypy takes them for allow_pickle
    return file.getvalue()
