"""A kernel by its formula, while a slider is dragged: every number of it is worked out here."""

from typing import Annotated, Final

from msgspec import Meta, field

from cnnviz.common.errors import ArgumentError
from cnnviz.kernels.settings import formula_kernel
from cnnviz.live.filters.state import FiltersPage
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request

MAX_SETTINGS: Final = 8

Name = Annotated[
    str, Meta(pattern="^[a-z][a-z_]{0,31}$", description="a name, up to 32 of a-z and _")
]


class MakeKernel(Message, frozen=True, tag="kernel"):
    """Ask for the kernel of a formula, see `cnnviz.kernels.settings.FORMULAS`.

    Of the settings, what is left out is as usual.
    """

    is_quick = True

    formula: Name
    settings: Annotated[dict[Name, int | float], Meta(max_length=MAX_SETTINGS)] = field(
        default_factory=dict
    )


class KernelMade(Answer, tag="kernel"):
    """Answer to `MakeKernel`; tensor "values" (h, w) beside it."""


class KernelFormulas(Feature[FiltersPage]):
    """Makes kernels by their formulas."""

    @answers(MakeKernel)
    def make(self, request: Request[MakeKernel]) -> Answered:
        """Return a kernel; raises ArgumentError as `formula_kernel` does."""
        message = request.message
        try:
            values = formula_kernel(message.formula, message.settings)
        except ArgumentError as error:
            raise error.renamed({"name": "formula"}) from error
        return KernelMade(), {"values": values}
