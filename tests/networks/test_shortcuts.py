"""Networks of the kinds that photographs need: sums with an earlier layer, depthwise kernels."""

import numpy as np
import onnxruntime
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from cnnviz.explain.ablation import without_each_map
from cnnviz.explain.contributions import contributions
from cnnviz.explain.pool_switches import winner_path
from cnnviz.explain.receptive_field import reached_units, receptive_field
from cnnviz.explain.unit_arithmetic import explain_unit
from cnnviz.networks.editing import edit_network
from cnnviz.networks.layers import (
    Convolution,
    Dense,
    DepthwiseConvolution,
    GlobalAveragePooling,
    Normalize,
    Relu6,
    Softmax,
    Sum,
    output_shapes,
)
from cnnviz.networks.network import make_network, read_network
from cnnviz.networks.network_file import write_network_file
from cnnviz.networks.onnx_export import write_onnx
from cnnviz.networks.pytorch_script import write_script
from cnnviz.networks.trace import trace
from tests.stacks import random_network, random_picture, untimed

SHAPE = (2, 7, 6)
LAYERS = (
    Normalize(name="normalize", mean=0.5, deviation=0.25),
    Convolution(
        name="conv1", maps=3, kernel_size=(3, 3), stride=(2, 2), padding_after=(1, 1)
    ),
    Relu6(name="relu1"),
    DepthwiseConvolution(name="depthwise1", kernel_size=(3, 3), padding=(1, 1)),
    Sum(name="sum1", other="relu1"),
    DepthwiseConvolution(
        name="depthwise2", kernel_size=(1, 2), padding=(0, 1), dilation=(1, 2)
    ),
    Sum(name="sum2", other="sum1"),
    GlobalAveragePooling(name="mean"),
    Dense(name="dense", units=4),
    Softmax(name="softmax"),
)  # fmt: skip

BESIDE = {"padding": (0, 1), "dilation": (1, 2), "groups": 3}  # left and right, not in the middle


@pytest.fixture(scope="module")
def network():
    return random_network(LAYERS, SHAPE)


@pytest.fixture(scope="module")
def picture():
    return random_picture(SHAPE)


def by_torch(network, picture):
    """Every layer's output, written out as a program of torch's functions."""
    own = network.tensors()
    learned = {name: (own[f"{name}.weight"], own[f"{name}.bias"]) for name in network.weights}
    outputs = {"normalize": (torch.from_numpy(picture)[None] - 0.5) / 0.25}
    padded = functional.pad(outputs["normalize"], (0, 1, 0, 1))
    outputs["conv1"] = functional.conv2d(padded, *learned["conv1"], stride=2)
    relu = outputs["relu1"] = outputs["conv1"].clamp(0, 6)
    outputs["depthwise1"] = functional.conv2d(relu, *learned["depthwise1"], padding=1, groups=3)
    first = outputs["sum1"] = outputs["depthwise1"] + relu
    outputs["depthwise2"] = functional.conv2d(first, *learned["depthwise2"], **BESIDE)
    outputs["sum2"] = outputs["depthwise2"] + first
    outputs["mean"] = outputs["sum2"].mean((2, 3))
    outputs["dense"] = functional.linear(outputs["mean"], *learned["dense"])
    outputs["softmax"] = outputs["dense"].softmax(1)
    return {name: output[0].numpy() for name, output in outputs.items()}


def test_every_layer_gives_what_torch_gives(network, picture):
    expected = by_torch(network, picture)
    outputs = network.outputs(picture)
    assert list(outputs) == list(expected)
    for name, output in outputs.items():
        assert output.shape == network.shapes[name]
        np.testing.assert_allclose(output, expected[name], rtol=1e-5, atol=1e-6)
    many = np.stack([picture, 1 - picture])
    np.testing.assert_allclose(network.predict(many)[0], outputs["softmax"], atol=1e-6)


def test_a_file_gives_the_same_network_back(network, picture):
    again = read_network(write_network_file(network.header, network.tensors()))
    np.testing.assert_array_equal(again.predict(picture[None]), network.predict(picture[None]))


def test_half_precision_tensors_are_widened(network, picture):
    halves = {name: tensor.half() for name, tensor in network.tensors().items()}
    again = read_network(write_network_file(network.header, halves))
    assert all(array.dtype == np.float32 for array in again.weights.values())
    widened = {name: tensor.float() for name, tensor in halves.items()}
    expected = make_network(network.header, widened).predict(picture[None])
    np.testing.assert_array_equal(again.predict(picture[None]), expected)


def test_onnx_gives_the_same_probabilities(network, picture):
    session = onnxruntime.InferenceSession(write_onnx(network))
    (answers,) = session.run(None, {"image": picture[None]})
    np.testing.assert_allclose(answers, network.predict(picture[None]), atol=1e-5)


def test_a_program_of_torchs_own_layers_can_not_hold_a_sum():
    layers = (Relu6(name="a"), Sum(name="b", other="a"), *LAYERS[-3:])
    network = random_network(layers, (1, 3, 3))
    with pytest.raises(ValueError, match="own layers to be written as a program, got b, which"):
        write_script(network)


