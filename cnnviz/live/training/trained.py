"""Networks of a training, opened at any of the steps at which they were kept."""

from collections.abc import Callable
from typing import Annotated, Final, Protocol

from msgspec import Meta

from cnnviz.common.errors import ArgumentError
from cnnviz.live.wire.features import Answered, Feature, answers
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request

LAST_STEP: Final = 2**31 - 1

NetworkAt = Callable[[str, int], bytes]
"""Returns the network file of a training's name and a step; a ValueError says why there is none."""

RunName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="a training's name, up to 64 letters, digits, _ and -",
    ),
]


class OpenTrained(Message, frozen=True, tag="open_trained"):
    """Take the network of a training, as it was after a step, for the one called "own"."""

    is_often = True
    is_waited_for = True

    run: RunName
    step: Annotated[int, Meta(ge=0, le=LAST_STEP)]


def network_at(run: str, step: int) -> bytes:
    """Return the file of a network that one of this server's trainings has kept.

    Parameters
    ----------
    run : str
        Whoever knows a training's name may see it; or what `random_network_name` returns.
    step : int
        One of those at which its networks were kept.

    Raises
    ------
    ValueError
        When there is no such training, or it kept nothing at this step.
    """
    from cnnviz.training.jobs import shared_jobs  # brings torch, which is imported late
    from cnnviz.training.random_network import is_random_network, random_network_file

    if is_random_network(run):
        if step:
            raise ArgumentError(
                "step", f"must be 0 of what is not trained yet, got {step:,}", value=step
            )
        return random_network_file(run)
    record = shared_jobs().record(run)
    if step not in (kept.step for kept in record.kept):
        message = f"must be one that is still kept of this training, got {step:,}"
        raise ArgumentError("step", message, value=step)
    return record.network(step)


def no_network(_run: str, _step: int) -> bytes:
    """Stand in where nothing is trained."""
    raise ArgumentError("run", "must be the name of a training, and this server trains nothing")


class OpensNetworks(Protocol):
    """A page that reads drawings by a network from a file."""

    @property
    def network_at(self) -> NetworkAt:
        """Returns the networks of trainings."""

    def open(self, file: bytes) -> Answered:
        """Take a file's network for the visitor's own."""


class TrainedNetworks(Feature[OpensNetworks]):
    """Opens the networks of trainings."""

    @answers(OpenTrained)
    def open(self, request: Request[OpenTrained]) -> Answered:
        """Take the network of a step for the visitor's own."""
        message = request.message
        return self.page.open(self.page.network_at(message.run, message.step))
