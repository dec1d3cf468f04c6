"""The Filters view, before an engine that the test plays."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.frontend.fake_filters import FakeEngine
from tests.frontend.filters.hands import GRID, Open, link, mount


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def open_view(new_page: Callable[..., Page], frontend_url: str, engine: FakeEngine) -> Open:
    """Open the view with its first exact maps painted: ``open_view(picture, stage())``."""

    def open_one(
        picture: np.ndarray = GRID, *stages: dict[str, Any], theme: str = "light", **options: Any
    ) -> Page:
        page = new_page(frontend_url, theme=theme, kept_for="a fake engine", **options)
        engine.serve(page)
        page.goto(link(*stages) if stages else "/")
        mount(page, picture, theme)
        return page

    return open_one
