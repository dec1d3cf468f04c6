"""The maps of a photo's layers: all of them small, one in full; and what is kept of them."""

import gc
from typing import Any

import numpy as np
import pytest

from cnnviz.images.photos import prepare_photo
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.photos.layer_cache import LayerCache, Photo
from cnnviz.live.session import Session
from cnnviz.networks.network import Network
from cnnviz.networks.trace import trace, trace_layer
from tests.live.asking import ask_bytes, refusal, tell
from tests.live.looked import ask, cat, look_bytes, looking

PLACES = {"input": 224, "stem": 112, "block3_sum": 56, "block16_project": 7}


@pytest.fixture(scope="module")
def network(networks: Networks) -> Network:
    return networks.get("photos")


@pytest.fixture(scope="module")
def pixels() -> np.ndarray:
    return prepare_photo(cat().astype(np.float32) / 255)


@pytest.mark.parametrize("layer", PLACES)
def test_all_maps_of_a_layer_come_small(
    engine: Engine, network: Network, pixels: np.ndarray, layer: str
):
    answer = ask(looking(engine), "maps", layer=layer, side=28)
    output = pixels if layer == "input" else trace(network, pixels)[layer].output
    low, high = answer.message["ends"]
    assert (low, high) == (output.min(), output.max())
    assert (answer.message["layer"], answer.message["shape"]) == (layer, list(output.shape))
    np.testing.assert_allclose(answer.tensors["activity"], np.abs(output).mean((1, 2)), rtol=1e-4)
    side = min(PLACES[layer], 28)
    factor = PLACES[layer] // side
    small = output.reshape(len(output), side, factor, side, factor).mean((2, 4), dtype=float)
    expected = 255 * (small - low) / (high - low)
    np.testing.assert_allclose(answer.tensors["maps"], expected, atol=0.51)
    assert answer.tensors["maps"].dtype == np.uint8


def test_maps_are_as_large_as_56_pixels_unless_told_otherwise(engine: Engine):
    session = looking(engine)
    assert ask(session, "maps", layer="stem").tensors["maps"].shape == (32, 56, 56)
    assert ask(session, "maps", layer="stem", side=112).tensors["maps"].shape == (32, 112, 112)
    assert ask(session, "maps", layer="stem", side=50).tensors["maps"].shape == (32, 28, 28)


@pytest.mark.parametrize("layer", PLACES)
def test_one_map_comes_with_its_numbers(
    engine: Engine, network: Network, pixels: np.ndarray, layer: str
):
    answer = ask(looking(engine), "map", layer=layer, map=2)
    output = pixels if layer == "input" else trace(network, pixels)[layer].output
    np.testing.assert_array_equal(answer.tensors["map"], output[2])
    assert answer.message == {"type": "map", "id": 7, "layer": layer, "map": 2}


def test_maps_are_those_of_the_newest_look(engine: Engine):
    session = looking(engine)
    before = ask(session, "map", layer="stem", map=0).tensors["map"]
    tell(session, look_bytes(2, view={"grey": 1}))
    after = ask(session, "map", layer="stem", map=0).tensors["map"]
    assert not np.allclose(before, after)


@pytest.mark.parametrize(
    ("type_", "fields", "sentence"),
    [
        ("maps", {"layer": "stem", "side": 7}, "side must be between 8 and 112, got 7"),
        ("maps", {"layer": "stem", "side": 113}, "side must be between 8 and 112, got 113"),
        ("maps", {"layer": "conv1"}, "layer must be one of input, normalize, stem, …, dense, "),
        ("maps", {"layer": "softmax"}, "layer must give maps, got softmax of shape (1000,)"),
        ("maps", {}, "layer is missing, it must be a layer's name"),
        ("map", {"layer": "mean", "map": 0}, "layer must give maps, got mean of shape (1280,)"),
        ("map", {"layer": "stem", "map": 32}, "map of stem must be between 0 and 31, got 32"),
        ("map", {"layer": "stem", "map": -1}, "map must be between 0 and 4095, got -1"),
        ("map", {"layer": "stem"}, "map is missing, it must be a whole number between 0 and 4095"),
    ],
)
def test_what_is_no_map_is_refused(
    engine: Engine, type_: str, fields: dict[str, Any], sentence: str
):
    assert refusal(looking(engine), ask_bytes(type_, 2, **fields)).startswith(sentence)


@pytest.mark.parametrize("type_", ["maps", "map"])
def test_there_are_no_maps_before_there_is_a_photo(engine: Engine, type_: str):
    fields = {"layer": "stem"} | ({"map": 0} if type_ == "map" else {})
    sentence = refusal(Session(engine), ask_bytes(type_, 2, **fields))
    assert sentence == "picture is missing, it must come with the first message of type 'look'"


@pytest.mark.parametrize("name", ["input", "stem", "block3_sum", "dense", "softmax"])
def test_a_layer_alone_is_as_in_the_whole_trace(network: Network, pixels: np.ndarray, name: str):
    one = trace_layer(network, pixels, name)
    if name == "input":
        np.testing.assert_array_equal(one.output, pixels)
        return
    expected = trace(network, pixels)[name]
    for part in ("input", "output", "weights", "bias", "other"):
        np.testing.assert_array_equal(getattr(one, part), getattr(expected, part))
    assert (one.name, one.kind) == (expected.name, expected.kind)


def test_there_is_no_other_layer(network: Network, pixels: np.ndarray):
    with pytest.raises(ValueError, match="layer must be one of input, normalize, stem, …, dense"):
        trace_layer(network, pixels, "conv1")


def test_a_layer_asked_for_again_is_the_same(network: Network, pixels: np.ndarray):
    kept, photo = LayerCache(), Photo(pixels)
    layer = kept.layer(network, photo, "stem")
    assert kept.layer(network, photo, "stem") is layer
    other = kept.layer(network, photo, "stem_relu")
    assert other.name == "stem_relu"
    assert kept.layer(network, photo, "stem") is not layer  # one of each photo


def test_those_asked_for_longest_ago_make_room(network: Network, pixels: np.ndarray):
    one = trace_layer(network, pixels, "block16_project")
    room = 2 * (one.input.nbytes + one.output.nbytes)
    kept, photos = LayerCache(max_bytes=room), [Photo(pixels) for _ in range(3)]
    layers = [kept.layer(network, photo, "block16_project") for photo in photos[:2]]
    assert kept.layer(network, photos[0], "block16_project") is layers[0]
    kept.layer(network, photos[2], "block16_project")
    assert kept.layer(network, photos[0], "block16_project") is layers[0]
    assert kept.layer(network, photos[1], "block16_project") is not layers[1]


def test_a_layer_too_large_for_the_room_is_kept_while_it_is_the_last(
    network: Network, pixels: np.ndarray
):
    kept, photo = LayerCache(max_bytes=1), Photo(pixels)
    assert kept.layer(network, photo, "stem") is kept.layer(network, photo, "stem")


def test_of_a_moving_photo_nothing_is_kept_but_the_last():
    engine = Engine()
    session = looking(engine)
    for x in range(5):
        tell(session, look_bytes(2 + x, view={"x": x}))
        ask(session, "maps", layer="block2_expand_relu")
    gc.collect()
    assert len(engine.photo_layers) == 1
