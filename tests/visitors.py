"""Pages in Chromium for one test after another.

A browser context is a visitor with cookies and storage of their own. To make one takes longer than
most tests do, so those without special wishes are emptied and kept for the next test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

IDLE_AT_MOST = 4  # contexts that are kept; each is a window
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"


@dataclass(frozen=True)
class Visitor:
    """A context for pages of one address; its first page stays blank, so that it has a window."""

    base_url: str
    context: BrowserContext

    def leave(self) -> None:
        """Close the pages and forget everything."""
        window, *pages = self.context.pages
        for page in pages:
            page.close()
        self.context.clear_permissions()
        devtools = self.context.new_cdp_session(window)
        stored = {"origin": self.base_url, "storageTypes": STORED}
        devtools.send("Storage.clearDataForOrigin", stored)
        devtools.detach()


class Visitors:
    """Opens pages, each one a visitor of its own.

    Parameters
    ----------
    browser : Browser
        Where the pages are opened.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Visitor] = []  # the latest last

    @contextmanager
    def invited(self) -> Iterator[Callable[..., Page]]:
        """Give the function that opens pages; they are closed in the end."""
        regular: list[Visitor] = []
        special: list[BrowserContext] = []

        def invite(
            base_url: str,
            *,
            width: int = 1280,
            height: int = 800,
            theme: str = "light",
            alone: bool = False,
            **options: Any,
        ) -> Page:
            if alone or options:
                context = self._browser.new_context(base_url=base_url, **options)
                special.append(context)
            else:
                regular.append(self._take(base_url))
                context = regular[-1].context
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=theme)
            return page

        yield invite
        for context in special:
            context.close()
        for visitor in regular:
            visitor.leave()
        self._idle += regular
        while len(self._idle) > IDLE_AT_MOST:
            self._idle.pop(0).context.close()

    def _take(self, base_url: str) -> Visitor:
        for visitor in reversed(self._idle):
            if visitor.base_url == base_url:
                self._idle.remove(visitor)
                return visitor
        context = self._browser.new_context(base_url=base_url)
        context.new_page()
        return Visitor(base_url, context)
