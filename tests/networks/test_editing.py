"""An edited network has the new numbers, shares all others, and leaves the first as it was."""

import msgspec
import numpy as np
import pytest
import torch

import cnnviz
from cnnviz.networks.editing import checked_tensor, edit_network
from cnnviz.networks.network import Network, load_network, make_network
from tests.stacks import random_picture


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


def other(network, name, seed=0):
    layer, part = name.split(".")
    arrays = network.weights if part == "weight" else network.biases
    return np.random.default_rng(seed).normal(size=arrays[layer].shape).astype(np.float32)


@pytest.mark.parametrize(
    "names",
    [
        ["conv2.weight"],
        ["conv1.bias"],
        ["dense1.bias", "dense1.weight"],
        ["conv1.weight", "conv3.bias", "dense2.weight"],
    ],
)
def test_an_edited_network_is_one_made_of_the_new_tensors(network, names):
    tensors = {name: other(network, name) for name in names}
    made = make_network(
        network.header,
        network.tensors() | {name: torch.from_numpy(tensor) for name, tensor in tensors.items()},
    )
    edited = cnnviz.edit_network(network, tensors)
    pictures = random_picture((3, 1, 28, 28))
    np.testing.assert_array_equal(edited.predict(pictures), made.predict(pictures))
    for layer in network.weights:
        np.testing.assert_array_equal(edited.weights[layer], made.weights[layer])
        np.testing.assert_array_equal(edited.biases[layer], made.biases[layer])


def test_the_first_network_stays_as_it_is(network):
    before = {name: tensor.clone() for name, tensor in network.tensors().items()}
    edit_network(network, {"conv1.weight": other(network, "conv1.weight")}, {"conv1": [0]})
    for name, tensor in network.tensors().items():
        assert torch.equal(tensor, before[name])


def test_what_is_not_changed_is_shared(network):
    edited = edit_network(network, {"conv2.weight": other(network, "conv2.weight")})
    for name, module in network.modules.items():
        assert (edited.modules[name] is module) == (name != "conv2")
    assert edited.modules["conv2"].bias is network.modules["conv2"].bias


def test_nothing_changed_gives_the_same_network(network):
    assert edit_network(network, {}) is network
    assert edit_network(network, {}, {"conv1": []}) is network


def test_later_changes_of_the_array_do_not_reach_the_network(network):
    bias = other(network, "conv1.bias")
    edited = edit_network(network, {"conv1.bias": bias})
    bias[:] = 0
    assert edited.biases["conv1"].any()
    with pytest.raises(ValueError, match="read-only"):
        edited.biases["conv1"][0] = 0


def test_a_fixed_array_is_taken(network):
    bias = other(network, "conv1.bias")
    bias.flags.writeable = False
    edited = edit_network(network, {"conv1.bias": bias}, {"conv1": [2]})
    assert edited.biases["conv1"][2] == 0
    assert edited.biases["conv1"][1] == bias[1]


def test_a_map_switched_off_gives_zeros(network):
    weights = other(network, "conv2.weight")
    edited = edit_network(network, {"conv2.weight": weights}, {"conv1": [3, 5], "conv2": [0]})
    outputs = edited.outputs(random_picture((1, 28, 28)))
    dark = [index for index, one in enumerate(outputs["conv1"]) if not one.any()]
    assert dark == [3, 5]
    assert not outputs["conv2"][0].any()
    np.testing.assert_array_equal(edited.weights["conv2"][1:], weights[1:])
    np.testing.assert_array_equal(edited.biases["conv2"][1:], network.biases["conv2"][1:])


def test_an_edited_network_can_be_edited_again(network):
    first = edit_network(network, {"conv1.bias": other(network, "conv1.bias")})
    second = edit_network(first, {"conv2.bias": other(network, "conv2.bias", seed=1)})
    np.testing.assert_array_equal(second.biases["conv1"], first.biases["conv1"])
    assert second.training["edited"] == ["conv1.bias", "conv2.bias"]
    assert first.training["edited"] == ["conv1.bias"]


