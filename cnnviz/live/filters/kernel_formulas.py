"""A kernel by its formula, while a slider is dragged: every number of it is worked out here."""

from typing import Annotated, Final

from msgspec import Meta, Struct, field

from cnnviz.kernels.settings import formula_kernel
from cnnviz.live.wire.frames import write_frame
from cnnviz.live.wire.messages import Message

MAX_SETTINGS: Final = 8

Name = Annotated[
    str, Meta(pattern="^[a-z][a-z_]{0,31}$", description="a name, up to 32 of a-z and _")
]


class MakeKernel(Message, frozen=True, tag="kernel"):
    """Ask for the kernel of a formula, see `cnnviz.kernels.settings.FORMULAS`.

    Of the settings, what is left out is as usual.
    """

    formula: Name
    settings: Annotated[dict[Name, int | float], Meta(max_length=MAX_SETTINGS)] = field(
        default_factory=dict
    )


class KernelMade(Struct, tag_field="type", tag="kernel"):
    """Answer to `MakeKernel`; tensor "values" (h, w) beside it."""

    id: int


def make_kernel(message: MakeKernel) -> bytes:
    """Return the "kernel" frame; raises ValueError as `formula_kernel` does."""
    values = formula_kernel(message.formula, message.settings)
    return write_frame(KernelMade(message.id), {"values": values})
