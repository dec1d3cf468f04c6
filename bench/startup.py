"""From `make run` on a prepared machine to a page that can be used."""

import os
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.browser import visit
from cnnviz.server.listening import answers
from tools.server import ROOT, free_port

RUNS = 3
POLL_SECONDS = 0.01
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Startup:
    """Seconds of one start.

    Attributes
    ----------
    server : float
        From the start of the command until the server answers.
    browser : float
        From opening the address, in a browser without a cache, until the view has painted.
    """

    server: float
    browser: float

    @property
    def total(self) -> float:
        """Seconds from the command to the first page that can be used."""
        return self.server + self.browser


def measure_startup(browser: Browser) -> Startup:
    """Start the app several times and return the run of median total time."""
    runs = sorted((start_once(browser) for _ in range(RUNS)), key=lambda run: run.total)
    return runs[statistics.median_low(range(RUNS))]


def start_once(browser: Browser) -> Startup:
    """Start the app as a person does, open the Digits page, and stop the app."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    # make in make would take the outer one's options and report to it
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--silent", "run", f"PORT={port}", "ADDRESS=127.0.0.1"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not answers(url):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE_SECONDS:
                raise RuntimeError(f"`make run` ended with {process.poll()} before it answered")
            time.sleep(POLL_SECONDS)
        served = time.perf_counter()
        page = visit(browser, f"{url}/digits")
        usable = time.perf_counter()
        page.context.close()
    finally:
        os.killpg(process.pid, signal.SIGINT)  # Ctrl-C for make and the server, as in a terminal
        process.wait()
    return Startup(server=served - started, browser=usable - served)
