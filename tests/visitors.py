"""Pages in Chromium for one test after another.

A browser context is a visitor with cookies and storage of their own. To make one takes longer than
most tests do, and so does a page, with a process for it. They are emptied and kept for the next
test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

IDLE_AT_MOST = 6  # visitors who are kept; each has a window
EMPTY = "/_stcore/health"  # every server has a document there, without anything on it
STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"  # and of the session
# What a page's security policy stops, it may do silently.
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.effectiveDirective} stops ${event.blockedURI}`));"""


@dataclass
class Visitor:
    """A context for pages of one address, with the page that is used again and again.

    Attributes
    ----------
    base_url : str
        Where relative addresses begin.
    kind : dict
        What the context was made with, and what stays on its page.
    context : BrowserContext
        Cookies, storage and permissions.
    page : Page
        Empty whenever nobody uses it.
    devtools : CDPSession
        For what Playwright has no words for.
    """

    base_url: str
    kind: dict[str, Any]
    context: BrowserContext
    page: Page
    devtools: CDPSession

    def leave(self) -> bool:
        """Forget everything, and tell whether that was possible."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        try:
            self.page.mouse.up()
            self.page.goto(self.base_url + EMPTY)
        except Error:  # somebody closed it, or the server is gone
            return False
        self.page.mouse.move(0, 0)
        self.context.clear_permissions()
        stored = {"origin": self.base_url, "storageTypes": STORED}
        self.devtools.send("Storage.clearDataForOrigin", stored)
        self.devtools.send("Page.resetNavigationHistory")
        return True


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
        """Return the function that opens pages; they are left in the end."""
        present: list[tuple[Visitor, bool]] = []

        def invite(
            base_url: str,
            *,
            width: int = 1280,
            height: int = 800,
            theme: str = "light",
            reduced_motion: str = "no-preference",
            alone: bool = False,
            **kind: Any,
        ) -> Page:
            visitor = self._new(base_url, kind) if alone else self._take(base_url, kind)
            present.append((visitor, alone))
            size = {"width": width, "height": height}
            if visitor.page.viewport_size != size:
                visitor.page.set_viewport_size(size)
            visitor.page.emulate_media(color_scheme=theme, reduced_motion=reduced_motion)
            return visitor.page

        yield invite
        for visitor, alone in present:
            if not alone and visitor.leave():
                self._idle.append(visitor)
            else:
                visitor.context.close()
        while len(self._idle) > IDLE_AT_MOST:
            self._idle.pop(0).context.close()

    def _take(self, base_url: str, kind: dict[str, Any]) -> Visitor:
        for visitor in reversed(self._idle):
            if (visitor.base_url, visitor.kind) == (base_url, kind):
                self._idle.remove(visitor)
                return visitor
        return self._new(base_url, kind)

    def _new(self, base_url: str, kind: dict[str, Any]) -> Visitor:
        options = {name: value for name, value in kind.items() if name != "kept_for"}
        context = self._browser.new_context(base_url=base_url, **options)
        context.add_init_script(TELL_VIOLATIONS)
        page = context.new_page()
        page.goto(base_url + EMPTY)
        return Visitor(base_url, kind, context, page, context.new_cdp_session(page))
