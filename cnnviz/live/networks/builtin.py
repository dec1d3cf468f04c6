"""The built-in networks, each loaded once, when it is first asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np

from cnnviz.common.assets import ASSETS
from cnnviz.common.errors import ArgumentError
from cnnviz.common.shown_values import show_value

if TYPE_CHECKING:
    from cnnviz.networks.network import Network

PHOTOS: Final = "photos"
LATE: Final = (PHOTOS,)
"""Networks of photographs, too large to load before somebody wants them."""

_log = logging.getLogger(__name__)


class Networks:
    """Networks by name, shared by all connections, loaded in whatever thread asks first.

    Parameters
    ----------
    folder
        Holds the network files. Only the names of files in it are ever loaded: what a browser
        sends can never become a path.
    load
        Makes a network of a file; left out, `cnnviz.networks.network.load_network`.
    """

    def __init__(
        self,
        folder: Path = ASSETS / "networks",
        load: Callable[[Path], Network] | None = None,
    ) -> None:
        self._files = {path.stem: path for path in sorted(folder.glob("*.safetensors"))}
        self._load = load or _load_with_torch
        self._loaded: dict[str, Network] = {}
        self._random: WeakKeyDictionary[Network, Network] = WeakKeyDictionary()
        self._lock = Lock()

    def loaded(self, name: str) -> Network | None:
        """Return a network if that takes no time."""
        return self._loaded.get(name)

    def name_of(self, network: Network) -> str | None:
        """Return the name of a built-in network; None for any other."""
        loaded = list(self._loaded.items())  # another thread may be loading one
        return next((name for name, one in loaded if one is network), None)

    def get(self, name: str) -> Network:
        """Return a network; the first time this reads a file, and imports torch.

        Raises
        ------
        ValueError
            If there is none of this name.
        """
        _check_name(name, list(self._files))
        if name in self._loaded:  # at once, also while another one takes its time to load
            return self._loaded[name]
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = self._load(self._files[name])
            return self._loaded[name]

    def get_for_drawings(self, name: str) -> Network:
        """Return a network that reads drawings, as `get` does; the others are not even loaded.

        Raises
        ------
        ValueError
            If there is none of this name.
        """
        _check_name(name, [one for one in self._files if one not in LATE])
        return self.get(name)

    def randomized(self, network: Network) -> Network:
        """Return the same network with random weights, always the same ones."""
        if network not in self._random:
            from cnnviz.explain.randomization import randomized

            self._random[network] = randomized(network)
        return self._random[network]

    def warm_up(self) -> None:
        """Load the networks and let each read a blank picture, as a first reading is slow.

        Those in `LATE` wait until they are asked for.
        """
        for name in self._files:
            if name in LATE:
                continue
            try:
                network = self.get(name)
                network.predict(np.zeros((1, *network.input_shape), np.float32))
            except ValueError:
                _log.exception("the built-in network %s can't be used", name)


def _check_name(name: str, known: list[str]) -> None:
    if name not in known:
        names = " or ".join(known) or "built in, but none is"
        raise ArgumentError("network", f"must be {names}, got {show_value(name)}", value=name)


def _load_with_torch(path: Path) -> Network:
    # torch takes a second or two to import: the server's port is open by then.
    import torch

    from cnnviz.networks.network import load_network

    torch.set_num_threads(1)  # maps this small are no work to share, threads only fight each other
    return load_network(path)
