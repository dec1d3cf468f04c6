"""A network's first kernels, read from its file."""

import subprocess
import sys

import pytest

from cnnviz.common.assets import ASSETS
from cnnviz.kernels.learned import learned_kernels
from cnnviz.networks.network import load_network


def test_learned_kernels_are_the_first_layers():
    network = load_network("digits")
    first = next(layer.name for layer in network.layers if layer.kind == "convolution")
    learned = learned_kernels("digits")
    assert len(learned) == len(network.weights[first])
    for kernel, weights in zip(learned, network.weights[first], strict=True):
        assert (kernel.values == weights[0]).all()
        assert kernel.family == "learned"


def test_learned_kernels_of_no_network_are_refused():
    with pytest.raises(ValueError, match=r"network must be .*digits.*, got '\.\./digits'"):
        learned_kernels("../digits")


def test_the_gallery_needs_no_torch():
    script = (
        "import sys; from cnnviz.kernels.learned import learned_kernels; learned_kernels();"
        "sys.exit('torch' in sys.modules)"
    )
    # Our own line, nothing of a visitor's
    done = subprocess.run([sys.executable, "-c", script], cwd=ASSETS.parent, check=False)  # noqa: S603
    assert done.returncode == 0
