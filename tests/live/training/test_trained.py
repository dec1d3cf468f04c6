import numpy as np
import pytest
from starlette.applications import Starlette
from websockets.sync.client import connect

from cnnviz.live.engine import Engine
from cnnviz.live.limits import Limits
from cnnviz.live.networks.builtin import Networks
from cnnviz.live.route import live_route
from cnnviz.live.session import Session, read_request
from cnnviz.live.training.trained import network_at
from cnnviz.networks.network import read_network
from cnnviz.training import jobs as jobs_module
from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Kept
from cnnviz.training.jobs import Jobs
from cnnviz.training.random_network import random_network_file, random_network_name
from tests.live.asking import ask_bytes, read_bytes, refusal, tell, whole_read
from tests.live.conftest import serving
from tests.live.own_files import convolution, network_file
from tests.live.visitor import answer_of

RANDOM, LEARNED = (network_file(convolution("conv1", 2), seed=seed) for seed in (1, 2))


class Hand:
    """A training that tells what the test wants."""

    def __init__(self, choices, on_event, on_end):
        for event in (Begun(8, 4), Kept(0, RANDOM, None), Kept(8, LEARNED, None)):
            on_event(event)

    def send(self, command):
        pass

    def kill(self):
        pass


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> str:
    """A training that has kept a random network and one of step 8."""
    jobs = Jobs(start=Hand)
    monkeypatch.setattr(jobs_module, "shared_jobs", lambda: jobs)
    return jobs.submit("somebody", Choices(digits=100))


@pytest.fixture
def session(engine: Engine) -> Session:
    return Session(Engine(engine.networks, network_at=network_at))


def test_each_step_is_described_and_reads(session: Session, run: str, drawing: np.ndarray):
    for step, file in ((0, RANDOM), (8, LEARNED)):
        network = read_network(file)
        answer = tell(session, ask_bytes("open_trained", 1, run=run, step=step))
        assert (answer.message["type"], answer.message["id"]) == ("network", 1)
        np.testing.assert_array_equal(answer.tensors["conv1.weight"], network.weights["conv1"])
        reading = tell(session, whole_read(2, drawing, network="own", layers=["conv1"]))
        expected = network.predict(reading.tensors["input"][None].astype(np.float32))[0]
        np.testing.assert_allclose(reading.tensors["softmax"], expected, atol=1e-3)


def test_the_opened_step_can_be_saved(session: Session, run: str):
    tell(session, ask_bytes("open_trained", 1, run=run, step=8))
    session.merge(read_request(read_bytes(2, network="own")))
    saved = tell(session, ask_bytes("save_network", 3))
    assert saved.message["name"] == "cnnviz-own.safetensors"
    assert saved.tensors["file"].tobytes() == LEARNED


def test_a_training_that_is_not_there_is_a_sentence(session: Session, run: str):
    sentence = refusal(session, ask_bytes("open_trained", 1, run="another", step=0))
    assert sentence == "this training is no longer kept, please start it again"


def test_a_step_that_was_not_kept_is_a_sentence(session: Session, run: str):
    sentence = refusal(session, ask_bytes("open_trained", 1, run=run, step=3))
    assert sentence == "step must be one that is still kept of this training, got 3"


def test_what_is_not_trained_yet_is_random_and_has_one_step(session: Session):
    name = random_network_name(Choices(maps=3, seed=4))
    answer = tell(session, ask_bytes("open_trained", 1, run=name, step=0))
    expected = read_network(random_network_file(name)).weights["conv1"]
    np.testing.assert_array_equal(answer.tensors["conv1.weight"], expected)
    sentence = refusal(session, ask_bytes("open_trained", 2, run=name, step=3))
    assert sentence == "step must be 0 of what is not trained yet, got 3"


def test_a_refused_step_leaves_the_one_before_it(session: Session, run: str):
    tell(session, ask_bytes("open_trained", 1, run=run, step=8))
    refusal(session, ask_bytes("open_trained", 2, run=run, step=3))
    weights = tell(session, ask_bytes("describe", 3, network="own")).tensors["conv1.weight"]
    np.testing.assert_array_equal(weights, read_network(LEARNED).weights["conv1"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"run": "../digits", "step": 0},
            "run must be a training's name, up to 64 letters, digits, _ and -, got '../digits'",
        ),
        ({"run": "a", "step": -1}, "step must be between 0 and 2147483647, got -1"),
        (
            {"run": "a"},
            "step is missing, it must be a whole number between 0 and 2147483647",
        ),
    ],
)
def test_a_name_or_step_that_can_not_be_is_a_sentence(session: Session, fields, sentence: str):
    assert refusal(session, ask_bytes("open_trained", 1, **fields)) == sentence


def test_where_nothing_is_trained_it_says_so(engine: Engine):
    sentence = refusal(Session(engine), ask_bytes("open_trained", 1, run="a", step=0))
    assert sentence == "run must be the name of a training, and this server trains nothing"


def test_steps_are_opened_as_often_as_a_slider_moves(
    networks: Networks, run: str, drawing: np.ndarray
):
    route = live_route(
        is_origin_allowed=lambda _origin, _host: True,
        engine=Engine(networks, network_at=network_at),
        limits=Limits(requests_per_second=1, request_burst=1),
    )
    with serving(Starlette(routes=[route])) as address, connect(address) as socket:
        for id_ in range(1, 40, 2):
            socket.send(ask_bytes("open_trained", id_, run=run, step=8))
            socket.send(whole_read(id_ + 1, drawing, network="own", layers=["conv1"]))
            answers = [answer_of(socket).message for _ in range(2)]
            assert [(a["id"], a["type"]) for a in answers] == [
                (id_, "network"),
                (id_ + 1, "reading"),
            ]
