"""A photo is looked at: what the network says, and thumbnails of the layers that are in sight."""

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from cnnviz.images.photo_view import View, place_photo
from cnnviz.images.photos import group_probabilities, photo_classes, prepare_photo
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.session import Session, read_request
from cnnviz.networks.network import Network
from cnnviz.networks.trace import trace
from tests.live.asking import ask_bytes, refusal, tell
from tests.live.looked import cat, look_bytes, looking

LAYERS = {"input": None, "stem_relu": None, "block1_project": [3, 5, 7, 1], "head": [0]}


@pytest.fixture(scope="module")
def network(networks: Networks) -> Network:
    return networks.get("photos")


def blocks(maps: np.ndarray, factor: int) -> np.ndarray:
    """Return the means of whole blocks."""
    count, height, width = maps.shape
    return maps.reshape(count, height // factor, factor, width // factor, factor).mean((2, 4))


def test_it_says_what_the_network_says_of_the_prepared_photo(engine: Engine, network: Network):
    answer = tell(Session(engine), look_bytes(2, cat()))
    assert (answer.message["type"], answer.message["id"]) == ("seen", 2)
    photo = prepare_photo(cat().astype(np.float32) / 255)
    probabilities = network.predict(photo[np.newaxis])[0]
    np.testing.assert_array_equal(answer.tensors["probabilities"], probabilities)
    groups = [list(pair) for pair in group_probabilities(probabilities).items()]
    assert answer.message["groups"] == groups
    assert len(groups) == 24
    assert answer.message["engine_ms"] > 0
    assert set(answer.tensors) == {"probabilities"}


def test_thumbnails_are_means_of_blocks_between_the_ends_of_the_whole_layer(
    engine: Engine, network: Network
):
    answer = tell(Session(engine), look_bytes(2, cat(), layers=LAYERS))
    traced = trace(network, prepare_photo(cat().astype(np.float32) / 255))
    for name, factor in {"input": 4, "stem_relu": 2, "block1_project": 2, "head": 1}.items():
        output = traced.layers[0].input if name == "input" else traced[name].output
        low, high = answer.message["ends"][name]
        assert (low, high) == (output.min(), output.max())
        small = blocks(output[answer.message["maps"][name]].astype(float), factor)
        thumbs = answer.tensors[f"thumbs.{name}"]
        assert thumbs.dtype == np.uint8
        np.testing.assert_allclose(thumbs, 255 * (small - low) / (high - low), atol=0.51)


def test_the_most_active_maps_are_chosen_or_those_that_are_named(engine: Engine, network: Network):
    maps = tell(Session(engine), look_bytes(2, cat(), layers=LAYERS)).message["maps"]
    traced = trace(network, prepare_photo(cat().astype(np.float32) / 255))
    activity = np.abs(traced["stem_relu"].output).mean((1, 2))
    assert maps["stem_relu"] == np.argsort(-activity)[:4].tolist()
    assert (maps["block1_project"], maps["head"]) == ([3, 5, 7, 1], [0])
    assert sorted(maps["input"]) == [0, 1, 2]


def test_an_even_layer_is_black(engine: Engine):
    black = np.zeros((1, 9, 9), np.uint8)
    answer = tell(Session(engine), look_bytes(2, black, layers={"input": [1]}))
    assert answer.message["ends"]["input"] == [0, 0]
    assert not answer.tensors["thumbs.input"].any()


def test_what_the_network_has_read_comes_when_the_hand_rests(engine: Engine):
    view = {"x": 12.5, "angle": 20, "cover": {"x": 3, "y": 4, "size": 50}}
    session = Session(engine)
    assert "input" not in tell(session, look_bytes(2, cat(), view=view)).tensors
    shown = tell(session, look_bytes(3, exact=True)).tensors["input"]
    placed = place_photo(cat().astype(np.float32) / 255, View(x=12.5, angle=20))
    assert (shown[:, 4:54, 3:53] == 128).all()
    np.testing.assert_allclose(shown[:, 54:], placed[:, 54:] * 255, atol=0.51)


def test_what_is_left_out_is_as_it_was(engine: Engine):
    session = Session(engine)
    first = tell(session, look_bytes(2, cat(), layers={"stem": [0]}, view={"blur": 20}))
    second = tell(session, look_bytes(3))
    third = tell(session, look_bytes(4, view={}))
    np.testing.assert_array_equal(*(one.tensors["probabilities"] for one in (first, second)))
    assert set(second.tensors) == {"probabilities", "thumbs.stem"}
    assert third.message["groups"][0][1] > first.message["groups"][0][1]


def test_a_blurred_cat_is_less_of_a_cat(engine: Engine):
    session = Session(engine)
    sharp, blurred = (
        tell(session, look_bytes(2, cat(), view={"blur": blur})).tensors["probabilities"]
        for blur in (0, 20)
    )
    cats = [index for index, (group, _) in enumerate(photo_classes()) if group == "cat"]
    assert sharp[cats].sum() > 0.85
    assert blurred[cats].sum() < 0.4


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"view": {"scale": 9}}, "view.scale must be between 0.25 and 4, got 9"),
        ({"view": {"x": -225}}, "view.x must be between -224 and 224, got -225"),
        ({"view": {"angle": 181}}, "view.angle must be between -180 and 180, got 181"),
        ({"view": {"blur": -1}}, "view.blur must be between 0 and 20, got -1"),
        ({"view": {"grey": 1.5}}, "view.grey must be between 0 and 1, got 1.5"),
        ({"view": {"grey": None}}, "view.grey must be a number between 0 and 1, got null"),
        (
            {"view": {"cover": {"x": 1, "y": 1.5, "size": 9}}},
            "view.cover.y must be a whole number between -224 and 224, got 1.5",
        ),
        (
            {"view": {"cover": {"x": 1, "y": 1, "size": 225}}},
            "view.cover.size must be between 1 and 224, got 225",
        ),
        ({"view": {"zoom": 1}}, "view.zoom is not a known field, known are x, y, scale, angle"),
        (
            {"layers": {"other": None}},
            "layer must be one of input, normalize, stem, …, dense, ",
        ),
        ({"layers": {"mean": None}}, "layer must give maps, got mean of shape (1280,)"),
        ({"layers": {"stem": [32]}}, "map of stem must be between 0 and 31, got 32"),
        ({"layers": {"stem": []}}, "layers[...] must be a list of 1 to 16 items or null"),
        ({"layers": {"stem": list(range(17))}}, "layers[...] must be a list of 1 to 16 items or"),
        ({"layers": {"Stem": None}}, "the names in layers must be a layer's name, up to 32 of"),
        (
            {"layers": {f"stem{number}": None for number in range(33)}},
            "layers must be for at most 32 layers null or a list of 1 to 16 maps, got an object",
        ),
        ({"exact": 1}, "exact must be true or false, got 1"),
    ],
)
def test_what_can_not_be_looked_at_is_refused(
    engine: Engine, fields: dict[str, Any], sentence: str
):
    assert refusal(looking(engine), look_bytes(2, **fields)).startswith(sentence)


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (np.zeros((2, 9, 9), np.uint8), "picture must be U8 with 3 axes (1 or 3, H, W), got"),
        (np.zeros((3, 9, 9), np.float32), "picture must be U8 with 3 axes (1 or 3, H, W), got"),
        (np.zeros((3, 513, 9), np.uint8), "picture's sides must be between 1 and 512, got"),
        (None, "picture is missing, it must come with the first message of type 'look'"),
    ],
)
def test_what_is_no_picture_is_refused(engine: Engine, picture: np.ndarray | None, sentence: str):
    assert refusal(Session(engine), look_bytes(2, picture)).startswith(sentence)


