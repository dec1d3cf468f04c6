"""What is deferred is done once: with something else, or after a while, or not at all."""

from typing import Any

from playwright.sync_api import Page

SETUP = """
  const { defer } = await import('/ui/deferred.js');
  let done = 0;
  const later = (mostMs) => defer(() => { done += 1; }, mostMs);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
"""


def run(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {SETUP} {script} }}")


def test_it_is_done_once_when_the_other_thing_comes(module_page: Page) -> None:
    script = """
        const action = later(1e6);
        action.schedule();
        action.schedule();
        const before = done;
        action.flush();
        action.flush();
        return [before, done];
    """
    assert run(module_page, script) == [0, 1]


def test_it_is_done_by_itself_when_nothing_comes(module_page: Page) -> None:
    script = """
        const action = later(1);
        action.schedule();
        while (!done) await pause(1);
        action.flush();
        return done;
    """
    assert run(module_page, script) == 1


def test_what_is_dropped_is_never_done(module_page: Page) -> None:
    script = """
        const action = later(1);
        action.schedule();
        action.cancel();
        action.flush();
        await pause(20);
        return done;
    """
    assert run(module_page, script) == 0
