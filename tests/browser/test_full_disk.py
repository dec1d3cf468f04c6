"""A server that can't write a single byte, not even to its log, serves all the same."""

import urllib.request
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cnnviz.server.metrics_off import METRICS_PATH
from tests.browser import filters_page as filters
from tests.disturbances import FullDisk
from tests.pictures import encoded
from tests.visitors import Visitors
from tools.server import Server


def test_a_full_disk_keeps_nobody_from_anything(
    visitors: Visitors, start_server: Callable[..., Server], tmp_path: Path
):
    disk = FullDisk(tmp_path)
    quiet = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true", "CNNVIZ_METRICS": "1"}
    server = start_server(environment=disk.environment | quiet)
    address = server.url.replace("http", "ws", 1) + "/live"
    with pytest.raises(InvalidStatus), connect(address, origin="https://evil.example"):
        pass  # of which the server would write
    noise = np.random.default_rng(0).integers(0, 255, (1300, 1300, 3), np.uint8)
    file = encoded(Image.fromarray(noise))
    assert 5_000_000 < len(file) < 8_000_000
    path = filters.link(filters.UPLOAD, flip=True)
    with filters.one_visit(visitors, server.url, path) as page:
        filters.upload(page, file)
        expect(page.get_by_text("3 × 512 × 512").first).to_be_visible()
        filters.upload(page, b"no picture", "b.png")
        expect(page.get_by_text("the file must be a PNG").first).to_be_visible()
        expect(page.get_by_text("3 × 512 × 512").first).to_be_visible()
    with urllib.request.urlopen(server.url + METRICS_PATH) as answer:  # noqa: S310 - http://127.0.0.1
        assert b"cnnviz_answers_total" in answer.read()
    assert server.log() == ""
    assert disk.was_full()
