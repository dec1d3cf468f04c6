"""A picture that somebody uploads never reaches the disk."""

import resource
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser import filters_page as filters
from tests.pictures import encoded
from tools.server import Server

MOST_WRITTEN = 1_000_000  # bytes to any one file


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_an_upload_stays_in_memory(chromium: Browser, start_server: Callable[..., Server]) -> None:
    server = start_server()
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    noise = np.random.default_rng(0).integers(0, 255, (1300, 1300, 3), np.uint8)
    file = encoded(Image.fromarray(noise))
    assert 5_000_000 < len(file) < 8_000_000
    with filters.one_visit(chromium, server.url, filters.UPLOAD) as page:
        filters.upload(page, file)
        expect(page.get_by_text("3 × 512 × 512").first).to_be_visible()
