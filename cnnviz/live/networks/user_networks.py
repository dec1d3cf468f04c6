"""Networks that visitors open from files: what they may cost, and how many there may be."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import prod
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

import numpy as np

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.units import INPUT

if TYPE_CHECKING:
    from cnnviz.networks.layers import AnyLayer, Shape
    from cnnviz.networks.network import Network

OWN: Final = "own"
"""What messages call the network that was opened over this connection."""
QUICK_MS: Final = 2.0
"""So long may an answer keep all other visitors waiting."""
MAX_PRODUCTS: Final = 50_000_000  # for one picture; the digits network takes 0.8 million
MAX_MS: Final = 10.0  # of one core, as large windows take up to 100 times as long a product
MAX_NUMBERS: Final = 1_000_000  # in all layers together, 4 MB of float32
MAX_BYTES: Final = 256 * 1024 * 1024
RESERVED: Final = (INPUT, "original")  # tensors that travel beside those of the layers
INPUT_SHAPE: Final = (1, 28, 28)  # what the drawing is made into, see `cnnviz.images.digits`


@dataclass(frozen=True, eq=False)
class OwnNetwork:
    """A network from a visitor's file.

    Attributes
    ----------
    network : Network
    milliseconds : float
        How long it took to read a blank picture.
    """

    network: Network
    milliseconds: float

    @property
    def is_quick(self) -> bool:
        """Whether it may read drawings while all other visitors wait."""
        return self.milliseconds <= QUICK_MS


class UserNetworks:
    """Opens network files, and knows how much the networks still in use weigh together.

    A network is forgotten by itself when the last session that uses it is gone.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._networks: WeakSet[Network] = WeakSet()
        self._lock = Lock()

    def open(self, data: bytes) -> OwnNetwork:
        """Make a network of a file's bytes, and let it read a blank picture.

        Raises
        ------
        ValueError
            If it is no network file, does not read 28×28 drawings, would take too long or too much
            room, or there are too many networks already.
        """
        network = _read_file(data)
        milliseconds = _pace(network)
        if milliseconds > MAX_MS:
            raise ArgumentError(
                "file",
                f"must read a drawing within {MAX_MS:g} ms, took {milliseconds:.1f} ms",
                value=milliseconds,
                allowed=Allowed(maximum=MAX_MS),
                subject="the network",
            )
        with self._lock:
            held = sum(4 * one.parameters for one in self._networks)
            if held + 4 * network.parameters > self._max_bytes:
                raise ValueError(
                    f"opened networks must take at most {self._max_bytes:,} bytes for all visitors "
                    "together, and there is no room for this one now: try again later"
                )
            self._networks.add(network)
        return OwnNetwork(network, milliseconds)


def check_cost(layers: tuple[AnyLayer, ...], input_shape: Shape) -> None:
    """Refuse a network that would keep other visitors waiting, or fill the memory.

    Raises
    ------
    ValueError
        With what it takes for one picture, and what it may take.
    """
    from cnnviz.networks.layers import output_shapes

    shapes = output_shapes(layers, input_shape)
    inputs = [input_shape, *shapes.values()]
    products = sum(products_of(layer, shape) for layer, shape in zip(layers, inputs, strict=False))
    if products > MAX_PRODUCTS:
        raise ArgumentError(
            "layers",
            f"must take at most {MAX_PRODUCTS:,} products for one picture, got {products:,}",
            value=products,
            allowed=Allowed(maximum=MAX_PRODUCTS),
            subject="the network",
        )
    numbers = sum(prod(shape) for shape in shapes.values())
    if numbers > MAX_NUMBERS:
        raise ArgumentError(
            "layers",
            f"must give at most {MAX_NUMBERS:,} numbers together, got {numbers:,}",
            value=numbers,
            allowed=Allowed(maximum=MAX_NUMBERS),
            subject="the network's layers",
        )


def products_of(layer: AnyLayer, input_shape: Shape) -> int:
    """Count a layer's multiplications, or what is as much work, for one picture.

    Examples
    --------
    >>> from cnnviz.networks.layers import Convolution, Dense
    >>> products_of(Convolution(name="conv1", maps=8, kernel_size=(5, 5)), (3, 32, 32))
    470400
    >>> products_of(Dense(name="dense1", units=10), (64,))
    640
    """
    reads_many = layer.operation in ("weighted sum", "largest", "mean")
    return layer.links(input_shape).count if reads_many else prod(input_shape)


def _read_file(data: bytes) -> Network:
    from cnnviz.networks.network import make_network
    from cnnviz.networks.network_file import read_network_file

    header, tensors = read_network_file(data, "the file")
    if header.input.shape != INPUT_SHAPE:
        raise ArgumentError(
            "input.shape",
            f"must be {_times(INPUT_SHAPE)}, got {_times(header.input.shape)}",
            value=header.input.shape,
            allowed=Allowed(shape=INPUT_SHAPE),
            subject="the file: the network's input",
        )
    for layer in header.layers:
        if layer.name in RESERVED:
            raise ArgumentError(
                f"layers.{layer.name}.name",
                f"must not be {' or '.join(RESERVED)}, got {layer.name!r}",
                value=layer.name,
                subject="the file: a layer's name",
            )
    check_cost(header.layers, header.input.shape)
    return make_network(header, tensors)


def _pace(network: Network) -> float:
    """Return the milliseconds a reading takes; the first one of all takes longer."""
    blank = np.zeros(network.input_shape, np.float32)
    seconds = []
    for _ in range(3):
        start = time.thread_time()
        network.outputs(blank)
        seconds.append(time.thread_time() - start)
    return 1000 * min(seconds)


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
