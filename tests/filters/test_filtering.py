"""Stages in a row keep every step, and each reads what the one before gave."""

import numpy as np
import pytest
import torch

import cnnviz
from cnnviz.filters.activation import activate
from cnnviz.filters.convolution import convolve
from cnnviz.filters.filtering import Stage, combine, run_stages
from cnnviz.filters.pooling import pool
from cnnviz.filters.transposed import convolve_transposed
from cnnviz.kernels.operations import KERNELS

PICTURE = np.random.default_rng(0).uniform(0, 1, (3, 30, 28)).astype(np.float32)
SOBEL = np.stack([KERNELS["sobel_x"], KERNELS["sobel_y"]])[:, None]


def test_the_public_names_are_the_functions_of_these_files():
    assert cnnviz.convolve is convolve
    assert cnnviz.activate is activate
    assert cnnviz.pool is pool
    assert cnnviz.KERNELS is KERNELS


def test_a_stage_of_sobel_relu_and_max_by_hand():
    step = np.repeat([[0, 0, 0, 1, 1, 0]], 4, axis=0)
    stage = Stage(kernel=KERNELS["sobel_x"], activation="relu", pooling="max")
    (result,) = run_stages(step, (stage,))
    assert result.input.shape == (1, 4, 6)
    assert result.feature_maps.tolist() == [[[0, 4, 4, -4]] * 2]
    assert result.combined is result.feature_maps
    assert result.activated.tolist() == [[[0, 4, 4, 0]] * 2]
    assert result.output.tolist() == [[[4, 4]]]


SETTINGS = {
    "stride": (2, 1),
    "padding": (1, 2),
    "dilation": (1, 2),
    "bias": [1, -2],
    "border": "reflect",
    "flip": True,
}


@pytest.mark.parametrize("left_out", SETTINGS)
def test_a_stage_convolves_with_each_of_its_settings(left_out):
    kernel = np.random.default_rng(3).uniform(-1, 1, (2, 3, 3, 2)).astype(np.float32)
    (result,) = run_stages(PICTURE, (Stage(kernel=kernel, **SETTINGS),))
    np.testing.assert_array_equal(result.feature_maps, convolve(PICTURE, kernel, **SETTINGS))
    rest = {name: value for name, value in SETTINGS.items() if name != left_out}
    assert not np.array_equal(result.feature_maps, convolve(PICTURE, kernel, **rest))


@pytest.mark.parametrize("left_out", [None, "stride", "padding", "dilation", "output_padding"])
def test_a_transposed_stage_stamps_with_each_of_its_settings(left_out):
    steps = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "output_padding": (1, 1)}
    used = {name: value for name, value in steps.items() if name != left_out}
    if left_out in ("stride", "dilation"):
        used["output_padding"] = steps["output_padding"] = 0
    kernel = np.random.default_rng(3).uniform(-1, 1, (2, 3, 3, 2)).astype(np.float32)
    stage = Stage(kernel=kernel, operation="transposed", bias=[1, -2], **used)
    (result,) = run_stages(PICTURE, (stage,))
    expected = convolve_transposed(PICTURE, kernel, bias=[1, -2], **steps)
    assert np.array_equal(result.output, expected) is (left_out is None)


def test_by_default_a_stage_does_nothing_but_convolve():
    (result,) = run_stages(PICTURE - 0.5, (Stage(kernel=np.eye(3)[:, :, None, None]),))
    assert (result.output == PICTURE - np.float32(0.5)).all()


