"""The live view of the Training page: kernels, maps and probabilities at any step of a training."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from cnnviz.components.front_end import as_base64, base_path, front_end_component
from cnnviz.images.datasets import load_mnist

_mount = front_end_component("cnnviz_training", "training/training_view.js")


@dataclass(frozen=True)
class RunShown:
    """A training to look into.

    Attributes
    ----------
    run : str
        Its name, by which the live engine finds it.
    title : str
    steps : tuple of int
        After which its networks were kept, rising, 0 the random one.
    steps_per_epoch : int
    ending : str
        "trained", "stopped" or "broke off"; empty while more networks will come.
    is_begun : bool
        False before anybody has asked for the training.
    """

    run: str
    title: str
    steps: tuple[int, ...]
    steps_per_epoch: int
    ending: str = ""
    is_begun: bool = True


def training_view(runs: Sequence[RunShown], *, key: str = "training") -> None:
    """Mount the view.

    Parameters
    ----------
    runs : sequence of RunShown
        One, or two side by side.
    key : str
        Keeps the view across reruns.
    """
    _mount(
        key=key,
        data={
            "basePath": base_path(),
            "digits": list(_digits()),
            "runs": [_for_view(run) for run in runs],
        },
    )


def _for_view(run: RunShown) -> dict[str, Any]:
    return {
        "run": run.run,
        "title": run.title,
        "steps": list(run.steps),
        "stepsPerEpoch": run.steps_per_epoch,
        "ending": run.ending,
        "isBegun": run.is_begun,
    }


@cache
def _digits() -> tuple[str, ...]:
    """Return the first test digit of each class, 28×28 bytes in base64."""
    images, labels = load_mnist("test")
    return tuple(as_base64(images[int(np.argmax(labels == label))]) for label in range(10))
