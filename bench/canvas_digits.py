"""How many of MNIST's test digits are read right, as they are and as a person would draw them.

"Canvas" digits are the test digits enlarged ten times, with strokes thinned or thickened, scaled by
0.4 to 1.4, turned by up to 15°, shifted by up to a third of the pad and sent through
`prepare_digit`. All ink is kept on the pad, as a person can't draw beside it; thinning never
takes more than 60 % of the ink. Run it with ``python -m bench.canvas_digits``.
"""

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import load_network
from cnnviz.training.canvas import PAD, canvas_accuracy
from cnnviz.training.evaluation import accuracy

SEED = 0
PAD_AS_SENT = 112
"""The page shrinks the pad to so many pixels before it sends it."""


def measure() -> dict[str, float | int]:
    """Measure the digits network; the shares are in [0, 1]."""
    network = load_network("digits")
    images, labels = load_mnist("test")
    return {
        "mnist_accuracy": accuracy(network, images, labels),
        "canvas_accuracy": canvas_accuracy(network, images, labels, seed=SEED, side=PAD),
        "canvas_accuracy_as_sent": canvas_accuracy(
            network, images, labels, seed=SEED, side=PAD_AS_SENT
        ),
        "parameters": network.parameters,
        "digits": len(labels),
        "seed": SEED,
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:>24}  {value:.4f}" if isinstance(value, float) else f"{name:>24}  {value}")
