"""Taken elsewhere, a network gives the same probabilities."""

import subprocess
import sys

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image

from cnnviz.networks.layers import Convolution, Dense, Flatten, Softmax
from cnnviz.networks.network import load_network, make_network
from cnnviz.networks.network_file import Header, Input, wanted_tensors
from cnnviz.networks.onnx_export import write_onnx
from cnnviz.networks.pytorch_script import write_script
from cnnviz.training.architectures import architecture
from cnnviz.training.loop import untrained
from cnnviz.training.settings import Settings

KINDS = [
    {"name": "vgg", "kernel_size": 3, "activation": "leaky_relu", "pooling": "average"},
    {"name": "lenet", "activation": "tanh", "pooling": "max"},
    {"name": "lenet", "activation": "sigmoid", "pooling": "none", "maps": 2},
    {"name": "perceptron", "activation": "relu"},
]


def pictures(count=5):
    return np.random.default_rng(0).random((count, 1, 28, 28), np.float32)


def network_of(kind):
    return load_network("digits") if kind is None else untrained(Settings(), architecture(**kind))


every_kind = pytest.mark.parametrize("kind", [None, *KINDS], ids=str)


@every_kind
def test_onnx_runtime_gives_the_same_probabilities(kind):
    network = network_of(kind)
    session = onnxruntime.InferenceSession(write_onnx(network))
    (answers,) = session.run(["probabilities"], {"image": pictures()})
    np.testing.assert_allclose(answers, network.predict(pictures()), atol=1e-5)


def test_strides_paddings_and_dilations_go_along():
    layers = (
        Convolution(
            name="conv1", maps=3, kernel_size=(3, 2), stride=(2, 1), padding=(1, 2), dilation=(2, 3)
        ),
        Flatten(name="flatten"),
        Dense(name="dense1", units=4),
        Softmax(name="softmax"),
    )
    header = Header(
        format="cnnviz-network",
        version=1,
        name="odd",
        input=Input(shape=(1, 28, 28)),
        labels=tuple("abcd"),
        layers=layers,
    )
    random = np.random.default_rng(1)
    tensors = {
        name: torch.from_numpy(random.normal(size=shape).astype(np.float32) / 10)
        for name, shape in wanted_tensors(header, "odd").items()
    }
    network = make_network(header, tensors)
    session = onnxruntime.InferenceSession(write_onnx(network))
    (answers,) = session.run(None, {"image": pictures()})
    np.testing.assert_allclose(answers, network.predict(pictures()), atol=1e-5)


@pytest.mark.slow
def test_the_program_runs_on_its_own_and_gives_the_same_probabilities(tmp_path):
    network = load_network("digits")
    program, picture = tmp_path / "network.py", tmp_path / "digit.png"
    program.write_text(write_script(network), encoding="utf-8")
    pixels = (pictures(1)[0, 0] * 255).astype(np.uint8)
    Image.fromarray(pixels).save(picture)
    printed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", program.name, picture.name],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    answers = [float(line.split(": ")[1]) for line in printed.splitlines()]
    expected = network.predict(pixels[None, None].astype(np.float32) / 255)[0]
    np.testing.assert_allclose(answers, expected, atol=1e-5)


@every_kind
def test_the_program_rebuilds_every_kind_of_layer(kind):
    network = network_of(kind)
    names = {"__name__": "rebuilt"}
    exec(write_script(network), names)  # noqa: S102 - our own program
    answers = names["read"](pictures(1)[0]).numpy()
    np.testing.assert_allclose(answers, network.predict(pictures(1))[0], atol=1e-5)


def test_a_network_for_color_pictures_is_refused():
    class Colorful:
        input_shape = (3, 28, 28)

    with pytest.raises(ValueError, match="pictures of 1 channel, got 3"):
        write_script(Colorful())
