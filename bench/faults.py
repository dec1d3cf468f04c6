"""How visitors who draw fare while something goes wrong, or somebody misbehaves."""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import Browser
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.apart import run_apart
from bench.browser import wait_for_first_answer
from bench.scenarios import SCENARIOS
from bench.steps import Target
from bench.visitors import Visitor, draw_together, percentile, present
from tools.server import Server

VISITORS = 10
SECONDS = 4.0
NOTHING = "nothing happens"
FIRST_DELAY, LAST_DELAY = 0.25, 4.0  # seconds, see cnnviz/frontend/live/backoff.js
LONGEST_OUTAGE = 60.0
DRAWN_BEFORE = 0.5  # seconds, until a server is killed


@dataclass(frozen=True)
class Beside:
    """How they were answered while something happened.

    Attributes
    ----------
    median, p95, longest : float
        Milliseconds from an event of a pen to its answer.
    steps : int
        How often it happened.
    """

    median: float
    p95: float
    longest: float
    steps: int


@dataclass(frozen=True)
class Faults:
    """All faults of one server.

    Attributes
    ----------
    beside : dict of str to Beside
        By what happened.
    all_back : float
        Seconds from a new server's being ready until the last of the visitors is answered again.
    """

    beside: dict[str, Beside]
    all_back: float


def measure_faults(browser: Browser) -> Faults:
    """Let visitors draw while one thing after another happens.

    Raises
    ------
    RuntimeError
        When one of them gets an error for an answer, or what should happen did not.
    """
    with Server() as server:
        target = Target(server.url, server.pid, _files(browser, server.url))
        return run_apart(_measure(server, target))


def _files(browser: Browser, url: str) -> list[str]:
    """Find out which files a browser that has none yet asks for."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url) if response.ok else None)
    page.goto(f"{url}/digits")
    wait_for_first_answer(page)
    page.close()
    paths = [urlsplit(address).path for address in asked]
    return ["/digits", *(path for path in paths if path.startswith(("/static/", "/cnnviz/")))]


async def _measure(server: Server, target: Target) -> Faults:
    async with present(server.url, VISITORS) as visitors:
        beside = {NOTHING: await _draw_beside(visitors, lambda: 0)}
        for what in SCENARIOS:
            with _scenario(what, target) as steps:
                beside[what] = await _draw_beside(visitors, steps)
        return Faults(beside, await _killed_and_back(server, visitors))


async def _draw_beside(visitors: list[Visitor], steps: Callable[[], int]) -> Beside:
    drawn = await draw_together(visitors, SECONDS)
    median, p95, longest = (percentile(drawn, percent) for percent in (50, 95, 100))
    return Beside(median, p95, longest, steps())


@contextmanager
def _scenario(what: str, target: Target) -> Iterator[Callable[[], int]]:
    """Let something happen in another process; return the function that ends it and counts."""
    command = [sys.executable, "-m", "bench.scenarios", what, msgspec.json.encode(target).decode()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()  # it is ready

        def end() -> int:
            has_failed = process.poll() is not None
            told, _ = process.communicate()
            if has_failed or not int(told):
                raise RuntimeError(f"{what}: this did not happen, it ended with {told!r}")
            return int(told)

        process.stdin.write(b"\n")
        process.stdin.flush()
        yield end


async def _killed_and_back(server: Server, visitors: list[Visitor]) -> float:
    """Kill a server under the hands of those who draw, and start it again."""
    drawing = asyncio.gather(*(_draw_and_come_back(visitor) for visitor in visitors))
    await asyncio.sleep(DRAWN_BEFORE)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.restart)
    ready = time.perf_counter()
    return max(await drawing) - ready


async def _draw_and_come_back(visitor: Visitor) -> float:
    """Draw until the server is gone, connect again as a browser does; return when it answered."""
    with suppress(ConnectionClosed):
        await visitor.draw(LONGEST_OUTAGE)
    for attempt in count():
        await asyncio.sleep(_backoff(attempt, random.random()))  # noqa: S311 - no secret
        with suppress(OSError, InvalidHandshake, ConnectionClosed):
            await visitor.come()
            break
    return time.perf_counter()


def _backoff(attempt: int, share: float) -> float:
    """Return the seconds after which a browser tries again, by its share of chance in [0, 1).

    Examples
    --------
    >>> [_backoff(attempt, 0.0) for attempt in range(6)], _backoff(9, 1.0)
    ([0.125, 0.25, 0.5, 1.0, 2.0, 2.0], 4.0)
    """
    whole: float = min(LAST_DELAY, FIRST_DELAY * 2**attempt)
    return whole * (0.5 + share / 2)
