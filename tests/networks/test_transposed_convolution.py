"""A transposed convolution is torch's, in groups and with every setting, wherever it is taken."""

import numpy as np
import onnxruntime
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.networks.editing import edit_network
from cnnviz.networks.layers import Dense, Flatten, Softmax, TransposedConvolution, output_shapes
from cnnviz.networks.network import read_network
from cnnviz.networks.network_file import write_network_file
from cnnviz.networks.onnx_export import write_onnx
from cnnviz.networks.pytorch_script import write_script
from tests.stacks import random_network, random_picture, stacks, untimed

CLASSES = (Flatten(name="flatten"), Dense(name="dense1", units=3), Softmax(name="softmax"))
ODD = TransposedConvolution(
    name="up1", maps=4, kernel_size=(3, 2), stride=(2, 3), padding=(1, 0), output_padding=(1, 2),
    groups=2, dilation=(1, 2),
)  # fmt: skip
SHAPE = (2, 3, 4)


@pytest.fixture(scope="module")
def network():
    return random_network((ODD, *CLASSES), SHAPE)


@untimed
@given(stacks(kinds=("transposed_convolution",)))
def test_its_shapes_are_those_of_torch(stack):
    layers, shape = stack
    for layer, output_shape in zip(layers, output_shapes(layers, shape).values(), strict=True):
        module = layer.module(shape)
        assert tuple(module(torch.zeros(1, *shape)).shape[1:]) == output_shape
        tensors = {name: tuple(one.shape) for name, one in module.named_parameters()}
        assert tensors == layer.tensor_shapes(shape)
        shape = output_shape


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"groups": 3}, "up1: groups must divide 2 channels and 4 maps, got 3"),
        ({"output_padding": (2, 0)}, "up1: output_padding must be less than the stride or the"),
        ({"padding": (9, 0)}, "up1: padding must leave an output"),
    ],
)
def test_settings_that_fit_nothing_are_named(fields, named):
    plain = {"name": "up1", "maps": 4, "kernel_size": (2, 2), "stride": (2, 2)}
    with pytest.raises(ValueError, match=named):
        TransposedConvolution(**plain | fields).output_shape(SHAPE)


def test_a_2_by_2_kernel_at_stride_2_stamps_each_pixel_on_four_of_its_own():
    layers = (TransposedConvolution(name="up1", maps=1, kernel_size=(2, 2), stride=(2, 2)),)
    seen = receptive_field(layers, (1, 3, 3), "up1", (0, 3, 4))
    assert [axis.tolist() for axis in seen["input"]] == [[0], [1], [2]]
    reached = reached_units(layers, (1, 3, 3), "input", (0, 1, 2))
    assert [axis.tolist() for axis in reached["up1"]] == [[0], [2, 3], [4, 5]]


def test_where_no_stamp_reaches_a_unit_sees_nothing():
    layers = (TransposedConvolution(name="up1", maps=1, kernel_size=(1, 1), stride=(2, 2)),)
    seen = receptive_field(layers, (1, 3, 3), "up1", (0, 1, 2))
    assert [axis.size for axis in seen["input"]] == [0, 0, 0]


def test_its_kernels_are_laid_out_by_map(network):
    weight = network.modules["up1"].weight
    assert tuple(weight.shape) == (2, 2, 3, 2)  # torch's: channels first
    kernels = network.weights["up1"]
    assert kernels.shape == (4, 1, 3, 2)
    for map_index in range(4):
        group, within = divmod(map_index, 2)
        np.testing.assert_array_equal(kernels[map_index, 0], weight[group, within])


def test_a_changed_kernel_is_torchs_in_the_same_place(network):
    kernels = network.weights["up1"].copy()
    kernels[3] += 1
    edited = edit_network(network, {"up1.weight": kernels})
    np.testing.assert_array_equal(edited.weights["up1"], kernels)
    picture = random_picture(SHAPE)
    before, after = network.outputs(picture)["up1"], edited.outputs(picture)["up1"]
    np.testing.assert_array_equal(before[:3], after[:3])
    assert not np.allclose(before[3], after[3])


def test_a_map_that_is_off_is_zero_and_all_others_are_as_they_were(network):
    picture = random_picture(SHAPE)
    off = edit_network(network, {}, {"up1": [1]}).outputs(picture)["up1"]
    on = network.outputs(picture)["up1"]
    assert not off[1].any()
    np.testing.assert_array_equal(np.delete(off, 1, 0), np.delete(on, 1, 0))


def test_its_file_is_read_again(network):
    again = read_network(write_network_file(network.header, network.tensors()))
    pictures = random_picture((2, *SHAPE))
    np.testing.assert_array_equal(again.predict(pictures), network.predict(pictures))


@untimed
@given(stacks(kinds=("transposed_convolution", "relu")), st.integers(0, 1000))
def test_onnx_runtime_gives_the_same_probabilities(stack, seed):
    layers, shape = stack
    for layer in layers:
        if layer.kind == "transposed_convolution":
            spare = zip(layer.output_padding, layer.padding, layer.stride, strict=True)
            assume(all(more - padding < stride for more, padding, stride in spare))
    network = random_network(layers, shape, seed)
    pictures = random_picture((2, *shape), seed)
    session = onnxruntime.InferenceSession(write_onnx(network))
    (answers,) = session.run(["probabilities"], {"image": pictures})
    np.testing.assert_allclose(answers, network.predict(pictures), atol=1e-5)


def test_what_onnx_runtime_can_not_run_is_refused():
    wide = TransposedConvolution(
        name="up1", maps=1, kernel_size=(2, 2), dilation=(3, 3), output_padding=(2, 0)
    )
    with pytest.raises(ValueError, match="up1: output_padding must be less than the stride"):
        write_onnx(random_network((wide, *CLASSES), (1, 3, 3)))


def test_a_pytorch_program_has_it_as_torch_writes_it():
    layers = (
        TransposedConvolution(name="up1", maps=2, kernel_size=(2, 2), stride=(2, 2)),
        *CLASSES,
    )
    program = write_script(random_network(layers, (1, 4, 4)))
    assert 'add_module("up1", nn.ConvTranspose2d(1, 2, kernel_size=(2, 2), stride=(2, 2)' in program
