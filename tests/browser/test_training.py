"""The Training page as a person uses it: train, scrub back, compare, use what was learned, stop."""

import re
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.digits_page import draw, wait_until_live
from tests.browser.filters_page import one_page
from tests.browser.live_traffic import settle
from tests.strokes import DIGITS
from tests.visitors import Visitors
from tools.server import Server

TRAINING = "/training?digits=1%2C000&epochs=1"
LENET, PERCEPTRON = (f"{name}, 1,000 digits, 1 epoch" for name in ("LeNet-like", "Perceptron"))
PATIENCE = 120_000  # ms that a training may take on a busy machine
PIXELS = "(canvas) => canvas.toDataURL()"


def press_train(page: Page) -> None:
    page.get_by_role("button", name="Train", exact=True).click()


def train(page: Page, title: str) -> None:
    """Train with the choices as they are, and wait for the result."""
    press_train(page)
    result = page.get_by_role("region", name=title)
    expect(result.get_by_text("trained: step 16, epoch 1.0")).to_be_visible(timeout=PATIENCE)
    settle(page)


def kernel(page: Page, title: str, number: int = 1) -> Any:
    return page.get_by_role("img", name=f"conv1 kernel {number} of {title}", exact=True)


def children(parent: int) -> set[int]:
    """List the processes that a process has started."""
    command = ["ps", "-A", "-o", "pid=,ppid="]
    table = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - no shell
    pairs = (line.split() for line in table.stdout.decode().splitlines())
    return {int(pid) for pid, of in pairs if int(of) == parent}


@pytest.fixture(scope="module")
def visit(visitors: Visitors, server: Server) -> Iterator[Page]:
    """A LeNet-like network that has seen 1,000 digits once, for several tests."""
    with one_page(visitors, server.url, TRAINING, height=1000) as page:
        train(page, f"1: {LENET}")
        yield page


@pytest.fixture
def trained(visit: Page) -> Page:
    """The page with that network, after a reload."""
    visit.goto(TRAINING)
    expect(visit.get_by_role("region", name=f"1: {LENET}")).to_be_visible()
    settle(visit)
    return visit


def test_the_slider_leads_from_the_trained_kernels_back_to_random_ones(trained: Page):
    picture = kernel(trained, f"1: {LENET}")
    learned = picture.evaluate(PIXELS)
    slider = trained.get_by_role("slider", name=f"Step of 1: {LENET}")
    slider.press("Home")
    settle(trained)
    assert slider.get_attribute("aria-valuetext") == "random"
    assert picture.evaluate(PIXELS) != learned
    slider.press("End")
    settle(trained)
    assert picture.evaluate(PIXELS) == learned
    meters = trained.get_by_role("meter")
    shares = [float(bar.get_attribute("aria-valuenow") or 0) for bar in meters.all()]
    assert sum(shares) == pytest.approx(1, abs=1e-4)


def test_another_digit_gives_other_maps_and_answers(trained: Page):
    one = trained.get_by_role("img", name=f"conv1 map 1 of 1: {LENET}", exact=True)
    before = one.evaluate(PIXELS)
    trained.get_by_role("radio", name="Test digit 0").check()
    settle(trained)
    assert one.evaluate(PIXELS) != before


def test_two_trainings_stand_side_by_side_after_a_reload_too(open_page: Callable[..., Page]):
    page = open_page(TRAINING, height=1000)
    train(page, f"1: {LENET}")
    page.get_by_role("radiogroup", name="Network").get_by_role("radio", name="Perceptron").click()
    train(page, f"2: {PERCEPTRON}")
    page.reload()
    page.get_by_role("button", name=f"1: {LENET}").click()
    for title in (f"1: {LENET}", f"2: {PERCEPTRON}"):
        expect(page.get_by_role("region", name=title)).to_be_visible()
    expect(page.get_by_role("meter")).to_have_count(20)
    weights = page.get_by_role("img", name=f"dense1 weights 16 of 2: {PERCEPTRON}")
    expect(weights).to_be_visible()
    ends = page.locator(".training-legend:first-child .legend-high").all_inner_texts()
    assert len(ends) == 2
    assert ends[0] == ends[1]


def test_the_learned_network_reads_drawings_on_digits(trained: Page):
    trained.get_by_role("button", name="Use on Digits").click()
    expect(trained.get_by_label("Drawing pad")).to_be_visible()
    wait_until_live(trained)
    expect(trained.get_by_text(f"Own network “1: {LENET}, step 16”")).to_be_visible()
    expect(trained.get_by_role("button", name="Back to the digits network")).to_be_visible()
    expect(trained.get_by_role("img", name="conv1 map 8", exact=True)).to_be_visible()
    expect(trained.get_by_role("img", name="conv1 map 9", exact=True)).to_have_count(0)
    draw(trained, DIGITS[7])
    trained.get_by_role("link", name="Training").click()
    expect(trained.get_by_role("radio", name="Your drawing from Digits")).to_be_checked()


def test_the_learned_kernels_are_in_the_gallery_of_filters(trained: Page):
    trained.get_by_role("button", name="Kernels to Filters").click()
    choice = trained.get_by_role("radio", name="conv1 8, step 16")
    choice.click()
    expect(choice).to_be_checked()


def test_before_a_training_the_random_network_follows_the_choices(open_page: Callable[..., Page]):
    page = open_page("/training?seed=3&maps=2")
    title = "LeNet-like, {}seed {}: not trained yet"
    before = kernel(page, title.format("2 maps, ", 3)).evaluate(PIXELS)
    expect(page.get_by_role("meter")).to_have_count(10)
    page.get_by_text("Steps", exact=True).click()
    page.get_by_role("spinbutton", name="Seed").fill("4")
    page.keyboard.press("Enter")
    assert kernel(page, title.format("2 maps, ", 4)).evaluate(PIXELS) != before
    page.get_by_role("radio", name="Perceptron").click()
    other = page.get_by_role("region", name=title.replace("LeNet-like", "Perceptron").format("", 4))
    expect(other.get_by_role("img").first).to_be_visible()
    expect(page.get_by_role("region", name="LeNet-like")).to_have_count(0)


def test_a_training_is_stopped_half_way_and_what_it_learned_is_there(
    open_page: Callable[..., Page],
):
    page = open_page("/training?epochs=50")
    page.get_by_text("Layers", exact=True).click()
    page.get_by_text("Steps", exact=True).click()
    expect(page.get_by_role("spinbutton", name="Seed")).to_be_visible()
    press_train(page)
    training = page.get_by_role("region", name="1: LeNet-like")
    expect(page.get_by_role("meter").first).to_be_in_viewport()  # brought there
    expect(training.get_by_text(re.compile(r"^step \d"))).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled(timeout=PATIENCE)
    expect(training.get_by_text(re.compile("^stopped: step"))).to_be_visible()
    expect(training.get_by_role("button", name="Use on Digits")).to_be_visible()


def test_a_training_ends_when_its_tab_is_closed(
    open_page: Callable[..., Page],
    new_page: Callable[..., Page],
    start_server: Callable[..., Server],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("CNNVIZ_TRAININGS_GRACE_SECONDS", "1")
    server = start_server()
    others = children(server.pid)
    page = open_page("/training?epochs=50", server=server)
    press_train(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE)  # it runs
    assert children(server.pid) - others
    page.close()
    watcher = new_page(server.url)  # of somebody else, and blank
    for _ in range(60):
        if not children(server.pid) - others:
            break
        watcher.wait_for_timeout(500)
    assert not children(server.pid) - others