def test_the_network_is_described_with_its_groups_and_its_first_kernels(
    engine: Engine, network: Network
):
    answer = tell(Session(engine), ask_bytes("describe", 1, network="photos"))
    message = answer.message
    assert message["parameters"] == network.parameters
    assert message["labels"] == [label for _, label in photo_classes()]
    assert message["groups"] == [group for group, _ in photo_classes()]
    shapes = {layer["name"]: tuple(layer["shape"]) for layer in message["layers"]}
    assert shapes == network.shapes
    assert set(answer.tensors) == {"stem.weight", "stem.bias"}
    np.testing.assert_array_equal(answer.tensors["stem.weight"], network.weights["stem"])


def test_describing_and_looking_are_work_for_a_thread(engine: Engine):
    session = looking(engine)
    for data in (ask_bytes("describe", 1, network="photos"), look_bytes(2)):
        assert not session.is_quick(read_request(data))


def test_a_look_keeps_no_layers_but_those_on_the_way(
    engine: Engine, network: Network, monkeypatch: pytest.MonkeyPatch
):
    alive: list[int] = []
    run = Network.run

    def watched(self: Network, batch: torch.Tensor) -> Iterator[tuple[str, torch.Tensor]]:
        outputs: list[weakref.ref[torch.Tensor]] = []
        for name, output in run(self, batch):
            outputs.append(weakref.ref(output))
            yield name, output
            alive.append(sum(tensor.nbytes for one in outputs if (tensor := one()) is not None))
            del output

    monkeypatch.setattr(Network, "run", watched)
    layers = dict.fromkeys([*network.shapes][1:33])
    answer = tell(Session(engine), look_bytes(2, cat(), layers=layers))
    assert set(answer.message["maps"]) == set(layers)
    assert len(alive) == len(network.shapes)
    assert max(alive) < 16_000_000  # two of the largest layers, and one that is added later


def test_a_photo_goes_with_its_session(engine: Engine):
    session = looking(engine)
    tell(session, look_bytes(2))
    photos, state = session.photos.photos, session.photos.state
    photo = weakref.ref(photos.photo(state))
    layer = weakref.ref(photos.layer(state, "block2_expand_relu").output)
    del session, photos, state
    gc.collect()
    assert photo() is None
    assert layer() is None
