"""What a visitor may choose before a training starts, each with its range and a sound default."""

from typing import Annotated, Final, Literal, get_args

from msgspec import Meta, Struct

from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.networks.layers import AnyLayer
from cnnviz.training.architectures import (
    ActivationName,
    Architecture,
    PoolingName,
    architecture,
    parameters,
)
from cnnviz.training.settings import Settings

Digits = Literal[100, 1000, 10_000, 60_000]
KernelSize = Literal[3, 5, 7]
Optimizer = Literal["sgd", "momentum", "adam"]
DIGITS: Final[tuple[Digits, ...]] = get_args(Digits)
LARGEST_SHIFT: Final = 6
MOST_EPOCHS: Final = 50
MOST_PARAMETERS: Final = 500_000


class Choices(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One training as a visitor asks for it. Decoding it from JSON checks every range.

    Attributes
    ----------
    digits : int
        How many of the 60,000 training digits are used: the first 100, 1,000, 10,000, or all.
    network : str
        "lenet", "vgg" or "perceptron", see `cnnviz.training.architectures.architecture`.
    maps, kernel_size, activation, pooling
        Of the network.
    optimizer : str
        "sgd", "momentum" or "adam".
    learning_rate : float
    batch_size, epochs : int
    dropout : float
        Share of a dense layer's inputs left out at each step.
    shift : int
        Pixels each way by which the digits are moved anew in each epoch.
    shuffle_pixels : bool
        Whether the pixels of all digits are put in another order, the same for all.
    seed : int

    Examples
    --------
    >>> Choices(network="vgg").layers()[0].name, Choices(epochs=2).settings().epochs
    ('conv1', 2)
    """

    digits: Digits = 60_000
    network: Architecture = "lenet"
    maps: Annotated[int, Meta(ge=1, le=32)] = 8
    kernel_size: KernelSize = 5
    activation: ActivationName = "relu"
    pooling: PoolingName = "max"
    optimizer: Optimizer = "adam"
    learning_rate: Annotated[float, Meta(ge=1e-5, le=100)] = 0.002
    batch_size: Annotated[int, Meta(ge=1, le=1024)] = 64
    epochs: Annotated[int, Meta(ge=1, le=MOST_EPOCHS)] = 3
    dropout: Annotated[float, Meta(ge=0, le=0.9)] = 0.0
    shift: Annotated[int, Meta(ge=0, le=LARGEST_SHIFT)] = 0
    shuffle_pixels: bool = False
    seed: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0

    def layers(self) -> tuple[AnyLayer, ...]:
        """Return the network's layers."""
        return architecture(
            self.network,
            maps=self.maps,
            kernel_size=self.kernel_size,
            activation=self.activation,
            pooling=self.pooling,
        )

    def settings(self) -> Settings:
        """Return the settings of the loop: nothing but what was chosen, so that it can be seen."""
        return Settings(
            seed=self.seed,
            epochs=self.epochs,
            batch_size=self.batch_size,
            optimizer=self.optimizer,
            learning_rate=self.learning_rate,
            schedule="constant",
            weight_decay=0.0,
            batch_norm=False,
            label_smoothing=0.0,
            dropout=self.dropout,
            averaging=0.0,
            augmentation=None,
            shift=self.shift,
        )

    def check(self) -> None:
        """See that the network is none too large.

        Raises
        ------
        ValueError
            When it has more than 500,000 parameters.
        """
        count = sum(parameters(self.layers()).values())
        if count > MOST_PARAMETERS:
            raise ArgumentError(
                "network",
                f"must have at most {MOST_PARAMETERS:,} parameters, got {count:,}: "
                "choose fewer maps, or a pooling",
                value=count,
                allowed=Allowed(maximum=MOST_PARAMETERS),
                subject="the network",
            )
