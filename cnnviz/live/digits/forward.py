"""A visitor's network, changed as they wish, at work on their newest drawing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.errors import ArgumentError
from cnnviz.images.digits import DigitSteps, prepare_steps
from cnnviz.live.digits.outputs import Outputs
from cnnviz.live.digits.state import ReadState
from cnnviz.live.memo import Memo
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.networks.user_networks import OWN, OwnNetwork

if TYPE_CHECKING:
    from cnnviz.networks.network import Network
    from cnnviz.networks.trace import Trace


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """One drawing read by one network.

    Attributes
    ----------
    network : Network
        With the changes in force.
    original : (classes,) float32 or None
        The probabilities of the network as it was; None when nothing is changed.
    prepared : DigitSteps
    outputs : Outputs
        Of all layers; all are numbers.
    milliseconds : float
        From drawing to outputs.
    """

    network: Network
    original: NDArray[np.float32] | None
    prepared: DigitSteps
    outputs: Outputs
    milliseconds: float

    @cached_property
    def trace(self) -> Trace:
        """Every layer's input, weights and output, for who asks after one of them."""
        from cnnviz.networks.trace import (
            traced,  # brings torch, which is imported late; see `Networks`
        )

        return traced(self.network, self.prepared.result, self.outputs.by_name)


class ForwardCache:
    """Caches the forward pass of a state: computed once however many messages ask for it.

    Only the newest is cached.
    """

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self.own: OwnNetwork | None = None
        self._changed: Memo[Network] | None = None
        self._original: Memo[NDArray[np.float32]] | None = None
        self._run: Memo[ForwardPass] | None = None

    def is_quick(self, state: ReadState) -> bool:
        """Tell whether a run takes a couple of milliseconds at most, or is refused at once."""
        if state.network is None:
            return True
        if state.network == OWN:
            return self.own is None or self.own.is_quick
        return self._networks.loaded(state.network) is not None

    def pace(self, state: ReadState) -> float:
        """Tell how many milliseconds a visitor's own network takes; the built-in ones are quick."""
        return self.own.milliseconds if state.network == OWN and self.own else 0.0

    def unchanged(self, name: str | None) -> Network:
        """Return a network as it is in its file, by the name that messages give it."""
        if name is None:
            message = "is missing, it must come with the first message of type 'read'"
            raise ArgumentError("network", message)
        if name != OWN:
            return self._networks.get_for_drawings(name)
        if self.own is None:
            raise ArgumentError(
                "network",
                "must be opened before it is called 'own', by a message of type 'open_network' "
                "with its file",
                value=OWN,
            )
        return self.own.network

    def network(self, state: ReadState) -> Network:
        """Return the state's network with its changes.

        Raises
        ------
        ValueError
            If there is no such network, or a change does not fit it.
        """
        network = self.unchanged(state.network)
        if not state.changed and not state.off:
            return network
        key = (network, state.changed, state.off)
        if self._changed is None or not self._changed.is_for(key):
            from cnnviz.networks.editing import edit_network

            self._changed = Memo(key, edit_network(network, state.changed, state.off))
        return self._changed.value

    def run(self, state: ReadState) -> ForwardPass:
        """Let the state's network read its drawing.

        Raises
        ------
        ValueError
            As `network` does; or if there is no drawing yet, or a value came out NaN or infinite.
        """
        network = self.network(state)
        key = (network, state.drawing, state.steps)
        if self._run is None or not self._run.is_for(key):
            self._run = Memo(key, self._work_out(state, network))
        return self._run.value

    def _work_out(self, state: ReadState, network: Network) -> ForwardPass:
        start = time.perf_counter()
        if state.drawing is None:
            message = "is missing, it must come with the first message of type 'read'"
            raise ArgumentError("drawing", message)
        steps = state.steps
        prepared = prepare_steps(state.drawing, crop=steps.crop, fit=steps.fit, center=steps.center)
        outputs = Outputs(network.outputs(prepared.result))
        original = self._probabilities(state, prepared) if state.changed or state.off else None
        milliseconds = (time.perf_counter() - start) * 1000
        return ForwardPass(network, original, prepared, outputs, milliseconds)

    def _probabilities(self, state: ReadState, prepared: DigitSteps) -> NDArray[np.float32]:
        """Return what the unedited network predicts: the same however it is edited."""
        network = self.unchanged(state.network)
        key = (network, state.drawing, state.steps)
        if self._original is None or not self._original.is_for(key):
            self._original = Memo(key, network.predict(prepared.result[np.newaxis])[0])
        return self._original.value
