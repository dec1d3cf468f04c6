"""A network is its layers by name, reads pictures, and comes back from its file unchanged."""

import re
from pathlib import Path

import numpy as np
import pytest

import cnnviz
from cnnviz.common.assets import ASSETS
from cnnviz.networks.layers import Convolution, Dense, Flatten, MaxPooling, Softmax
from cnnviz.networks.network import Network, load_network, make_network
from cnnviz.networks.network_file import LARGEST_FILE, Header, Input


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


@pytest.fixture
def pictures():
    return np.random.default_rng(0).random((5, 1, 28, 28), np.float32)


def test_the_public_names_are_at_the_top(network):
    assert isinstance(cnnviz.load_network("digits"), cnnviz.Network)
    assert cnnviz.prepare_digit(np.zeros((9, 9))).shape == (1, 28, 28)
    assert cnnviz.trace(network, np.zeros((1, 28, 28), np.float32)).probabilities.shape == (10,)
    with pytest.raises(AttributeError, match="predict"):
        _ = cnnviz.predict


def test_the_digits_network_is_small_enough_to_be_looked_at(network):
    assert network.parameters <= 60_000
    assert max(shape[0] for shape in network.shapes.values() if len(shape) == 3) <= 16


def test_the_digits_network_speaks_of_layers_as_students_do(network):
    kinds = [layer.kind for layer in network.layers]
    assert kinds[:2] == ["convolution", "relu"]
    assert kinds.count("max_pooling") == 2
    assert kinds[-5:] == ["flatten", "dense", "relu", "dense", "softmax"]
    for name, kind in zip(network.shapes, kinds, strict=True):
        word = {"convolution": "conv", "max_pooling": "pool"}.get(kind, kind)
        assert re.fullmatch(rf"{word}\d*", name)


def test_its_parameters_are_those_of_its_layers(network):
    assert network.parameters == sum(network.layer_parameters(name) for name in network.shapes)
    assert network.layer_parameters("relu1") == 0
    maps, channels, height, width = network.weights["conv1"].shape
    assert network.layer_parameters("conv1") == maps * (channels * height * width + 1)


def test_probabilities_sum_to_one(network, pictures):
    probabilities = network.predict(pictures)
    assert (probabilities.shape, probabilities.dtype) == ((5, 10), np.float32)
    assert probabilities.min() >= 0
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-6)


def test_pictures_do_not_disturb_each_other(network):
    pictures = np.random.default_rng(1).random((600, 1, 28, 28), np.float32)
    together = network.predict(pictures)
    for index in (0, 255, 256, 599):
        alone = network.predict(pictures[index : index + 1])
        np.testing.assert_allclose(together[index], alone[0], atol=1e-6)


def test_no_pictures_give_no_probabilities(network):
    assert network.predict(np.zeros((0, 1, 28, 28), np.float32)).shape == (0, 10)


def test_pictures_of_any_layout_in_memory_are_read(network, pictures):
    expected = network.predict(pictures)
    fixed = pictures.copy()
    fixed.flags.writeable = False
    for same in (fixed, np.asfortranarray(pictures), pictures[::-1].copy()[::-1]):
        np.testing.assert_allclose(network.predict(same), expected, atol=1e-6)
    np.testing.assert_allclose(network.predict(pictures.astype(float)), expected, atol=1e-6)


def test_a_saved_network_comes_back_the_same(network, pictures, tmp_path):
    network.save(tmp_path / "copy.safetensors")
    copy = load_network(tmp_path / "copy.safetensors")
    assert copy.header == network.header
    np.testing.assert_array_equal(copy.predict(pictures), network.predict(pictures))
    again = load_network(str(tmp_path / "copy.safetensors"))
    assert again.parameters == network.parameters


def test_the_shipped_file_is_as_small_as_its_parameters(network):
    size = (ASSETS / "networks" / "digits.safetensors").stat().st_size
    assert size < 4 * network.parameters + 8192


def test_nobody_can_change_a_networks_weights(network):
    with pytest.raises(ValueError, match="read-only"):
        network.weights["conv1"][0] = 0


@pytest.mark.parametrize(
    ("images", "sentence"),
    [
        (np.zeros((1, 28, 28), np.float32), r"images must have 4 axes \(N, C, H, W\), got shape"),
        (
            np.zeros((2, 28, 28, 1), np.float32),
            r"pictures must have shape \(1, 28, 28\), got \(28, 28, 1\)",
        ),
        (np.zeros((2, 1, 28, 28), np.uint8), r"pictures must be float in \[0, 1\], got uint8"),
        (np.full((2, 1, 28, 28), 255.0), "pictures must be between 0 and 1, got 255 to 255"),
        (np.full((2, 1, 28, 28), np.nan), "pictures must be between 0 and 1, got nan to nan"),
        (np.full((2, 1, 28, 28), -np.inf), "pictures must be between 0 and 1, got -inf to -inf"),
    ],
)
def test_wrong_pictures_are_refused(network, images, sentence):
    with pytest.raises(ValueError, match=sentence):
        network.predict(images)


@pytest.mark.parametrize("source", ["letters", "../digits", "", "."])
def test_an_unknown_network_is_refused(source):
    sentence = rf"network must be .*digits.* or the path of a file, got '{re.escape(source)}'"
    with pytest.raises(ValueError, match=sentence):
        load_network(source)


def test_a_file_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with (tmp_path / "huge.safetensors").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ValueError, match=r"huge\.safetensors: .* must be at most 64 MiB"):
        load_network(tmp_path / "huge.safetensors")


def test_layers_that_do_not_fit_make_no_network():
    header = Header(
        format="cnnviz-network",
        version=1,
        name="odd",
        input=Input(shape=(1, 4, 4)),
        labels=("a",),
        layers=(
            Convolution(name="conv1", maps=1, kernel_size=(3, 3)),
            MaxPooling(name="pool1", kernel_size=(3, 3), stride=(1, 1)),
            Flatten(name="flatten"),
            Dense(name="dense1", units=1),
            Softmax(name="softmax"),
        ),
    )
    with pytest.raises(ValueError, match="odd: pool1: the window must be at most 2 wide"):
        make_network(header, {})


def test_two_networks_are_not_confused(network):
    assert isinstance(network, Network)
    assert network != load_network("digits")