def test_every_units_arithmetic_adds_up_to_its_value(network, picture):
    traced = trace(network, picture)
    for name, shape in network.shapes.items():
        for unit in (tuple(0 for _ in shape), tuple(side - 1 for side in shape)):
            value = explain_unit(network, traced, name, unit).value
            assert value == pytest.approx(traced[name].output[unit], rel=1e-4, abs=1e-5)


def test_the_parts_of_a_sum_of_a_mean_and_of_a_depthwise_pixel(network, picture):
    traced = trace(network, picture)
    both = explain_unit(network, traced, "sum2", (1, 2, 0))
    assert both.input == traced["depthwise2"].output[1, 2, 0]
    assert both.other == traced["sum1"].output[1, 2, 0]
    mean = explain_unit(network, traced, "mean", (2,))
    np.testing.assert_array_equal(mean.window, traced["sum2"].output[2])
    pixel = explain_unit(network, traced, "depthwise1", (2, 1, 1))
    np.testing.assert_array_equal(pixel.windows, traced["relu1"].output[2:, :3, :3])
    assert pixel.sums.shape == (1,)


@untimed
@given(st.data())
def test_a_unit_sees_what_makes_a_difference(data):
    """Torch's gradient, all weights 1, is where a number can make a difference."""
    names = list(output_shapes(LAYERS, SHAPE))[:-1]
    name = data.draw(st.sampled_from(names))
    shape = output_shapes(LAYERS, SHAPE)[name]
    unit = tuple(data.draw(st.integers(0, side - 1)) for side in shape)
    network = random_network(LAYERS, SHAPE)
    for module in network.modules.values():
        for tensor in module.parameters():
            tensor.fill_(0.01)
    start = torch.full((1, *SHAPE), 0.9).requires_grad_()
    outputs = {"input": start, **dict(network.run(start))}
    before = ["input", *names][: ["input", *names].index(name)]
    slopes = torch.autograd.grad(
        outputs[name][0][unit], [outputs[one] for one in before], allow_unused=True
    )
    seen = receptive_field(LAYERS, SHAPE, name, unit)
    traced = trace(network, np.full(SHAPE, 0.9, np.float32))
    path = winner_path(network, traced, name, unit)
    assert list(seen) == before
    for one, slope in zip(before, slopes, strict=True):
        region = np.zeros(outputs[one].shape[1:], bool)
        region[np.ix_(*seen[one])] = True
        np.testing.assert_array_equal(region, slope[0].numpy() > 0)
        if region.ndim == 3:
            np.testing.assert_array_equal(path[one], region)
        here = tuple(int(index) for index in np.argwhere(region)[0])
        reached = reached_units(LAYERS, SHAPE, one, here)[name]
        assert all(index in indices for index, indices in zip(unit, reached, strict=True))


@pytest.mark.parametrize("name", ["relu1", "depthwise1", "sum1", "depthwise2"])
def test_without_a_map_its_shortcut_is_empty_too(network, picture, name):
    expected = by_torch(network, picture)
    rows = without_each_map(network, picture, name)
    for number, row in enumerate(rows):
        batch = torch.from_numpy(expected[name].copy())[None]
        batch[0, number] = 0
        earlier = {one: torch.from_numpy(expected[one])[None] for one in ("relu1", "sum1")}
        if name in earlier:
            earlier[name] = batch
        own = network.tensors()
        if name == "relu1":
            batch = functional.conv2d(
                batch, own["depthwise1.weight"], own["depthwise1.bias"], padding=1, groups=3
            )
        if name in ("relu1", "depthwise1"):
            batch = earlier["sum1"] = batch + earlier["relu1"]
        if name != "depthwise2":
            batch = functional.conv2d(
                batch, own["depthwise2.weight"], own["depthwise2.bias"], **BESIDE
            )
        batch = (batch + earlier["sum1"]).mean((2, 3))
        scores = functional.linear(batch, own["dense.weight"], own["dense.bias"])
        np.testing.assert_allclose(row, scores.softmax(1)[0], atol=1e-6)


def test_a_depthwise_map_can_be_switched_off(network):
    edited = edit_network(network, {}, off={"depthwise1": [1]})
    assert not edited.weights["depthwise1"][1].any()
    assert not edited.biases["depthwise1"][1]


@pytest.mark.parametrize("kind", ["normalize", "relu6", "sum"])
def test_a_score_is_not_shared_out_where_the_shares_would_not_add_up(kind):
    layers = [layer for layer in LAYERS if layer.kind in (kind, "convolution")]
    if kind == "sum":
        layers = [LAYERS[1], Sum(name="twice", other="conv1")]
    layers = (*layers, *LAYERS[-3:])
    with pytest.raises(ValueError, match=f"pooling up to its logits, got {kind} in it"):
        contributions(random_network(layers, SHAPE), random_picture(SHAPE), 1)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (Sum(name="s", other="later"), "s: other must name an earlier layer, got 'later'"),
        (
            Sum(name="s", other="normalize"),
            r"s: normalize must have shape \(3, 3, 3\), like the layer .*, got \(2, 7, 6\)",
        ),
    ],
)
def test_a_sum_that_does_not_fit_is_refused(layer, sentence):
    layers = (*LAYERS[:2], layer)
    with pytest.raises(ValueError, match=sentence):
        output_shapes(layers, SHAPE)
