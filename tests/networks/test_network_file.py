"""A network file is checked piece by piece, and each refusal says what is wrong and where."""

import copy
import json
import pickle
import struct

import numpy as np
import pytest
import safetensors.torch
import torch

from cnnviz.networks.network import read_network

DESCRIPTION = {
    "format": "cnnviz-network",
    "version": 1,
    "name": "tiny",
    "input": {"shape": [1, 6, 6]},
    "labels": ["cross", "ring"],
    "layers": [
        {"name": "conv1", "kind": "convolution", "maps": 3, "kernel_size": [3, 3]},
        {"name": "relu1", "kind": "relu"},
        {"name": "pool1", "kind": "max_pooling", "kernel_size": [2, 2], "stride": [2, 2]},
        {"name": "flatten", "kind": "flatten"},
        {"name": "dense1", "kind": "dense", "units": 2},
        {"name": "softmax", "kind": "softmax"},
    ],
}


@pytest.fixture
def description():
    return copy.deepcopy(DESCRIPTION)


@pytest.fixture
def tensors():
    return {
        "conv1.weight": torch.rand(3, 1, 3, 3),
        "conv1.bias": torch.rand(3),
        "dense1.weight": torch.rand(2, 12),
        "dense1.bias": torch.rand(2),
    }


def file_of(description, tensors):
    return safetensors.torch.save(tensors, metadata={"cnnviz": json.dumps(description)})


def refuse(data, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_network(data, "tiny.safetensors")


def test_a_sound_file_is_a_network(description, tensors):
    network = read_network(file_of(description, tensors))
    assert (network.name, network.labels) == ("tiny", ("cross", "ring"))
    assert network.shapes["pool1"] == (3, 2, 2)
    assert network.parameters == 3 * 10 + 2 * 13
    np.testing.assert_array_equal(network.weights["conv1"], tensors["conv1.weight"])


def change(path, value):
    """Return a function that sets one place of a description."""

    def apply(description):
        *way, last = path
        for step in way:
            description = description[step]
        description[last] = value

    return apply


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (change(["format"], "onnx"), "format must be 'cnnviz-network', got 'onnx'"),
        (change(["version"], 2), "version must be 1, got 2"),
        (change(["input", "shape"], [1, 6]), r"input.shape must be a list of 3 items"),
        (change(["input", "shape"], [1, 6, 0]), r"shape\[2\] must be between 1 and 512, got 0"),
        (change(["input", "shape"], [1, 10**6, 9]), r"shape\[1\] must be between 1 and 512"),
        (change(["labels"], []), "labels must be a list of 1 to 4096 items"),
        (change(["layers"], []), "layers must be a list of 1 to 128 items"),
        (
            change(["layers", 1, "kind"], "swish"),
            r"layers\[1\].kind must be one of .*'convolution'.*, got 'swish'",
        ),
        (
            change(["layers", 0, "maps"], 0),
            r"layers\[0\].maps must be between 1 and 2048, got 0",
        ),
        (
            change(["layers", 0, "kernel_size"], [3, 99]),
            r"layers\[0\].kernel_size\[1\] must be between 1 and 31, got 99",
        ),
        (
            change(["layers", 0, "groups"], 2),
            r"layers\[0\].groups is not a known field",
        ),
        (
            change(["layers", 0, "name"], "../conv"),
            r"layers\[0\].name must be text .*, got '../conv'",
        ),
        (
            change(["layers", 0, "kernel_size"], [7, 7]),
            "conv1: the window must be at most 6 wide, like its padded input, got 7",
        ),
        (change(["layers", 1, "name"], "conv1"), "conv1: a layer's name must be used once"),
        (
            change(["layers", 5], {"name": "relu2", "kind": "relu"}),
            r"the last layer must be a softmax over the 2 labels, got relu of shape \(2,\)",
        ),
        (
            change(["labels"], ["a", "b", "c"]),
            r"the last layer must be a softmax over the 3 labels, got softmax of shape \(2,\)",
        ),
    ],
)
def test_a_wrong_description_is_refused(description, tensors, edit, sentence):
    edit(description)
    refuse(file_of(description, tensors), r"tiny\.safetensors: .*" + sentence)


def test_a_missing_field_is_named(description, tensors):
    del description["layers"][0]["maps"]
    refuse(file_of(description, tensors), r"layers\[0\].maps is missing")


