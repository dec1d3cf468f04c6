"""The networks to choose from: convolutional ones in two styles, and one without convolutions."""

from math import prod
from typing import Final, Literal, get_args

from cnnviz.networks.layers import (
    AnyActivation,
    AnyLayer,
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    LeakyRelu,
    MaxPooling,
    Relu,
    Shape,
    Sigmoid,
    Softmax,
    Tanh,
)

INPUT_SHAPE: Final = (1, 28, 28)
CLASSES: Final = 10
HIDDEN_UNITS: Final = 64
Architecture = Literal["lenet", "vgg", "perceptron"]
ActivationName = Literal["relu", "leaky_relu", "tanh", "sigmoid"]
PoolingName = Literal["max", "average", "none"]
ARCHITECTURES: Final[tuple[Architecture, ...]] = get_args(Architecture)

_ACTIVATIONS: Final[dict[str, type[AnyActivation]]] = {
    "relu": Relu,
    "leaky_relu": LeakyRelu,
    "tanh": Tanh,
    "sigmoid": Sigmoid,
}
_POOLINGS: Final[dict[str, type[MaxPooling | AveragePooling]]] = {
    "max": MaxPooling,
    "average": AveragePooling,
}

DIGITS_LAYERS: Final[tuple[AnyLayer, ...]] = (
    Convolution(name="conv1", maps=12, kernel_size=(5, 5)),
    Relu(name="relu1"),
    MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
    Convolution(name="conv2", maps=16, kernel_size=(3, 3), padding=(1, 1)),
    Relu(name="relu2"),
    Convolution(name="conv3", maps=16, kernel_size=(3, 3), padding=(1, 1)),
    Relu(name="relu3"),
    MaxPooling(name="pool2", kernel_size=(2, 2), stride=(2, 2)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=80),
    Relu(name="relu4"),
    Dense(name="dense2", units=CLASSES),
    Softmax(name="softmax"),
)
"""The shipped network's layers."""


def architecture(
    name: Architecture,
    *,
    maps: int = 8,
    kernel_size: int = 5,
    activation: ActivationName = "relu",
    pooling: PoolingName = "max",
) -> tuple[AnyLayer, ...]:
    """Return the layers of a network for 28×28 digits.

    Parameters
    ----------
    name : str
        "lenet": two convolutions, each with activation and pooling, the second with twice the maps
        (LeCun et al., "Gradient-based learning applied to document recognition", 1998).
        "vgg": twice two convolutions that keep the size, then pooling (Simonyan and Zisserman,
        "Very deep convolutional networks", 2014).
        "perceptron": one hidden dense layer, with as many units as make about the parameters of
        "lenet" with the same choices.
    maps : int
        Of the first convolution.
    kernel_size : int
        Rows and columns of every kernel; odd.
    activation : str
        "relu", "leaky_relu", "tanh" or "sigmoid".
    pooling : str
        "max", "average" or "none".

    Returns
    -------
    tuple of layers

    Examples
    --------
    >>> [layer.name for layer in architecture("lenet")][:6]
    ['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2']
    >>> architecture("perceptron")[1].units
    26
    """
    if name == "perceptron":
        like = architecture(
            "lenet", maps=maps, kernel_size=kernel_size, activation=activation, pooling=pooling
        )
        return _perceptron(sum(parameters(like).values()), activation)
    layers: list[AnyLayer] = []
    keeping = kernel_size // 2 if name == "vgg" else 0
    for block in (1, 2):
        for _ in range(2 if name == "vgg" else 1):
            count = 1 + sum(isinstance(layer, Convolution) for layer in layers)
            layers += [
                Convolution(
                    name=f"conv{count}",
                    maps=maps * block,
                    kernel_size=(kernel_size, kernel_size),
                    padding=(keeping, keeping),
                ),
                _activation(activation, count),
            ]
        if pooling != "none":
            layers.append(
                _POOLINGS[pooling](name=f"pool{block}", kernel_size=(2, 2), stride=(2, 2))
            )
    convolutions = sum(isinstance(layer, Convolution) for layer in layers)
    return (
        *layers,
        Flatten(name="flatten"),
        Dense(name="dense1", units=HIDDEN_UNITS),
        _activation(activation, convolutions + 1),
        Dense(name="dense2", units=CLASSES),
        Softmax(name="softmax"),
    )


def parameters(layers: tuple[AnyLayer, ...], input_shape: Shape = INPUT_SHAPE) -> dict[str, int]:
    """Count what each layer has to learn, by its name; 0 where there is nothing.

    Examples
    --------
    >>> parameters(architecture("lenet"))["conv1"]  # 8 kernels of 5 × 5, and 8 biases
    208
    """
    counts = {}
    for layer in layers:
        counts[layer.name] = sum(prod(shape) for shape in layer.tensor_shapes(input_shape).values())
        input_shape = layer.output_shape(input_shape)
    return counts


def dense_cost(layers: tuple[AnyLayer, ...], input_shape: Shape = INPUT_SHAPE) -> dict[str, int]:
    """Count the parameters of a dense layer with as many outputs as a convolution.

    Examples
    --------
    >>> dense_cost(architecture("lenet"))["conv1"]  # 8·24·24 units, each with 784 weights, a bias
    3617280
    """
    costs = {}
    for layer in layers:
        output_shape = layer.output_shape(input_shape)
        if isinstance(layer, Convolution):
            costs[layer.name] = prod(output_shape) * (prod(input_shape) + 1)
        input_shape = output_shape
    return costs


def _activation(name: ActivationName, count: int) -> AnyActivation:
    return _ACTIVATIONS[name](name=f"{name.replace('_', '')}{count}")


def _perceptron(wanted: int, activation: ActivationName) -> tuple[AnyLayer, ...]:
    per_unit = prod(INPUT_SHAPE) + 1 + CLASSES
    units = max(1, min(4096, round((wanted - CLASSES) / per_unit)))
    return (
        Flatten(name="flatten"),
        Dense(name="dense1", units=units),
        _activation(activation, 1),
        Dense(name="dense2", units=CLASSES),
        Softmax(name="softmax"),
    )
