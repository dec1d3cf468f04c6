"""What excites a map: the sample photos' strongest patches, and that of the photo looked at."""

from typing import Any

import numpy as np
import pytest

from cnnviz.explain.receptive_field import receptive_field
from cnnviz.images.photo_samples import photo_names
from cnnviz.images.photos import prepare_photo
from cnnviz.images.samples import load_sample
from cnnviz.live.engine import Engine
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.photos.sample_maps import SampleMaps
from cnnviz.live.session import Session
from cnnviz.networks.network import Network
from cnnviz.networks.trace import trace_layer
from tests.live.asking import ask_bytes, refusal, tell
from tests.live.looked import ask, cat, look_bytes, looking


@pytest.fixture(scope="module")
def network(networks: Networks) -> Network:
    return networks.get("photos")


def photo(name: str) -> np.ndarray:
    return prepare_photo(load_sample(name, color=True).astype(np.float32) / 255)


@pytest.mark.parametrize(("layer", "index"), [("block2_project", 5), ("head_relu", 700)])
def test_each_sample_photo_has_its_strongest_place(
    engine: Engine, network: Network, layer: str, index: int
):
    message = ask(looking(engine), "excite", layer=layer, map=index).message
    assert (message["type"], message["layer"], message["map"]) == ("exciting", layer, index)
    assert sorted(patch["photo"] for patch in message["patches"]) == sorted(photo_names())
    values = [patch["value"] for patch in message["patches"]]
    assert values == sorted(values, reverse=True)
    for patch in message["patches"][:3]:
        output = trace_layer(network, photo(patch["photo"]), layer).output[index]
        assert patch["value"] == pytest.approx(float(output.max()))
        map_, row, column = patch["unit"]
        assert map_ == index
        assert output[row, column] == output.max()


def test_a_patchs_box_is_what_its_unit_sees(engine: Engine, network: Network):
    for patch in ask(looking(engine), "excite", layer="stem_relu", map=4).message["patches"]:
        place = (network.layers, network.input_shape, "stem_relu", tuple(patch["unit"]))
        _, rows, columns = receptive_field(*place)["input"]
        assert patch["box"] == [rows[0], columns[0], rows[-1] + 1, columns[-1] + 1]


def test_the_photo_looked_at_has_its_own(engine: Engine):
    session = looking(engine)
    message = ask(session, "excite", layer="block5_sum", map=3).message
    own, sample = message["own"], next(p for p in message["patches"] if p["photo"] == "cat")
    assert (own["photo"], own["unit"], own["box"]) == (None, sample["unit"], sample["box"])
    assert own["value"] == pytest.approx(sample["value"])
    tell(session, look_bytes(2, view={"x": -60}))
    moved = ask(session, "excite", layer="block5_sum", map=3).message
    assert moved["own"]["unit"] != own["unit"]
    assert moved["patches"] == message["patches"]


def test_without_a_photo_there_are_the_samples(engine: Engine):
    message = ask(Session(engine), "excite", layer="stem", map=0).message
    assert (message["own"], len(message["patches"])) == (None, len(photo_names()))


def test_a_class_is_excited_as_well(engine: Engine):
    message = ask(Session(engine), "excite", layer="dense", map=967).message
    best = message["patches"][0]
    assert (best["photo"], best["unit"], best["box"]) == ("espresso", [967], [0, 0, 224, 224])


def test_all_layers_are_worked_out_once_and_take_little(networks: Networks, network: Network):
    samples = SampleMaps()
    largest = samples.largest(network)
    assert samples.largest(network) is largest
    held = sum(one.values.nbytes + one.places.nbytes for one in largest.values())
    maps = sum(shape[0] for shape in network.shapes.values())
    assert held == 8 * maps * len(photo_names()) < 5_000_000


def test_the_sample_photos_come_as_the_network_reads_them(engine: Engine):
    answer = ask(Session(engine), "photos")
    assert answer.message == {"type": "photos", "id": 7, "names": list(photo_names())}
    photos = answer.tensors["photos"]
    assert photos.dtype == np.uint8
    for name, shown in zip(photo_names(), photos, strict=True):
        np.testing.assert_allclose(shown, photo(name) * 255, atol=0.51)


def test_a_session_without_a_photo_may_ask_for_the_samples_on_any_server():
    session = Session(Engine())
    assert ask(session, "photos").tensors["photos"].shape == (12, 3, 224, 224)
    assert session.engine.networks.loaded("photos") is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"layer": "stem", "map": 32}, "map of stem must be between 0 and 31, got 32"),
        ({"layer": "dense", "map": 1000}, "map of dense must be between 0 and 999, got 1000"),
        ({"layer": "input", "map": 0}, "layer must be one of normalize, stem, stem_relu, …, dens"),
        ({"layer": "stem"}, "map is missing, it must be a whole number between 0 and 4095"),
        ({"map": 1}, "layer is missing, it must be a layer's name"),
    ],
)
def test_what_is_no_map_is_refused(engine: Engine, fields: dict[str, Any], sentence: str):
    data = ask_bytes("excite", 2, **fields)
    assert refusal(looking(engine, cat()), data).startswith(sentence)
