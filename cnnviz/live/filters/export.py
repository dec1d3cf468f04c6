"""What a visitor of the Filters page takes away: the code for the maps, and the maps themselves."""

import io
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.filters.filtering import core_stage, exact_maps
from cnnviz.live.filters.state import FiltersPage, FilterState
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.files import Export, file_answer
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request

Language = Literal["pytorch", "opencv", "numpy"]


_LIBRARIES: Final[dict[Language, Literal["pytorch", "opencv", "scipy"]]] = {
    "pytorch": "pytorch",
    "opencv": "opencv",
    "numpy": "scipy",
}


class Code(Message, frozen=True, tag="code"):
    """Write the stages as a program."""

    language: Language


class CodeText(Answer, tag="code"):
    """Answer to `Code`."""

    text: str


class FilterExport(Feature[FiltersPage]):
    """Gives away what the stages make, and how."""

    @answers(Code)
    def code(self, request: Request[Code]) -> Answered:
        """Write the stages as a program."""
        return CodeText(code_of(self.page.state, request.message.language)), {}

    @answers(Export)
    def export(self, _request: Request[Export]) -> Answered:
        """Return picture, kernels and maps as one file."""
        return file_answer("cnnviz-filters.npz", maps_file(self.page.state))


def code_of(state: FilterState, language: Language) -> str:
    """Write the stages as a program for pictures of 0 to 255, as the page has them.

    Raises
    ------
    ArgumentError
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
    ArgumentError
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
