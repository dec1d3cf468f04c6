"""The parts of any unit add up to its value, and the value is torch's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnnviz
from cnnviz.explain.unit_arithmetic import explain_unit
from cnnviz.explain.unit_parts import (
    ActivationUnit,
    ConvolutionUnit,
    DenseUnit,
    FlattenUnit,
    InputValue,
    PoolingUnit,
    SoftmaxUnit,
)
from cnnviz.images.datasets import load_mnist
from cnnviz.networks.layers import (
    AveragePooling,
    Convolution,
    Dense,
    Flatten,
    GlobalAveragePooling,
    MaxPooling,
    Relu,
    Softmax,
)
from cnnviz.networks.network import load_network
from cnnviz.networks.trace import trace
from tests.stacks import places, random_network, random_picture, stacks, untimed

CLASSES = (Flatten(name="flatten"), Dense(name="dense1", units=3), Softmax(name="softmax"))
ACTIVATIONS = {
    "relu": lambda x: max(x, 0),
    "leaky_relu": lambda x: x if x > 0 else x / 100,
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
}
KINDS = {
    "convolution": ConvolutionUnit,
    "transposed_convolution": ConvolutionUnit,
    **dict.fromkeys(ACTIVATIONS, ActivationUnit),
    "max_pooling": PoolingUnit,
    "average_pooling": PoolingUnit,
    "flatten": FlattenUnit,
    "dense": DenseUnit,
    "softmax": SoftmaxUnit,
}


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


@pytest.fixture(scope="module")
def traced(network):
    return trace(network, load_mnist("test")[0][0][None].astype(np.float32) / 255)


def read(layers, picture):
    network = random_network(layers, picture.shape)
    return network, trace(network, picture)


def check_sums(parts, kind, numbers, place):
    """The parts must add up; `numbers` are what the layer read, `place` is the unit's."""
    match parts:
        case ConvolutionUnit():
            products = parts.windows.astype(float) * parts.kernels
            np.testing.assert_allclose(parts.sums, products.sum(axis=(1, 2)), atol=1e-12)
            assert parts.sums.sum() == pytest.approx(parts.total, abs=1e-12)
            assert parts.total + parts.bias == parts.value
            first = parts.first_channel
            channels = numbers[first : first + len(parts.windows)]
            np.testing.assert_array_equal(parts.windows, under(channels, parts))
        case PoolingUnit(winner=None):
            assert parts.window.mean() == pytest.approx(parts.value, abs=1e-6)
            np.testing.assert_array_equal(parts.window, under(numbers, parts)[place[0]])
        case PoolingUnit():
            assert parts.window[parts.winner] == parts.value == parts.window.max()
            np.testing.assert_array_equal(parts.window, under(numbers, parts)[place[0]])
        case ActivationUnit():
            assert parts.input == numbers[place]
            assert parts.value == pytest.approx(ACTIVATIONS[kind](parts.input), abs=1e-6)
        case FlattenUnit():
            assert numbers[parts.source] == parts.value
        case DenseUnit():
            np.testing.assert_array_equal(parts.inputs, numbers)
            np.testing.assert_array_equal(
                parts.contributions, parts.inputs.astype(float) * parts.weights
            )
            assert parts.contributions.sum() == pytest.approx(parts.total, abs=1e-12)
            assert parts.total + parts.bias == parts.value
        case SoftmaxUnit():
            np.testing.assert_array_equal(parts.logits, numbers)
            assert parts.shifted.max() == 0
            np.testing.assert_allclose(parts.shifted, parts.logits - parts.logits.max(), atol=1e-5)
            np.testing.assert_array_equal(parts.exponentials, np.exp(parts.shifted))
            assert parts.exponentials.sum() == pytest.approx(parts.sum)
            assert parts.exponentials[place] / parts.sum == parts.value


def under(numbers, parts):
    """The numbers at the named rows and columns, zeros where these lie in the padding."""
    wide = np.pad(numbers, ((0, 0), (99, 99), (99, 99)))
    return wide[:, parts.rows[:, None] + 99, parts.columns + 99]


@untimed
@given(st.data(), stacks(), st.integers(0, 1000))
def test_every_unit_of_any_network_adds_up_to_torchs_value(data, stack, seed):
    layers, input_shape = stack
    network = random_network(layers, input_shape, seed)
    picture = random_picture(input_shape, seed)
    traced = trace(network, picture)
    for _ in range(4):
        name, unit = data.draw(places(layers, input_shape))
        parts = explain_unit(network, traced, name, unit)
        if name == "input":
            assert parts == InputValue(picture[unit]) or parts.value == picture[unit]
            continue
        assert type(parts) is KINDS[traced[name].kind]
        assert parts.value == pytest.approx(traced[name].output[unit], rel=1e-5, abs=1e-5)
        check_sums(parts, traced[name].kind, traced[name].input, unit)


