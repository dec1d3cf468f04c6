"""What the server keeps of visitors who are gone: nothing. Who comes back after all finds all."""

import re
import urllib.request
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page, WebSocketRoute, expect

from cnnviz.images.datasets import load_mnist
from tests.browser import photos_page as photos
from tests.browser.digits_page import meters, wait_until_live
from tests.browser.filters_page import UPLOAD, pixels, upload
from tests.browser.live_traffic import SETTLED, settle, watch
from tests.pictures import encoded, photograph
from tools.server import Server

DIGIT = "/digits?source=Picture"


class Wifi:
    """All that pages have to do with the server, as long as it isn't cut."""

    def __init__(self) -> None:
        self._is_cut = False
        self._ends: list[WebSocketRoute] = []

    def join(self, page: Page) -> None:
        page.route_web_socket(re.compile("/(live|stream)"), self._connect)

    def _connect(self, page_end: WebSocketRoute) -> None:
        if self._is_cut:
            page_end.close()
        else:
            self._ends += [page_end.connect_to_server(), page_end]

    def cut(self) -> None:
        self._is_cut = True
        for end in self._ends:
            end.close()

    def mend(self) -> None:
        self._ends, self._is_cut = [], False


def held_by_streamlit(server: Server) -> int:
    """Count the bytes of files that Streamlit keeps, however they came to it."""
    with urllib.request.urlopen(f"{server.url}/_stcore/metrics") as answer:  # noqa: S310 - http
        told = answer.read().decode()
    assert "active_sessions" in told
    return sum(map(int, re.findall(r'"UploadedFileManager".*} (\d+)', told)))


def test_no_file_is_kept_for_a_tab_and_one_that_was_only_cut_off_has_lost_nothing(
    start_server: Callable[..., Server], new_page: Callable[..., Page], complaints: Any
):
    complaints.allow(r"404 .*/_stcore/|WebSocket|server (endpoint|is not)|when disconnected")
    server = start_server()
    wifi = Wifi()

    def give(path: str, file: bytes) -> Page:
        page = new_page(server.url)
        wifi.join(page)
        watch(page)
        page.goto(server.url + path)
        page.wait_for_selector(SETTLED)
        upload(page, file)
        return page

    noise = np.random.default_rng(0).integers(0, 255, (30, 40, 3), np.uint8)
    colors, no_photo = encoded(Image.fromarray(noise)), b"no photo" * 20
    digit = photograph(load_mnist("test")[0][3], seed=3)
    filters = give(UPLOAD, colors)
    expect(filters.get_by_text("3 × 30 × 40")).to_be_visible()
    digits = give(DIGIT, digit)
    expect(digits.get_by_text("Found in your picture")).to_be_visible()
    closed = give(photos.UPLOAD, no_photo)
    expect(closed.get_by_role("alert").filter(has_text="file must be a PNG")).to_be_visible()
    for page in (filters, digits):
        settle(page)
    picture, read = pixels(filters), meters(digits)
    assert held_by_streamlit(server) == 0
    closed.close()
    wifi.cut()
    for page in (filters, digits):
        expect(page.get_by_text("Reconnecting").first).to_be_visible(timeout=15_000)
    wifi.mend()
    for page in (filters, digits):
        expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=30_000)
        page.wait_for_selector(SETTLED)
        wait_until_live(page)
        settle(page)
    np.testing.assert_array_equal(pixels(filters), picture)
    assert meters(digits) == read
    filters.get_by_role("radio", name="Grey").click()
    expect(filters.get_by_text("1 × 30 × 40")).to_be_visible()
