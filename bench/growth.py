"""What is left of many visits: they come, draw and go, and the server must be as it was.

A visit is what a browser does on the Digits page: Streamlit's session and the live connection
beside it, both closed in the end.
"""

import asyncio
import os
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import connect

from bench.apart import run_apart
from bench.memory import resident
from bench.pen import EVENTS_PER_STROKE
from bench.streamlit_page import StreamlitPage
from bench.visitors import answer, live_address, readings
from cnnviz.server.metrics_off import METRICS_PATH
from tools.server import Server

VISITS = 1000
SETTLED_IN = 100  # visits, after which a server has all that it needs
AT_ONCE = 8
AT_ONCE_FIRST = 24  # so that pools of threads are then as large as they become
DRAWINGS = 5
LONGEST = 240.0  # seconds, after which nobody comes any more
GONE_WITHIN = 20.0  # seconds that the server may take to notice that all have left
LOOKS = 20  # after that: what is there in some of them only, such as our own question, is going
LOOK_EACH = 0.1
WATCHING = 3  # threads that Streamlit may add by and by, of 4 that watch its configuration


@dataclass(frozen=True)
class Held:
    """What a server process holds while nobody is there.

    Attributes
    ----------
    memory : float
        Resident, in MB (10⁶ bytes).
    threads, tasks, files, sockets : int
        Tasks are those of its event loop; sockets are counted among the files, too. What belongs
        to the pages in `kept` is left out.
    kept : int
        Streamlit's sessions of visitors who may come back: for two minutes, 128 at most. Each has
        an event loop, with three files of which two are sockets.
    """

    memory: float
    threads: int
    tasks: int
    files: int
    sockets: int
    kept: int


@dataclass(frozen=True)
class Growth:
    """A server after the first visits, and after all of them.

    Attributes
    ----------
    visits : int
        Fewer than were asked for when they took too long.
    seconds : float
        That all visits took.
    early, late : Held
    """

    visits: int
    seconds: float
    early: Held
    late: Held


def measure_growth(visits: int = VISITS, settled_in: int = SETTLED_IN) -> Growth:
    """Let visitors come to a new server, a few at once, and go.

    Parameters
    ----------
    visits : int
    settled_in : int
        After how many of them the server is looked at first.

    Raises
    ------
    RuntimeError
        When an answer is an error, or connections stay open that nobody holds.
    """
    with Server(environment={"CNNVIZ_METRICS": "1"}) as server:
        begun = time.monotonic()
        run_apart(_come_and_go(server, settled_in, AT_ONCE_FIRST, begun + LONGEST))
        early = _held(server)
        more = run_apart(_come_and_go(server, visits - settled_in, AT_ONCE, begun + LONGEST))
        seconds = time.monotonic() - begun
        return Growth(settled_in + more, seconds, early, _held(server))


async def _come_and_go(server: Server, visits: int, at_once: int, until: float) -> int:
    """Let so many come, a few at once, as long as there is time; return how many came."""
    waiting = iter(range(visits))
    came = 0

    async def visitors() -> None:
        nonlocal came
        for _ in waiting:
            if time.monotonic() > until:
                return
            await visit_and_leave(server.url)
            came += 1

    async with asyncio.TaskGroup() as tasks:
        for _ in range(at_once):
            tasks.create_task(visitors())
    return came


async def visit_and_leave(url: str) -> None:
    """Open the Digits page, draw a little, and leave."""
    messages = few_readings()
    async with StreamlitPage(url, "digits"), connect(live_address(url), max_size=None) as live:
        for message in messages:
            await live.send(message)
            await answer(live, "reading")


@cache
def few_readings() -> list[bytes]:
    """Lay out what a short visit draws."""
    return readings()[:: EVENTS_PER_STROKE // DRAWINGS][:DRAWINGS]


def _held(server: Server) -> Held:
    """Look at a server when it has noticed that nobody is there; return the least of some looks."""
    until = time.monotonic() + GONE_WITHIN
    while left := _metrics(server)["cnnviz_connections"]:
        if time.monotonic() > until:
            raise RuntimeError(f"{left:.0f} connections stayed open")
        time.sleep(LOOK_EACH)
    looks = [_look(server) for _ in range(LOOKS)]
    return Held(
        **{field.name: min(getattr(look, field.name) for look in looks) for field in fields(Held)}
    )


def _look(server: Server) -> Held:
    time.sleep(LOOK_EACH)
    process = Path(f"/proc/{server.pid}")
    files = _open_files(process / "fd")
    kept = sum("[eventpoll]" in file for file in files) - 1  # that of the server itself
    return Held(
        memory=resident(server.pid),
        threads=len(list((process / "task").iterdir())),
        tasks=int(_metrics(server)["cnnviz_tasks"]),
        files=len(files) - 3 * kept,
        sockets=sum(file.startswith("socket:") for file in files) - 2 * kept,
        kept=kept,
    )


def _open_files(folder: Path) -> list[str]:
    """List what is open, such as "socket:[123]"; what is closed meanwhile is left out."""
    files = []
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            files.append(os.readlink(file))
    return files


def _metrics(server: Server) -> dict[str, float]:
    with urllib.request.urlopen(server.url + METRICS_PATH, timeout=GONE_WITHIN) as told:  # noqa: S310 - always http
        families = text_string_to_metric_families(told.read().decode())
    return {sample.name: sample.value for family in families for sample in family.samples}
