"""The widgets with which a visitor chooses a training. The address keeps what was chosen."""

from typing import Any, Final

import msgspec
import streamlit as st

from cnnviz.components.address import binding_of_whole
from cnnviz.training.architectures import ARCHITECTURES, dense_cost, parameters
from cnnviz.training.choices import DIGITS, LARGEST_SHIFT, MOST_EPOCHS, Choices
from cnnviz.training.random_network import CHOSEN

DEFAULT: Final = Choices()
NAMES: Final = {
    "lenet": "LeNet-like",
    "vgg": "VGG-like",
    "perceptron": "Perceptron",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "tanh": "tanh",
    "sigmoid": "Sigmoid",
    "max": "Max",
    "average": "Average",
    "none": "None",
    "sgd": "SGD",
    "momentum": "Momentum",
    "adam": "Adam",
}
RATES: Final = (0.0001, 0.0003, 0.001, 0.002, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCHES: Final = (1, 8, 16, 32, 64, 128, 256, 512)
HELP: Final = {
    "digits": "How many digits it learns from. Few of them, seen often, it learns by heart.",
    "network": (
        "LeNet-like: two convolutions, each with pooling. VGG-like: twice two convolutions that "
        "keep the size, then pooling. Perceptron: no convolution, one hidden dense layer, about as "
        "many parameters as LeNet-like."
    ),
    "maps": "Kernels of the first convolution; later ones have twice as many.",
    "kernel_size": "Rows and columns of every kernel.",
    "activation": "What each number goes through before it goes on.",
    "pooling": "What is kept of each 2×2 window: its largest number, its mean, or all four.",
    "optimizer": (
        "How a step follows from the gradient. SGD goes straight downhill, momentum keeps rolling, "
        "Adam finds a step of its own for every weight."
    ),
    "learning_rate": "How long a step is. Too short learns slowly, too long overshoots.",
    "batch_size": "Digits whose mean gradient makes one step.",
    "epochs": "How often every digit is seen.",
    "dropout": "Share of a dense layer's inputs that are left out at random: no unit can rely "
    "on a single other.",
    "shift": "Each digit is moved by up to so many pixels, anew in each epoch.",
    "shuffle_pixels": (
        "All digits get their pixels in another order, the same for all. A dense layer doesn't "
        "care; a kernel finds no neighbours any more."
    ),
    "seed": "The random weights at the beginning, and the order of the digits, follow from it.",
}


def choose_training() -> Choices:
    """Show the widgets and return what they say."""
    chosen: dict[str, Any] = {}
    chosen["network"] = _one_of("network", "Network", ARCHITECTURES)
    is_convolutional = chosen["network"] != "perceptron"
    chosen["digits"] = _one_of("digits", "Digits", DIGITS)
    with st.expander("Layers", expanded=False):
        if is_convolutional:
            chosen["maps"] = _number("maps", "Maps", 1, 32)
            chosen["kernel_size"] = _one_of("kernel_size", "Kernel size", (3, 5, 7))
            chosen["pooling"] = _one_of("pooling", "Pooling", ("max", "average", "none"))
        chosen["activation"] = _one_of(
            "activation", "Activation", ("relu", "leaky_relu", "tanh", "sigmoid")
        )
        _count_parameters(msgspec.convert(chosen, Choices))
    with st.expander("Steps", expanded=False):
        chosen["optimizer"] = _one_of("optimizer", "Optimizer", ("sgd", "momentum", "adam"))
        chosen["learning_rate"] = _step_of("learning_rate", "Learning rate", RATES)
        chosen["batch_size"] = _step_of("batch_size", "Batch size", BATCHES)
        chosen["epochs"] = _number("epochs", "Epochs", 1, MOST_EPOCHS)
        chosen["seed"] = _number("seed", "Seed", 0, 9999)
    with st.expander("Against overfitting", expanded=False):
        chosen["dropout"] = st.slider(
            "Dropout",
            0.0,
            0.9,
            DEFAULT.dropout,
            0.1,
            key="dropout",
            bind="query-params",
            help=HELP["dropout"],
        )
        chosen["shift"] = st.slider(
            "Shift digits",
            0,
            LARGEST_SHIFT,
            DEFAULT.shift,
            key="shift",
            bind="query-params",
            help=HELP["shift"],
            format="%d px",
        )
    chosen["shuffle_pixels"] = st.toggle(
        "Shuffle the pixels",
        key="shuffle_pixels",
        bind="query-params",
        help=HELP["shuffle_pixels"],
    )
    return msgspec.convert(chosen, Choices)


def title_of(choices: Choices) -> str:
    """Return in a few words what a training was, naming only what isn't the default.

    Examples
    --------
    >>> title_of(Choices(network="perceptron", digits=100, shuffle_pixels=True))
    'Perceptron, 100 digits, shuffled pixels'
    """
    return ", ".join([NAMES[choices.network], f"{choices.digits:,} digits", *_changed(choices)])


def network_title(choices: Choices) -> str:
    """Return in a few words what a random network is, naming only what isn't the default.

    Examples
    --------
    >>> network_title(Choices(network="vgg", maps=4, digits=100, epochs=9, seed=3))
    'VGG-like, 4 maps, seed 3'
    """
    of_network = Choices(**{name: getattr(choices, name) for name in CHOSEN})
    return ", ".join([NAMES[choices.network], *_changed(of_network)])


def _changed(choices: Choices) -> list[str]:
    """Return a few words on each choice but the network and the digits that isn't the default."""
    words = {
        "maps": f"{choices.maps} map{'s' * (choices.maps > 1)}",
        "kernel_size": f"{choices.kernel_size}×{choices.kernel_size} kernels",
        "activation": NAMES[choices.activation],
        "pooling": f"{choices.pooling} pooling" if choices.pooling != "none" else "no pooling",
        "optimizer": NAMES[choices.optimizer],
        "learning_rate": f"rate {choices.learning_rate:g}",
        "batch_size": f"batches of {choices.batch_size}",
        "epochs": f"{choices.epochs} epoch{'s' * (choices.epochs > 1)}",
        "dropout": f"dropout {choices.dropout:g}",
        "shift": f"shifts of {choices.shift} px",
        "shuffle_pixels": "shuffled pixels",
        "seed": f"seed {choices.seed}",
    }
    return [text for key, text in words.items() if getattr(choices, key) != _default(key)]


def _default(key: str) -> Any:
    return getattr(DEFAULT, key)


def _one_of(key: str, label: str, options: tuple[Any, ...]) -> Any:
    chosen = st.segmented_control(
        label,
        options,
        default=_default(key),
        format_func=_name,
        required=True,
        key=key,
        bind="query-params",
        help=HELP[key],
    )
    return _default(key) if chosen is None else chosen  # as an address may say


def _step_of(key: str, label: str, options: tuple[Any, ...]) -> Any:
    return st.select_slider(
        label, options, value=_default(key), key=key, bind="query-params", help=HELP[key]
    )


def _number(key: str, label: str, least: int, most: int) -> int:
    return int(
        st.number_input(
            f"{label}, {least} to {most:,}",
            least,
            most,
            _default(key),
            key=key,
            bind=binding_of_whole(key),
            help=HELP[key],
        )
    )


def _name(option: Any) -> str:
    return NAMES.get(option, f"{option:,}" if isinstance(option, int) else str(option))


def _count_parameters(choices: Choices) -> None:
    layers = choices.layers()
    counts, costs = parameters(layers), dense_cost(layers)
    lines = [f"| {name} | {count:,} |" for name, count in counts.items() if count]
    total = sum(counts.values())
    st.markdown("\n".join(["| layer | parameters |", "|---|--:|", *lines, f"| all | {total:,} |"]))
    if costs:
        name, cost = next(iter(costs.items()))
        st.caption(
            f"A dense layer in the place of {name} would need {cost:,} parameters, "
            f"{cost / counts[name]:,.0f} times as many: a kernel is shared by all places."
        )
