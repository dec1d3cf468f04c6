"""Find the Chromium that the browser tests and the benchmarks drive."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tools.environment import apt_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a camera that films a moving test picture
    "--use-fake-ui-for-media-stream",
)
MISSING = (
    "No Chromium found. Run `apt-get install chromium` (Debian) or "
    "`.venv/bin/python -m playwright install --with-deps chromium`, or set CHROMIUM to the path "
    "of one."
)


def candidates(
    environ: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    own: str | None = None,
) -> Iterator[Path]:
    """Yield where a Chromium may be, the best place first.

    Parameters
    ----------
    environ : mapping of str to str
        Environment variables; ``CHROMIUM`` names a browser outright.
    which : callable
        Finds a command on the search path, as `shutil.which`.
    own : str or None
        Where Playwright keeps, or would keep, its own Chromium.

    Examples
    --------
    >>> on_path = {"google-chrome": "/usr/bin/google-chrome"}.get
    >>> [str(place) for place in candidates({"CHROMIUM": "/opt/mine"}, on_path)][:2]
    ['/opt/mine', '/usr/bin/google-chrome']
    """
    if environ.get("CHROMIUM"):
        yield Path(environ["CHROMIUM"])
    yield from (Path(found) for name in NAMES if (found := which(name)))
    yield from map(Path, MAC_APPS)
    if own:
        yield Path(own)


def starts(browser: Path) -> bool:
    """Tell whether a browser is there and starts (Ubuntu's stub for a snap does not)."""
    try:
        version = subprocess.run(  # noqa: S603 - a browser found on this machine, no shell
            [browser, "--version"], capture_output=True, timeout=60, check=False
        )
    except OSError:
        return False
    return version.returncode == 0


def find_chromium(own: str | None = None, works: Callable[[Path], bool] = starts) -> Path:
    """Return the first Chromium that starts: a system one, else Playwright's own.

    Parameters
    ----------
    own : str or None
        Where Playwright keeps its own Chromium (``playwright.chromium.executable_path``).
    works : callable
        Says whether the browser at a path starts.

    Raises
    ------
    FileNotFoundError
        If there is none; the message says what to run.
    """
    for browser in candidates(os.environ, own=own):
        if works(browser):
            return browser
    raise FileNotFoundError(MISSING)


def install() -> None:
    """Install a Chromium: the system's package where we may, else Playwright's own."""
    as_root = os.geteuid() == 0
    installed = as_root and bool(shutil.which("apt-get")) and apt_install("chromium")
    if installed and any(starts(browser) for browser in candidates(os.environ)):
        return
    dependencies = ["--with-deps"] if as_root else []
    print("Installing Playwright's Chromium …", flush=True)
    playwright = [sys.executable, "-m", "playwright", "install", "--no-shell", *dependencies]
    subprocess.call([*playwright, "chromium"])  # noqa: S603 - no shell


def main() -> None:
    """Print the path of the Chromium to use, installing one if need be, or say what to run."""
    from playwright.sync_api import sync_playwright  # `find_chromium` is used without it too

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    try:
        find_chromium(own)
    except FileNotFoundError:
        install()
    try:
        print(find_chromium(own))
    except FileNotFoundError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