def test_a_missing_tensor_is_named(description, tensors):
    del tensors["dense1.bias"]
    refuse(file_of(description, tensors), r"tensor 'dense1.bias' of shape \(2,\) is missing")


def test_a_tensor_too_many_is_named(description, tensors):
    tensors["conv9.weight"] = torch.zeros(1)
    refuse(file_of(description, tensors), "tensor 'conv9.weight' belongs to no layer")


def test_a_tensor_of_the_wrong_shape_is_named(description, tensors):
    tensors["conv1.weight"] = torch.zeros(3, 1, 5, 5)
    sentence = r"'conv1.weight' must have shape \(3, 1, 3, 3\), got \(3, 1, 5, 5\)"
    refuse(file_of(description, tensors), sentence)


def test_a_tensor_of_the_wrong_type_is_named(description, tensors):
    tensors["conv1.bias"] = torch.zeros(3, dtype=torch.float64)
    sentence = "'conv1.bias' must be float32 or float16, got torch.float64"
    refuse(file_of(description, tensors), sentence)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(description, tensors, bad):
    tensors["dense1.weight"][1, 2] = bad
    refuse(file_of(description, tensors), "'dense1.weight' must hold finite numbers only")


def test_a_file_without_our_header_is_refused(tensors):
    refuse(safetensors.torch.save(tensors), "__metadata__ is missing")
    refuse(safetensors.torch.save(tensors, metadata={"a": "b"}), "cnnviz is missing")


def test_a_description_that_is_not_json_is_refused(tensors):
    data = safetensors.torch.save(tensors, metadata={"cnnviz": "{'format'"})
    refuse(data, r"tiny\.safetensors: this is not JSON")


class Trap:
    """Would announce itself if it were unpickled."""

    def __reduce__(self):
        return (pytest.fail, ("the file was unpickled",))


def test_a_pickle_is_refused_and_never_unpickled(tmp_path):
    refuse(pickle.dumps(Trap()), "not a network file, its header must be at most")
    torch.save({"conv1.weight": Trap()}, tmp_path / "tiny.pt")
    refuse((tmp_path / "tiny.pt").read_bytes(), "not a network file, its header must be at most")


@pytest.mark.parametrize("length", [1 << 63, (1 << 64) - 1, 1 << 19])
def test_an_oversized_header_is_refused_before_it_is_read(length):
    data = struct.pack("<Q", length) + bytes(1 << 20)
    refuse(data, f"its header must be at most 262144 bytes, got {length}")


def test_a_header_longer_than_the_file_is_refused(description, tensors):
    refuse(file_of(description, tensors)[:100], "its header must be at most 92 bytes")


@pytest.mark.parametrize("size", [0, 7])
def test_a_file_shorter_than_a_length_is_refused(size):
    refuse(bytes(size), f"not a safetensors file, it has only {size} bytes")


@pytest.mark.parametrize("cut", [1, 40])
def test_a_truncated_file_is_refused(description, tensors, cut):
    refuse(file_of(description, tensors)[:-cut], "not a safetensors file")


def test_trailing_bytes_are_refused(description, tensors):
    refuse(file_of(description, tensors) + b"extra", "not a safetensors file")


def test_a_tensor_type_that_torch_does_not_know_is_refused(description):
    entry = {"conv1.bias": {"dtype": "F99", "shape": [1], "data_offsets": [0, 4]}}
    header = {"__metadata__": {"cnnviz": json.dumps(description)}, **entry}
    text = json.dumps(header).encode()
    refuse(struct.pack("<Q", len(text)) + text + bytes(4), "not a safetensors file")


def test_any_single_changed_byte_of_the_header_is_a_network_or_a_sentence(description, tensors):
    data = file_of(description, tensors)
    length = struct.unpack_from("<Q", data)[0] + 8
    random = np.random.default_rng(0)
    sentences = []
    for place in range(length):
        changed = bytearray(data)
        changed[place] = random.integers(0, 256)
        try:
            read_network(bytes(changed), "tiny.safetensors")
        except ValueError as error:
            sentences.append(str(error))
    assert len(sentences) > length / 2
    assert all(sentence.startswith("tiny.safetensors: ") for sentence in sentences)
