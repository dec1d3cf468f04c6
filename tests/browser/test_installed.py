"""The wheel in an environment of its own, far from this folder: Python, the command, the pages.

Only cnnviz is installed there; what it needs is taken from the environment that runs the tests.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

import cnnviz
from tests.browser.digits_page import draw, top_guess, wait_until_live
from tests.strokes import DIGITS
from tools.server import ROOT, Server

pytestmark = pytest.mark.slow

PIP = (sys.executable, "-m", "pip", "--quiet")
NOT_SHIPPED = ("__pycache__", "pictures")


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and an empty folder to work in."""

    wheel: Path
    python: Path
    folder: Path

    def run(self, *command: str) -> str:
        """Run a script of the environment in the folder, and return what it prints."""
        done = subprocess.run(  # noqa: S603 - no shell
            [self.python.with_name(command[0]), *command[1:]],
            cwd=self.folder,
            env={name: text for name, text in os.environ.items() if name != "PYTHONPATH"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")  # its tests run apart: those with a browser come last
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("installed")
    building = (*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(place))
    subprocess.run([*building, str(ROOT)], check=True)  # noqa: S603 - no shell
    (wheel,) = place.glob("*.whl")
    venv.create(place / "venv", symlinks=True)
    python = place / "venv" / "bin" / "python"
    installing = ("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    subprocess.run([*PIP, *installing], check=True)  # noqa: S603 - no shell
    own = sysconfig.get_path("purelib", vars={"base": str(place / "venv")})
    (Path(own) / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (place / "empty").mkdir()
    return Installed(wheel, python, place / "empty")


def files_below(*folders: Path) -> set[str]:
    return {
        path.relative_to(folder.parent).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not set(path.parts) & set(NOT_SHIPPED)
    }


def test_the_wheel_has_every_file_of_the_package_and_every_asset_but_the_readmes_pictures(
    installed: Installed,
):
    shipped = {name for name in ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    assets = {f"cnnviz/{name}" for name in files_below(ROOT / "assets")}
    assert shipped == files_below(ROOT / "cnnviz") | assets


def test_the_command_says_the_one_version(installed: Installed):
    assert installed.run("cnnviz", "--version") == f"cnnviz {cnnviz.__version__}\n"
    script = "import importlib.metadata; print(importlib.metadata.version('cnnviz'))"
    assert installed.run("python", "-c", script) == f"{cnnviz.__version__}\n"


OUTSIDE = """
import doctest, cnnviz, cnnviz.filters.convolution

failed, attempted = doctest.testmod(cnnviz.filters.convolution)
print(failed, attempted > 0)
print(cnnviz.load_network("digits").parameters, cnnviz.load_network("photos").labels[285])
print(cnnviz.__file__)
"""


def test_python_has_networks_and_examples_that_run_outside_the_project(installed: Installed):
    examples, networks, place = installed.run("python", "-c", OUTSIDE).splitlines()
    assert examples == "0 True"
    assert networks == "51346 Egyptian cat"
    assert Path(place).is_relative_to(installed.python.parents[1])


def test_the_installed_app_reads_what_is_drawn(
    installed: Installed, start_server: Callable[..., Server], open_page: Callable[..., Page]
):
    server = start_server(python=installed.python, folder=installed.folder)
    page = open_page("/digits", server=server)
    wait_until_live(page)
    draw(page, DIGITS[7])
    assert top_guess(page) == "7"
