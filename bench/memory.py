"""The server's memory: at rest, in use, and for each visitor who just has the page open."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import visit
from bench.pen import draw_stroke
from tools.server import Server

VISITORS = 20
SETTLE_MS = 2000


@dataclass(frozen=True)
class Memory:
    """Resident memory of the server process, in MB (10⁶ bytes).

    Attributes
    ----------
    after_start : float
        Ready, the network loaded, nobody there.
    after_use : float
        After somebody has drawn.
    per_visitor : float
        More for each further visitor whose page is open.
    """

    after_start: float
    after_use: float
    per_visitor: float


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) * 1024 / 1e6
    asked = subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)])  # noqa: S607 - the system's own
    return int(asked) * 1024 / 1e6


def resident_in_all(pid: int) -> float:
    """Return the memory in MB of a process and of those it has started.

    Of these only what is theirs alone is added: the libraries that they share with it are in its
    own memory already. Where there is no Linux they are left out.
    """
    children = Path(f"/proc/{pid}/task").glob("*/children")
    started = [int(child) for listed in children for child in listed.read_text().split()]
    return resident(pid) + sum(_private(child) for child in started)


def _private(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return kilobytes * 1024 / 1e6


def measure_memory(browser: Browser) -> Memory:
    """Start a server, use it, then let visitors come and stay."""
    with Server() as server:
        first = browser.new_page()
        first.wait_for_timeout(2 * SETTLE_MS)
        after_start = resident(server.pid)
        user = visit(browser, f"{server.url}/digits")
        draw_stroke(user, 1)
        user.wait_for_timeout(SETTLE_MS)
        after_use = resident(server.pid)
        pages = [visit(browser, f"{server.url}/digits") for _ in range(VISITORS)]
        user.wait_for_timeout(SETTLE_MS)
        per_visitor = (resident(server.pid) - after_use) / VISITORS
        for page in [first, user, *pages]:
            page.context.close()
    return Memory(after_start, after_use, per_visitor)