def test_three_stages_are_three_layers_of_torch():
    chance = np.random.default_rng(1)
    kernels = [
        chance.uniform(-1, 1, shape).astype(np.float32)
        for shape in ((4, 3, 3, 3), (2, 4, 5, 5), (1, 2, 2, 2))
    ]
    biases = [chance.uniform(-1, 1, len(kernel)).astype(np.float32) for kernel in kernels]
    stages = (
        Stage(kernel=kernels[0], bias=biases[0], padding=1, activation="relu", pooling="max"),
        Stage(kernel=kernels[1], bias=biases[1], stride=2, padding="same", activation="tanh"),
        Stage(kernel=kernels[2], bias=biases[2], dilation=3, pooling="average", pool_size=3),
    )
    results = run_stages(PICTURE, stages)
    layers = [
        [torch.nn.Conv2d(3, 4, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2)],
        # 15×14 with 5×5 and stride 2 to 8×7: 4 pixels of padding above, 3 across
        [torch.nn.ZeroPad2d((1, 2, 2, 2)), torch.nn.Conv2d(4, 2, 5, 2), torch.nn.Tanh()],
        [torch.nn.Conv2d(2, 1, 2, dilation=3), torch.nn.AvgPool2d(3)],
    ]
    out = torch.from_numpy(PICTURE)[None]
    with torch.inference_mode():
        for layer, kernel, bias, result in zip(layers, kernels, biases, results, strict=True):
            convolution = next(part for part in layer if isinstance(part, torch.nn.Conv2d))
            convolution.weight.copy_(torch.from_numpy(kernel))
            convolution.bias.copy_(torch.from_numpy(bias))
            out = torch.nn.Sequential(*layer)(out)
            np.testing.assert_allclose(result.output, out[0].numpy(), atol=1e-5)
    assert results[1].input is results[0].output


def test_combinations_make_one_map_of_all():
    maps = [[[1, -3]], [[2, 4]], [[-2, 0]]]
    assert combine(maps, "magnitude").tolist() == [[[3, 5]]]
    assert combine(maps, "max").tolist() == [[[2, 4]]]
    assert combine([[[-3]], [[1]]], "max").tolist() == [[[1]]]  # the size does not count
    assert combine(maps, "sum").tolist() == [[[1, 1]]]
    assert combine(maps, "none").tolist() == maps


def test_sobels_magnitude_does_not_mind_the_direction():
    stage = Stage(kernel=SOBEL, combination="magnitude")
    grey = PICTURE[:1]
    (result,) = run_stages(grey, (stage,))
    (turned,) = run_stages(np.rot90(grey, axes=(1, 2)), (stage,))
    assert len(result.feature_maps) == 2
    assert result.output.shape == (1, 28, 26)
    np.testing.assert_allclose(np.rot90(result.output, axes=(1, 2)), turned.output, atol=1e-5)


def test_a_large_magnitude_does_not_overflow():
    assert combine(np.full((2, 1, 1), 1e30), "magnitude").item() == pytest.approx(2**0.5 * 1e30)


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ((), "stages must be between 1 and 3, got 0"),
        ((Stage(kernel=[[1]]),) * 4, "stages must be between 1 and 3, got 4"),
        ((Stage(kernel=np.ones((31, 3))),), "kernel_size must be at most 30 rows"),
        (
            (Stage(kernel=[[1]], pooling="max", pool_size=10), Stage(kernel=np.ones((3, 3)))),
            "stage 2: kernel_size must be at most 2 columns",
        ),
        (
            (Stage(kernel=[[1]], stride=8), Stage(kernel=[[1]], pooling="l2", pool_size=(4, 5))),
            "stage 2: pool_size must be at most 4 columns, as many as the map has, got 5",
        ),
        ((Stage(kernel=[[1]], pooling="max", pool_stride=0),), "pool_stride must be between 1"),
        ((Stage(kernel=[[1]], pooling="median"),), "pooling must be one of none, max"),
        ((Stage(kernel=[[1]], activation="swish"),), "activation must be one of none, relu"),
        ((Stage(kernel=[[1]], operation="deconv"),), "operation must be one of convolution, trans"),
        ((Stage(kernel=[[1]], operation="transposed", padding="full"),), "padding must be a numb"),
        ((Stage(kernel=[[1]], combination="mean"),), "combination must be one of none, magnitude"),
    ],
)
def test_the_stage_that_cannot_be_is_named(stages, sentence):
    with pytest.raises(ValueError, match="^" + sentence):
        run_stages(PICTURE, stages)