def test_its_header_makes_no_claims_that_were_the_others(network):
    edited = edit_network(network, {}, {"conv3": [1]})
    assert edited.accuracy == {}
    assert "mistakes" in network.training
    assert "mistakes" not in edited.training
    assert edited.training["epochs"] == network.training["epochs"]
    assert edited.labels == network.labels


@pytest.mark.parametrize("written", [5, "conv1", {"a": 1}, [None, 3, "conv9.bias"]])
def test_anything_may_stand_in_a_files_list_of_edits(network, written):
    header = msgspec.structs.replace(network.header, training={"edited": written})
    odd = Network(header, network.modules)
    edited = edit_network(odd, {}, {"conv1": [0]})
    known = ["conv9.bias"] if isinstance(written, list) else []
    assert edited.training["edited"] == ["conv1.bias", "conv1.weight", *known]


def test_an_edited_network_is_saved_and_comes_back(network, tmp_path):
    edited = edit_network(
        network, {"dense2.weight": other(network, "dense2.weight")}, {"conv1": [7]}
    )
    edited.save(tmp_path / "edited.safetensors")
    back = load_network(tmp_path / "edited.safetensors")
    pictures = random_picture((3, 1, 28, 28))
    np.testing.assert_array_equal(back.predict(pictures), edited.predict(pictures))
    assert back.header == edited.header


def test_an_edited_network_learns_nothing(network):
    edited = edit_network(network, {"conv1.bias": other(network, "conv1.bias")})
    assert not any(tensor.requires_grad for tensor in edited.tensors().values())
    assert not any(module.training for module in edited.modules.values())


@pytest.mark.parametrize(
    ("name", "tensor", "sentence"),
    [
        ("conv9.weight", np.zeros(1), r"tensor must be one of conv1\.weight, .*, got 'conv9\.wei"),
        ("relu1.weight", np.zeros(1), r"tensor must be one of .*, got 'relu1\.weight'"),
        ("conv1", np.zeros(1), "tensor must be one of .*, got 'conv1'"),
        ("conv1.kernel", np.zeros(1), r"tensor must be one of .*, got 'conv1\.kernel'"),
        (
            "conv1.weight",
            np.zeros((12, 1, 5, 4), np.float32),
            r"conv1\.weight must have shape \(12, 1, 5, 5\), got \(12, 1, 5, 4\)",
        ),
        (
            "conv1.weight",
            np.zeros((12, 25), np.float32),
            r"conv1\.weight must have shape \(12, 1, 5, 5\), got \(12, 25\)",
        ),
        ("conv1.bias", np.zeros(12), r"conv1\.bias must be float32, got float64"),
        (
            "conv1.bias",
            np.full(12, np.nan, np.float32),
            r"conv1\.bias must hold numbers between -1,000,000 and 1,000,000, got nan",
        ),
        ("conv1.bias", np.arange(12, dtype=np.float32) * -1e5, r"1,000,000, got -1\.1e\+06"),
        ("conv1.bias", np.full(12, np.inf, np.float32), "got inf"),
    ],
)
def test_a_wrong_tensor_is_refused(network, name, tensor, sentence):
    with pytest.raises(ValueError, match=sentence):
        edit_network(network, {name: tensor})


@pytest.mark.parametrize("largest", [-1e6, 1e6])
def test_the_largest_numbers_are_taken(network, largest):
    bias = np.full(12, largest, np.float32)
    assert checked_tensor(network, "conv1.bias", bias)[0] == largest


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        ({"relu1": [0]}, "off must name one of conv1, conv2, conv3, got 'relu1'"),
        ({"dense1": [0]}, "off must name one of conv1, conv2, conv3, got 'dense1'"),
        ({"conv1": [12]}, r"off\['conv1'\] must be between 0 and 11, got 12"),
        ({"conv1": [-1]}, r"off\['conv1'\] must be between 0 and 11, got -1"),
        ({"conv1": [True]}, r"off\['conv1'\] must be a whole number .*, got True"),
    ],
)
def test_a_map_that_is_not_there_cannot_be_switched_off(network, off, sentence):
    with pytest.raises(ValueError, match=sentence):
        edit_network(network, {}, off)
