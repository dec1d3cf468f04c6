"""A training that goes astray is stopped with a sentence on what happened and what to try."""

import numpy as np
import pytest

from cnnviz.images.datasets import load_mnist
from cnnviz.training.architectures import architecture
from cnnviz.training.divergence import PATIENCE, Diverged, DivergenceWatch
from cnnviz.training.loop import train
from cnnviz.training.settings import Settings

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("loss", "word"), [(float("nan"), "NaN"), (float("inf"), "infinite")])
def test_a_loss_that_is_no_number_stops_at_once(loss, word):
    watch = DivergenceWatch(classes=10, learning_rate=0.5)
    with pytest.raises(Diverged, match=rf"became {word} in batch 7 of epoch 2.*rate of 0\.05"):
        watch.see(loss, epoch=2, batch=7)


def test_one_high_loss_is_forgiven():
    watch = DivergenceWatch(classes=10, learning_rate=0.5)
    for batch in range(2 * PATIENCE):
        watch.see(60.0 if batch == PATIENCE + 5 else 2.3, epoch=1, batch=batch + 1)


def test_a_loss_that_stays_high_stops():
    watch = DivergenceWatch(classes=10, learning_rate=0.5)
    for batch in range(PATIENCE):
        watch.see(40.0, epoch=1, batch=batch + 1)
    with pytest.raises(Diverged, match="the loss had risen to 40 in batch 21 of epoch 1"):
        watch.see(40.0, epoch=1, batch=PATIENCE + 1)


@pytest.mark.filterwarnings("ignore:overflow")
def test_far_too_large_steps_stop_the_loop():
    images, labels = load_mnist("train")
    settings = Settings(
        epochs=5, optimizer="sgd", learning_rate=1e4, batch_norm=False, schedule="constant"
    )
    steps = train(images[:2000], labels[:2000], settings, architecture("lenet"))
    losses = []
    with pytest.raises(Diverged, match="try a learning rate of 1e\\+03 or less"):
        losses.extend(step.loss for step in steps)
    assert losses  # what came before is there to be shown
    assert np.isfinite(losses).all()
