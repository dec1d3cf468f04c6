"""Folding batch norm into the convolutions changes no answer."""

import torch

from cnnviz.networks.layers import Convolution, Dense, Flatten, MaxPooling, Relu, Softmax
from cnnviz.networks.network import make_network
from cnnviz.networks.network_file import Header, Input
from cnnviz.training.learner import Learner

LAYERS = (
    Convolution(name="conv1", maps=3, kernel_size=(3, 3), padding=(1, 1)),
    Relu(name="relu1"),
    MaxPooling(name="pool1", kernel_size=(2, 2), stride=(2, 2)),
    Convolution(name="conv2", maps=5, kernel_size=(2, 2)),
    Flatten(name="flatten"),
    Dense(name="dense1", units=4),
    Softmax(name="softmax"),
)
SHAPE = (2, 8, 8)


def learner_in_the_middle_of_training():
    torch.manual_seed(0)
    learner = Learner(LAYERS, SHAPE, dropout=0.5)
    optimizer = torch.optim.SGD(learner.parameters(), lr=0.5)
    for _ in range(20):
        loss = learner(3 * torch.rand(16, *SHAPE) - 1).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return learner


def test_the_finished_network_answers_like_the_learner_it_was():
    learner = learner_in_the_middle_of_training()
    header = Header(
        format="cnnviz-network",
        version=1,
        name="folded",
        input=Input(shape=SHAPE),
        labels=tuple("abcd"),
        layers=LAYERS,
    )
    network = make_network(header, learner.folded())
    pictures = torch.rand(10, *SHAPE)
    learner.eval()
    with torch.no_grad():
        expected = learner(pictures).softmax(dim=1)
        without_norm = make_network(header, dict(unfolded(learner)))
    answers = torch.from_numpy(network.predict(pictures.numpy()))
    torch.testing.assert_close(answers, expected, atol=1e-5, rtol=1e-4)
    other = torch.from_numpy(without_norm.predict(pictures.numpy()))
    assert not torch.allclose(other, expected, atol=1e-3)


def unfolded(learner):
    for name, step in learner.steps.named_children():
        if isinstance(step, torch.nn.Conv2d | torch.nn.Linear):
            yield from ((f"{name}.{part}", value) for part, value in step.state_dict().items())


def test_what_was_folded_no_longer_changes_with_the_learner():
    learner = learner_in_the_middle_of_training()
    tensors = learner.folded()
    kept = tensors["dense1.weight"].clone()
    with torch.no_grad():
        learner.steps.dense1.weight.zero_()
    assert torch.equal(tensors["dense1.weight"], kept)