@pytest.mark.parametrize("name", load_network("digits").shapes)
def test_units_of_the_digits_network_add_up_to_torchs_values(network, traced, name):
    random = np.random.default_rng(0)
    for _ in range(25):
        unit = tuple(int(random.integers(side)) for side in network.shapes[name])
        parts = cnnviz.explain_unit(network, traced, name, unit)
        assert parts.value == pytest.approx(traced[name].output[unit], abs=1e-5)
        check_sums(parts, traced[name].kind, traced[name].input, unit)


def test_a_pixel_of_the_picture_is_its_own_value(network, traced):
    assert explain_unit(network, traced, "input", (0, 7, 7)).value == pytest.approx(185 / 255)


def test_a_window_tells_where_it_lies_in_the_padding(network, traced):
    corner = explain_unit(network, traced, "conv2", (5, 0, 11))
    assert (corner.rows.tolist(), corner.columns.tolist()) == ([-1, 0, 1], [10, 11, 12])
    assert not corner.windows[:, 0].any()
    assert not corner.windows[:, :, 2].any()
    np.testing.assert_array_equal(corner.windows[:, 1:, :2], traced["pool1"].output[:, :2, 10:])


def test_a_window_takes_strides_and_dilations_larger_than_those_of_filters():
    wide = Convolution(
        name="conv1",
        maps=1,
        kernel_size=(2, 2),
        stride=(9, 12),
        dilation=(10, 1),
        padding=(0, 1),
    )
    network, traced = read((wide, *CLASSES), random_picture((1, 20, 24)))
    parts = explain_unit(network, traced, "conv1", (0, 1, 2))
    assert (parts.rows.tolist(), parts.columns.tolist()) == ([9, 19], [23, 24])
    assert parts.value == pytest.approx(traced["conv1"].output[0, 1, 2], abs=1e-5)


def test_the_first_of_equal_winners_is_named():
    pooling = MaxPooling(name="pool1", kernel_size=(2, 3), stride=(1, 1))
    picture = np.array([[[0.1, 0.2, 0.9], [0.9, 0.9, 0.3]]], np.float32)
    parts = explain_unit(*read((pooling, *CLASSES), picture), "pool1", (0, 0, 0))
    assert parts.winner == (0, 2)
    lower = explain_unit(*read((pooling, *CLASSES), picture[:, ::-1].copy()), "pool1", (0, 0, 0))
    assert lower.winner == (0, 0)
    later = explain_unit(*read((pooling, *CLASSES), picture * [[[1], [1.1]]]), "pool1", (0, 0, 0))
    assert later.winner == (1, 0)


def test_a_mean_has_no_winner():
    pooling = AveragePooling(name="pool1", kernel_size=(1, 2), stride=(1, 1))
    picture = np.array([[[0.25, 0.5, 1]]], np.float32)
    parts = explain_unit(*read((pooling, *CLASSES), picture), "pool1", (0, 0, 1))
    assert (parts.winner, parts.value, parts.columns.tolist()) == (None, 0.75, [1, 2])


def test_a_flattened_number_knows_its_map(network, traced):
    assert explain_unit(network, traced, "flatten", (6 * 36 + 2 * 6 + 5,)).source == (6, 2, 5)


def test_a_dense_layer_knows_the_maps_behind_its_inputs(network, traced):
    assert explain_unit(network, traced, "dense1", (0,)).source_shape == (16, 6, 6)
    assert explain_unit(network, traced, "dense2", (0,)).source_shape is None


def test_an_activation_between_keeps_every_number_at_its_place():
    layers = (CLASSES[0], Relu(name="relu1"), Flatten(name="again"), *CLASSES[1:])
    network, traced = read(layers, random_picture((2, 3, 4)))
    assert explain_unit(network, traced, "dense1", (0,)).source_shape == (2, 3, 4)


def test_behind_means_of_whole_maps_no_number_has_a_place():
    network, traced = read(
        (GlobalAveragePooling(name="mean"), *CLASSES[1:]), random_picture((2, 3, 4))
    )
    assert explain_unit(network, traced, "dense1", (0,)).source_shape is None


def test_large_logits_do_not_overflow(network, traced):
    layers = (Flatten(name="flatten"), Softmax(name="softmax"))
    network, traced = read(layers, random_picture((1, 1, 3)))
    traced.layers[1].input[:] = [1000, 999, -1000]
    parts = explain_unit(network, traced, "softmax", (1,))
    assert parts.value == pytest.approx(1 / (1 + np.e))
    assert parts.exponentials.tolist()[0::2] == [1, 0]


@pytest.mark.parametrize(
    ("name", "unit", "sentence"),
    [
        ("pool3", (0, 0, 0), "layer must be one of input, conv1, .*, softmax, got 'pool3'"),
        ("pool1", (0, 12, 0), r"unit\[1\] of pool1 must be between 0 and 11, got 12"),
        ("softmax", (0, 0), "unit of softmax must have 1 index, got 2"),
    ],
)
def test_what_is_not_there_is_refused(network, traced, name, unit, sentence):
    with pytest.raises(ValueError, match=sentence):
        explain_unit(network, traced, name, unit)
