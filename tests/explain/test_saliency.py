"""Heatmaps by gradients are what Captum gives, and what is worked out by hand."""

import copy

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients, LayerAttribution, LayerGradCam, Saliency
from numpy.polynomial.legendre import leggauss

from cnnviz.explain.saliency import grad_cam, input_gradient, integrated_gradients
from cnnviz.images.datasets import load_mnist
from cnnviz.images.photos import prepare_photo
from cnnviz.images.samples import load_sample
from cnnviz.networks.layers import Dense, Flatten, Softmax
from cnnviz.networks.network import load_network
from tests.stacks import random_network, random_picture

METHODS = [grad_cam, input_gradient, integrated_gradients]


@pytest.fixture(scope="module")
def network():
    return load_network("digits")


@pytest.fixture(scope="module")
def digit():
    return np.asarray(load_mnist("test")[0][0], np.float32).reshape(1, 28, 28) / 255


def scorer(network):
    """Return the logits as a function, in double precision, so that differences are gradients."""
    modules = [copy.deepcopy(module).double() for module in list(network.modules.values())[:-1]]

    def scores(pictures):
        batch = torch.as_tensor(pictures, dtype=torch.float64)
        for module in modules:
            batch = module(batch)
        return batch

    return scores


def slopes_by_differences(network, picture, label, step=1e-6):
    """Move each pixel a little up and down, and see how the score follows."""
    scores = scorer(network)
    moves = step * np.eye(picture.size).reshape(-1, *picture.shape)
    with torch.inference_mode():
        up, down = (scores(picture + sign * moves)[:, label].numpy() for sign in (1, -1))
    return ((up - down) / (2 * step)).reshape(picture.shape)


@pytest.mark.parametrize("label", [7, 1])
def test_the_input_gradient_is_how_the_score_follows_each_pixel(network, digit, label):
    inner = digit * 0.9 + 0.05 * random_picture(digit.shape)  # on no kink of a ReLU or a pooling
    expected = np.abs(slopes_by_differences(network, inner, label)).max(0)
    np.testing.assert_allclose(input_gradient(network, inner, label), expected, atol=1e-3)


