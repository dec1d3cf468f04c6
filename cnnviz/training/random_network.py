"""The random network that a training begins with, found by a name that any server can read.

Nothing is kept of it: the name says what was chosen, and the same seed gives the same network.
"""

from functools import lru_cache
from threading import Lock
from typing import Final

import msgspec

from cnnviz.common.errors import ArgumentError
from cnnviz.common.validation import decode
from cnnviz.networks.network_file import write_network_file
from cnnviz.training.choices import Choices

FIRST_WORD: Final = "untrained"
CHOSEN: Final = ("network", "maps", "kernel_size", "activation", "pooling", "seed")
"""What the random network depends on."""
KEPT: Final = 8  # files, of at most 2 MB

_one_at_a_time: Final = Lock()


def random_network_name(choices: Choices) -> str:
    """Name the random network of a training, in letters, digits, _ and -.

    Examples
    --------
    >>> random_network_name(Choices(activation="leaky_relu", seed=7))
    'untrained-lenet-8-5-leaky_relu-max-7'
    """
    return "-".join([FIRST_WORD, *(str(getattr(choices, name)) for name in CHOSEN)])


def is_random_network(name: str) -> bool:
    """Tell whether a training's name is that of a random network."""
    return name.partition("-")[0] == FIRST_WORD


@lru_cache(KEPT)
def random_network_file(name: str) -> bytes:
    """Return the network file: the one that a training with these choices keeps first.

    Raises
    ------
    ValueError
        When a choice is out of its range, or the network too large.
    """
    choices = _choices_of(name)
    choices.check()
    from cnnviz.training.loop import untrained  # brings torch

    with _one_at_a_time:
        network = untrained(choices.settings(), choices.layers())
    return write_network_file(network.header, network.tensors())


def _choices_of(name: str) -> Choices:
    words = name.split("-")[1:]
    if len(words) != len(CHOSEN):
        example = random_network_name(Choices())
        raise ArgumentError("run", f"must be like {example}, got {len(words)} choices", value=name)
    values = (int(word) if word.isdecimal() else word for word in words)
    return decode(msgspec.json.encode(dict(zip(CHOSEN, values, strict=True))), Choices)
