"""Fixtures for every test: the real app in a process of its own, and a real Chromium."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import hypothesis
import pytest
import torch
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.visitors import Visitors
from tools.chromium import FLAGS, find_chromium
from tools.server import Server

torch.set_num_threads(1)  # as the server does; more threads only fight each other
hypothesis.settings.register_profile("untimed", deadline=None)  # examples wait for a busy machine
hypothesis.settings.load_profile("untimed")
expect.set_options(timeout=20_000)  # on a busy machine, too; what is there is seen at once


# Each window would load two pages of its own for the address bar, which nobody sees here. Of two
# lists Chromium takes the last: those that Playwright switches off and that matter here are in it.
SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("MediaRouter", "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning"),
)
SERVERS = {"server", "start_server"}  # fixtures that start the app


@pytest.hookimpl(tryfirst=True)  # before tests are selected by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures, and run browser tests last.

    Playwright keeps an event loop, which forbids `asyncio.run`.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "chromium" in fixtures:
            item.add_marker("browser")
        elif fixtures & SERVERS:
            item.add_marker("slow")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app, served for the whole run; `server.url` is its address."""
    with Server() as running:
        yield running


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Start servers for one test: ``start_server(base_path="lab", port=…)``, stopped after it.

    Each has `url`, `pid`, `kill()`, `stop()`, `restart()` and `log()`.
    """
    with ExitStack() as running:
        yield lambda **options: running.enter_context(Server(**options))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the system's, else Playwright's own."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        flags = [*FLAGS, f"--disable-features={','.join(SWITCHED_OFF)}"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


class Complaints:
    """What the pages of one test wrote as errors to the console, or threw; none is expected."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._allowed = [r"404 .*/favicon\.ico"]  # which a browser seeks for an empty page

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:
        """Collect the errors of a page, which somebody else may use afterwards."""
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)
        yield
        page.remove_listener("console", self._on_console)
        page.remove_listener("pageerror", self._on_error)

    def _on_error(self, error: Error) -> None:
        self._said.append(f"uncaught: {error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._said.append(f"{message.text} ({message.location.get('url', '')})")

    def allow(self, pattern: str) -> None:
        """Expect errors that match a regular expression, such as those of a server gone."""
        self._allowed.append(pattern)

    def unexpected(self) -> list[str]:
        """Return the errors that no allowed pattern matches."""
        return [said for said in self._said if not any(re.search(p, said) for p in self._allowed)]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fail the test when one of its pages complains in the console."""
    complaints = Complaints()
    yield complaints
    assert not complaints.unexpected(), "\n".join(complaints.unexpected())


@pytest.fixture(scope="session")
def visitors(chromium: Browser) -> Visitors:
    """Whoever opens pages, for the whole run."""
    return Visitors(chromium)


@pytest.fixture
def new_page(visitors: Visitors, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """Open empty pages: ``new_page(base_url, width=1280, height=800, theme="light")``.

    Each page is a visitor of its own. Further keywords, such as ``has_touch=True``, go to
    Playwright's `Browser.new_context`; ``alone=True`` gives a page a context that no other test
    uses, for what would stay, such as a clock that is set; ``kept_for="…"`` keeps it for pages of
    the same purpose, such as those whose sockets are always caught.
    """
    with ExitStack() as watching, visitors.invited() as invite:

        def open_one(base_url: str, *, touch: bool = False, **options: Any) -> Page:
            page = invite(base_url, **options, **({"has_touch": True} if touch else {}))
            watching.enter_context(complaints.watching(page))
            return page

        yield open_one
