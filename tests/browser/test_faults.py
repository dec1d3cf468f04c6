"""A server killed while it trains, clocks that jump, and two tabs of one visitor."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser.digits_page import draw, meters, wait_until_live
from tests.browser.live_traffic import SERVER_GONE, settle, watch
from tests.browser.test_training import PATIENCE, press_train
from tests.disturbances import jumping_clock
from tests.strokes import DIGITS
from tools.server import Server


def second_tab(page: Page, path: str) -> Page:
    """Open another tab of the same visitor."""
    tab = page.context.new_page()
    watch(tab)
    tab.goto(urljoin(page.url, path))
    return tab


def test_a_server_killed_in_the_middle_of_a_training_is_started_again(
    start_server: Callable[..., Server], open_page: Callable[..., Page], complaints: Any
):
    complaints.allow(SERVER_GONE)
    server = start_server()
    page = open_page("/training?epochs=50&network=VGG-like", server=server)
    press_train(page)
    expect(page.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("images per second")).to_be_visible(timeout=PATIENCE)
    server.kill()
    server.restart()
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled(timeout=PATIENCE)
    expect(page.get_by_role("radio", name="VGG-like")).to_be_checked()
    assert "epochs=50" in page.url
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="What you trained is gone")).to_be_visible()
    press_train(page)
    expect(page.get_by_text("images per second")).to_be_visible(timeout=PATIENCE)
    assert "Traceback" not in server.log()


def test_clocks_that_jump_change_nothing(
    start_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path
):
    server = start_server(environment=jumping_clock(tmp_path))
    page = open_page("/digits", server=server, alone=True)
    wait_until_live(page)
    draw(page, DIGITS[7])
    seven = meters(page)
    for year in (2040, 2001):
        page.clock.set_system_time(datetime(year, 1, 1))
        draw(page, DIGITS[0])
        assert meters(page) != seven
        page.get_by_role("button", name="Undo").click()
        settle(page)
        assert meters(page) == seven
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
    assert "Traceback" not in server.log()


def test_two_tabs_of_one_visitor_have_drawings_apart(open_page: Callable[..., Page]):
    first = open_page("/digits", alone=True)
    wait_until_live(first)
    draw(first, DIGITS[7])
    seven = meters(first)
    second = second_tab(first, "/digits")
    wait_until_live(second)
    draw(second, DIGITS[0])
    settle(first)
    assert meters(first) == seven != meters(second)


def test_two_tabs_of_one_visitor_have_one_training(open_page: Callable[..., Page]):
    first = open_page("/training?epochs=50", alone=True)
    second = second_tab(first, "/training")
    expect(second.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    press_train(first)
    for tab in (first, second):
        expect(tab.get_by_role("button", name="Pause")).to_be_visible(timeout=PATIENCE)
        expect(tab.get_by_role("button", name="Train", exact=True)).to_be_disabled()
    second.get_by_role("button", name="Pause").click()
    for tab in (second, first):
        expect(tab.get_by_role("button", name="Resume")).to_be_visible(timeout=PATIENCE)
    first.get_by_role("button", name="Stop").click()
    for tab in (first, second):
        expect(tab.get_by_role("button", name="Train", exact=True)).to_be_enabled(timeout=PATIENCE)
