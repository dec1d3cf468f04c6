"""Everything that decides how a network turns out, apart from its layers and its digits."""

from dataclasses import dataclass, field
from typing import Literal

from cnnviz.training.augmentation import Augmentation

OptimizerName = Literal["sgd", "momentum", "adam", "adamw"]
Schedule = Literal["constant", "one cycle"]


@dataclass(frozen=True)
class Settings:
    """How a network is trained; the defaults made the shipped one.

    Attributes
    ----------
    seed : int
        The beginning's random weights, the order of the digits and their changes follow from it.
    epochs : int
        How often every digit is seen.
    batch_size : int
        Digits a step.
    optimizer : str
        "sgd", "momentum" (SGD with 0.9 of the step before), "adam" or "adamw".
    learning_rate : float
        The largest one, with the schedule "one cycle".
    schedule : str
        "constant", or "one cycle": see `cnnviz.training.loop.pace`.
    weight_decay : float
    batch_norm : bool
        Whether there is batch norm after each convolution during training.
    label_smoothing : float
    dropout : float
        Share of the inputs of each dense layer that are left out at a time.
    averaging : float
        How much of the running average of the weights stays at each step; 0 for none.
    augmentation : Augmentation or None
        Draw each digit again in each epoch, or take it as it is.
    shift : int
        Pixels either way that each digit is moved by in each epoch.
    """

    seed: int = 0
    epochs: int = 40
    batch_size: int = 128
    optimizer: OptimizerName = "adamw"
    learning_rate: float = 3e-3
    schedule: Schedule = "one cycle"
    weight_decay: float = 1e-2
    batch_norm: bool = True
    label_smoothing: float = 0.02
    dropout: float = 0.2
    averaging: float = 0.998
    augmentation: Augmentation | None = field(default_factory=Augmentation)
    shift: int = 0

    @property
    def changes_digits(self) -> bool:
        """Whether the digits are others in each epoch."""
        return self.augmentation is not None or self.shift > 0