def cam_by_hand(network, picture, label):
    """Follow the class's weights back through the dense layers and the pooling, in NumPy."""
    outputs = network.outputs(picture)
    names = list(outputs)
    dense1, relu4, dense2 = (one for one in names if one.startswith(("dense", "relu4")))
    maps = outputs["relu3"]
    back = network.weights[dense2][label] * (outputs[relu4] > 0)
    back = (back @ network.weights[dense1]).reshape(outputs["pool2"].shape)
    gradients = np.zeros_like(maps)
    for channel, row, column in np.ndindex(back.shape):
        window = maps[channel, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
        r, c = np.unravel_index(window.argmax(), window.shape)
        gradients[channel, 2 * row + r, 2 * column + c] = back[channel, row, column]
    weights = gradients.mean((1, 2))
    return np.maximum(np.tensordot(weights, maps, 1), 0)


def resized_by_hand(coarse, side):
    """Resize bilinearly: pixel centers at (i + ½) / scale − ½, kept inside."""
    at = np.clip((np.arange(side) + 0.5) * len(coarse) / side - 0.5, 0, len(coarse) - 1)
    low = np.minimum(at.astype(int), len(coarse) - 2)
    mix = np.zeros((side, len(coarse)))
    mix[np.arange(side), low] = 1 - (at - low)
    mix[np.arange(side), low + 1] = at - low
    return mix @ coarse @ mix.T


@pytest.mark.parametrize("label", [7, 2, 9])
def test_grad_cam_is_what_the_class_weights_make_of_the_maps(network, digit, label):
    fine = resized_by_hand(cam_by_hand(network, digit, label), 28)
    assert fine.max() > 0
    heat = grad_cam(network, digit, label)
    np.testing.assert_allclose(heat, fine / fine.max(), atol=1e-4)
    assert heat.max() == 1


def test_integrated_gradients_are_the_mean_slope_on_the_way_times_the_way(network, digit):
    scores, (nodes, weights) = scorer(network), leggauss(32)
    total = np.zeros(digit.shape)
    for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
        picture = torch.tensor(node * digit[None], dtype=torch.float64, requires_grad=True)
        scores(picture)[0, 7].backward()
        total += weight * picture.grad[0].numpy()
    heat = integrated_gradients(network, digit, 7)
    np.testing.assert_allclose(heat, (total * digit).sum(0), atol=1e-3)


def test_integrated_gradients_share_out_what_the_score_gained(network, digit):
    scores = scorer(network)
    gained = (scores(digit[None]) - scores(np.full_like(digit[None], 0.5)))[0, 7].item()
    heat = integrated_gradients(network, digit, 7, baseline=0.5, steps=256)
    assert heat.sum() == pytest.approx(gained, rel=0.02)


def by_captum(network, picture, label):
    """Ask Captum for all three."""
    names = list(network.modules)
    model = torch.nn.Sequential(*copy.deepcopy(list(network.modules.values())[:-1]))
    pixels = torch.from_numpy(picture)[None].requires_grad_()
    cam = LayerGradCam(model, model[names.index("relu3")])
    coarse = cam.attribute(pixels, label, relu_attributions=True)
    return {
        grad_cam: LayerAttribution.interpolate(coarse, picture.shape[1:], "bilinear")[0, 0],
        input_gradient: Saliency(model).attribute(pixels, label)[0].amax(0),
        integrated_gradients: IntegratedGradients(model)
        .attribute(pixels, 0.25, label, n_steps=32)[0]
        .sum(0),
    }


@pytest.mark.parametrize("label", [7, 2])
def test_they_are_what_captum_gives(network, digit, label):
    expected = {
        method: heat.detach().numpy() for method, heat in by_captum(network, digit, label).items()
    }
    most = expected[grad_cam].max()
    np.testing.assert_allclose(
        grad_cam(network, digit, label), expected[grad_cam] / most, atol=1e-6
    )
    np.testing.assert_allclose(
        input_gradient(network, digit, label), expected[input_gradient], atol=1e-6
    )
    heat = integrated_gradients(network, digit, label, baseline=0.25)
    np.testing.assert_allclose(heat, expected[integrated_gradients], atol=1e-5)


def test_another_layers_maps_give_another_heatmap(network, digit):
    assert not np.allclose(grad_cam(network, digit, 7, layer="relu1"), grad_cam(network, digit, 7))


def test_the_shared_network_is_left_as_it_was(network, digit):
    before = network.outputs(digit)
    grad_cam(network, digit, 7)
    assert not any(module._forward_hooks for module in network.modules.values())
    for name, output in network.outputs(digit).items():
        np.testing.assert_array_equal(output, before[name])


@pytest.mark.parametrize("method", METHODS)
def test_photos_have_heatmaps_too_also_where_no_gradients_are_kept(method):
    photo = prepare_photo(load_sample("cat", color=True).astype(np.float32) / 255)
    photos = load_network("photos")
    options = {"steps": 2} if method is integrated_gradients else {}
    with torch.inference_mode():
        heat = method(photos, photo, 282, **options)
    assert heat.shape == (224, 224)
    assert heat.dtype == np.float32
    assert np.isfinite(heat).all()
    assert heat.std() > 0


def test_the_cats_head_is_what_makes_it_a_cat():
    photo = prepare_photo(load_sample("cat", color=True).astype(np.float32) / 255)
    heat = grad_cam(load_network("photos"), photo, 285)
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    assert 20 < row < 180
    assert 40 < column < 200


@pytest.mark.parametrize("method", METHODS)
def test_what_can_not_be_explained_is_refused(network, digit, method):
    with pytest.raises(ValueError, match="label must be between 0 and 9, got 10"):
        method(network, digit, 10)
    with pytest.raises(ValueError, match=r"image must have 3 axes"):
        method(network, digit[0], 1)


def test_a_wrong_layer_baseline_or_number_of_steps_is_refused(network, digit):
    with pytest.raises(ValueError, match=r"layer must be one of conv1, .*, got 'dense1'"):
        grad_cam(network, digit, 1, layer="dense1")
    with pytest.raises(ValueError, match="baseline must be between 0 and 1, got 2"):
        integrated_gradients(network, digit, 1, baseline=2)
    with pytest.raises(ValueError, match="steps must be between 1 and 256, got 0"):
        integrated_gradients(network, digit, 1, steps=0)
    layers = (Flatten(name="flatten"), Dense(name="dense", units=2), Softmax(name="softmax"))
    with pytest.raises(ValueError, match="network must have a layer that gives maps, got none"):
        grad_cam(random_network(layers, (1, 3, 3)), random_picture((1, 3, 3)), 0)
