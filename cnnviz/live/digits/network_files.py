"""The network at work: into a file and back, and checked as a whole."""

from __future__ import annotations

from cnnviz.live.digits.page import DigitsPage
from cnnviz.live.wire.features import Answer, Answered, Feature, answers
from cnnviz.live.wire.files import file_answer
from cnnviz.live.wire.messages import Message, Queue
from cnnviz.live.wire.requests import Request
from cnnviz.live.wire.tensors import NETWORK_FILE


class Check(Message, frozen=True, tag="check"):
    """Count the test digits that the network, changed as it is, still reads."""

    @property
    def queue(self) -> Queue:
        """Apart: a visitor's own network may take seconds for all digits."""
        return "checks"


class SaveNetwork(Message, frozen=True, tag="save_network"):
    """Ask for the network, changed as it is, as a file."""


class OpenNetwork(Message, frozen=True, tag="open_network"):
    """Take the network in this file for the one called "own"."""

    carries = NETWORK_FILE
    is_waited_for = True


class Checked(Answer, tag="checked"):
    """Answer to `Check`: of so many test digits, how many are read right, and were before."""

    digits: int
    right: int
    original_right: int


class NetworkFiles(Feature[DigitsPage]):
    """Opens networks from files, checks the one at work, and saves it as it is changed."""

    @answers(Check)
    def check(self, _request: Request[Check]) -> Answered:
        """Count the test digits that are still read."""
        state, forward = self.page.state, self.page.forward
        original, network = forward.unchanged(state.network), forward.network(state)
        return Checked(*self.page.checker.check(network, original)), {}

    @answers(SaveNetwork)
    def save(self, _request: Request[SaveNetwork]) -> Answered:
        """Write the network as it is changed."""
        from cnnviz.networks.network_file import write_network_file  # brings torch

        state = self.page.state
        network = self.page.forward.network(state)
        edited = "-edited" if "edited" in network.training else ""
        file = write_network_file(network.header, network.tensors())
        return file_answer(f"cnnviz-{state.network}{edited}.safetensors", file)

    @answers(OpenNetwork)
    def open(self, request: Request[OpenNetwork]) -> Answered:
        """Take the network in a file for the visitor's own."""
        return self.page.open(request.file)
