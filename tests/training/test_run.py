"""A whole training tells of itself: random at first, kept on the way, measured at the end."""

import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.networks.network import read_network
from cnnviz.training import reporter
from cnnviz.training.choices import Choices
from cnnviz.training.evaluation import accuracy
from cnnviz.training.events import Begun, Failed, Finished, Kept, Stepped, decode, encode
from cnnviz.training.run import run
from cnnviz.training.scores import score
from cnnviz.training.shifts import as_pictures

pytestmark = pytest.mark.slow

SHORT = Choices(digits=1000, epochs=2, maps=4, batch_size=50, learning_rate=0.01)


@pytest.fixture(scope="module")
def events():
    return list(run(SHORT))


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def test_it_begins_random_and_ends_measured(events):
    assert events[0] == Begun(steps=40, steps_per_epoch=20)
    assert isinstance(events[1], Kept)
    assert events[1].step == 0
    assert events[1].test.accuracy < 0.3
    assert isinstance(events[-1], Finished)
    assert not events[-1].was_stopped
    assert events[-1].test.accuracy > 0.7


def test_networks_are_kept_often_at_first_and_then_evenly(events):
    assert [kept.step for kept in of(Kept, events)] == [0, 1, *range(2, 41, 2)]


def test_the_last_one_kept_is_the_one_that_was_measured(events):
    network = read_network(of(Kept, events)[-1].network)
    finished = events[-1]
    images, labels = load_mnist("test")
    answers = network.predict(as_pictures(images))
    assert finished.test == score(answers, labels)
    assert finished.test.accuracy == pytest.approx(accuracy(network, images, labels))
    assert finished.mistakes == np.flatnonzero(answers.argmax(axis=1) != labels).tolist()
    confusion = np.array(finished.confusion)
    assert confusion.sum() == 10_000
    assert np.trace(confusion) / 10_000 == finished.test.accuracy
    assert (confusion.sum(axis=1) == np.bincount(labels)).all()


def test_with_no_time_to_measure_each_eighth_is_measured_all_the_same(monkeypatch):
    monkeypatch.setattr(reporter, "MEASURING", 0.0)
    kept = of(Kept, run(SHORT))
    assert [each.step for each in kept if each.test] == [0, 6, 10, 16, 20, 26, 30, 36, 40]
    assert len(kept) == 22


def test_digits_that_are_moved_far_are_read_worse(events):
    shifted = events[-1].shifted
    assert len(shifted) == 7
    assert shifted[0] == pytest.approx(of(Kept, events)[-1].test.accuracy)
    assert shifted[6] < shifted[0] - 0.2


def test_it_says_how_fast_it_is(events):
    steps = of(Stepped, events)
    assert steps[-1].step == 40
    assert steps[-1].seconds_left == 0
    assert 0 <= steps[-1].accuracy <= 1
    assert all(step.images_per_second > 0 for step in steps)


def test_the_same_choices_give_the_same_network(events):
    assert of(Kept, run(SHORT))[-1].network == of(Kept, events)[-1].network


def test_stopped_half_way_it_measures_what_it_has():
    asked = iter([True] * 6 + [False])
    events = list(run(SHORT, lambda: next(asked)))
    assert events[-1].was_stopped
    assert events[-1].step == 7
    assert of(Kept, events)[-1].step == 7


def test_a_training_gone_astray_says_so_and_what_came_before_stays():
    astray = Choices(digits=1000, optimizer="sgd", learning_rate=100, epochs=5)
    events = list(run(astray))
    assert isinstance(events[-1], Failed)
    assert "try a learning rate" in events[-1].sentence
    assert of(Kept, events)


def test_a_hundred_digits_are_learned_by_heart():
    few = Choices(digits=100, epochs=30, batch_size=10, seed=1)
    *_, finished = run(few)
    assert finished.train.accuracy - finished.test.accuracy > 0.1


def test_shuffled_pixels_are_shuffled_for_training_and_test_alike():
    *_, finished = run(
        Choices(network="perceptron", digits=1000, epochs=8, batch_size=20, shuffle_pixels=True)
    )
    assert finished.test.accuracy > 0.8


def test_events_survive_the_way_out_of_their_process(events):
    assert [decode(encode(event)) for event in events] == events
