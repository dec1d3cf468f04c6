"""Training: its speed beside a bare loop, what it learns, and what others notice of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event as Flag

import torch
from playwright.sync_api import Browser
from torch import nn

from bench.browser import visit
from bench.pace import Pace
from bench.pen import measure_pen
from cnnviz.images.datasets import load_mnist
from cnnviz.training.choices import Choices
from cnnviz.training.events import Event, Finished, Stepped
from cnnviz.training.process import TrainingProcess
from cnnviz.training.run import run

ROUNDS = 3
FEW = Choices(digits=100, epochs=30, batch_size=10)
SHIFTED_BY = 3  # pixels at which networks are compared


@dataclass(frozen=True)
class Speed:
    """Images per second, and how ours compares.

    Attributes
    ----------
    ours, bare : float
        Medians of three rounds, taken in turns.
    share : float
        Median of ours / bare within a round.
    """

    ours: float
    bare: float
    share: float


@dataclass(frozen=True)
class Borne:
    """Shares of right answers in [0, 1]: as they are, moved, and with shuffled pixels."""

    plain: float
    moved: float
    shuffled: float


def measure_speed() -> Speed:
    """Train as by default, with everything that is told on the way and without."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        rounds = [(_ours(), _bare()) for _ in range(ROUNDS)]
    finally:
        torch.set_num_threads(before)
    ours, bare = zip(*rounds, strict=True)
    return Speed(
        ours=statistics.median(ours),
        bare=statistics.median(bare),
        share=statistics.median(mine / plain for mine, plain in rounds),
    )


def _ours() -> float:
    """Return images per second of a run, its checkpoints and their evaluation among them."""
    told = [event for event in run(Choices()) if isinstance(event, Stepped)]
    return told[-1].images_per_second


def _bare() -> float:
    """Return images per second of the same training as anybody would write it, without a word."""
    choices = Choices()
    images, labels = load_mnist("train")
    pictures = torch.from_numpy(images[:, None]).float() / 255
    answers = torch.from_numpy(labels)
    torch.manual_seed(0)
    network = nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10),
    ).to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # fmt: skip # torch's gap
    optimizer = torch.optim.Adam(network.parameters(), choices.learning_rate)
    loss_of = nn.CrossEntropyLoss()
    start = time.perf_counter()
    for _ in range(choices.epochs):
        for chosen in torch.split(torch.randperm(len(pictures)), choices.batch_size):
            optimizer.zero_grad()
            loss_of(network(pictures[chosen]), answers[chosen]).backward()
            optimizer.step()
    return choices.epochs * len(pictures) / (time.perf_counter() - start)


def measure_default() -> tuple[float, float]:
    """Train as the page does when nothing is chosen.

    Returns
    -------
    accuracy : float in [0, 1]
        On the 10,000 test digits.
    seconds : float
        From pressing the button to the last measure, the start of the process among it.
    """
    ended = Flag()
    events: list[Event] = []
    start = time.perf_counter()
    TrainingProcess(Choices(), events.append, ended.set)
    ended.wait()
    return _finished(events[-1]).test.accuracy, time.perf_counter() - start


def measure_few() -> float:
    """Return how much more of its 100 training digits a network reads than of the test digits."""
    *_, last = run(FEW)
    return _finished(last).train.accuracy - _finished(last).test.accuracy


def measure_borne(network: str) -> Borne:
    """Train a network on digits, and once more on digits with shuffled pixels."""
    plain, shuffled = (
        _finished(list(run(Choices(network=network, shuffle_pixels=is_shuffled)))[-1])  # type: ignore[arg-type] # one of its words
        for is_shuffled in (False, True)
    )
    return Borne(plain.test.accuracy, plain.shifted[SHIFTED_BY], shuffled.test.accuracy)


def measure_pen_beside(browser: Browser, url: str, *, watched: bool) -> Pace:
    """Draw on the Digits page while another visitor's longest training runs.

    Parameters
    ----------
    browser : Browser
    url : str
    watched : bool
        Whether that visitor looks at its charts, which this machine draws as well.
    """
    with training(browser, url, watched=watched):
        page = visit(browser, f"{url}/digits")
        pace = measure_pen(page)
        page.context.close()
    return pace


@contextmanager
def training(browser: Browser, url: str, *, watched: bool = False) -> Iterator[None]:
    """Let a visitor's longest training run meanwhile; `watched` as `measure_pen_beside` has it."""
    page = browser.new_context().new_page()
    page.goto(f"{url}/training?network=VGG-like&epochs=50")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("images per second").wait_for(timeout=60_000)
    if not watched:
        page.get_by_role("link", name="Digits").first.click()
        page.get_by_label("Drawing pad").wait_for()
    yield
    if not watched:
        page.get_by_role("link", name="Training").first.click()
    page.get_by_text("images per second").wait_for()  # it still runs
    page.context.close()


def _finished(event: Event) -> Finished:
    if not isinstance(event, Finished):
        raise TypeError(f"the training must finish, got {event!r}")
    return event
