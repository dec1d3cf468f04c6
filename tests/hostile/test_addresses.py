"""Addresses that somebody changed by hand: each page is drawn, and nothing is thrown."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.slow

HTML = "<img src=x onerror=alert(1)>"
VALUES = ("", HTML, "\x00\x1b[2J\u202e", "a" * 5_000, "-1", "1e400", "NaN", "9" * 400, "[1,2]")
PARAMETERS = {
    "filters": ("picture-from", "channels", "sample", "numbers", "grid"),
    "digits": ("source", "digit"),
    "photos": ("photo-from", "photo"),
    "training": (
        *("network", "digits", "maps", "kernel_size", "pooling", "activation", "optimizer"),
        *("learning_rate", "batch_size", "epochs", "seed", "dropout", "shift", "shuffle_pixels"),
        "compared",
    ),
}
SOURCES = {"grid": {"picture-from": "Numbers"}, "numbers": {"picture-from": "Numbers"}}
SOURCES |= {"digit": {"source": "Test digit"}}


def draw_filters() -> None:
    from cnnviz.pages.filters import show

    show()


def draw_digits() -> None:
    from cnnviz.pages.digits import show

    show()


def draw_photos() -> None:
    from cnnviz.pages.photos import show

    show()


def draw_training() -> None:
    from cnnviz.pages.training import show

    show()


PAGES = {
    "filters": draw_filters,
    "digits": draw_digits,
    "photos": draw_photos,
    "training": draw_training,
}


@pytest.mark.parametrize(
    ("page", "name"), [(page, name) for page, names in PARAMETERS.items() for name in names]
)
def test_a_page_is_drawn_whatever_its_address_says(page: str, name: str):
    draw: Callable[[], None] = PAGES[page]
    for value in VALUES:
        app = AppTest.from_function(draw, default_timeout=60)
        for other, needed in SOURCES.get(name, {}).items():
            app.query_params[other] = needed
        app.query_params[name] = value
        app.run()
        assert not app.exception, value
        assert not app.error, value


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_drawn_when_all_of_its_address_is_wrong(page: str):
    for value in (HTML, "9" * 400, "\x00"):
        app = AppTest.from_function(PAGES[page], default_timeout=60)
        for name in (*PARAMETERS[page], HTML):
            app.query_params[name] = [value, value]
        app.run()
        assert not app.exception, value
