"""Check the project: ``python -m tools.check`` runs everything, ``--fast`` all but slow tests.

Every step runs, whatever became of the ones before it; one that failed fails the whole.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.server import ROOT

# Two for each core, each with a server and a Chromium: a test of a page waits for about
# half of its time. Who is idle takes over from the others.
WORKERS = min(4, 2 * (os.cpu_count() or 1))
PYTEST = ("python", "-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal")
UNIT = "not browser and not slow"


@dataclass(frozen=True)
class Step:
    """One command that passes or fails.

    Attributes
    ----------
    name : str
        What the report calls it.
    command : tuple of str
        A script of the environment, such as ``python``, and its arguments.
    """

    name: str
    command: tuple[str, ...]


STEPS = (
    Step("lint", ("ruff", "check", ".")),
    Step("format", ("ruff", "format", "--check", ".")),
    Step("imports", ("lint-imports", "--no-logo")),
)
BESIDE = (  # on one core each and slow without a cache: they run beside the others
    Step("types", ("mypy",)),
    Step("javascript: lint", ("python", "-m", "tools.javascript", "eslint", ".")),
    Step("javascript: types", ("python", "-m", "tools.javascript", "tsc")),
)
TESTS = Step("tests", PYTEST)
UNIT_TESTS = Step("unit tests", (*PYTEST, "-m", UNIT))


@dataclass(frozen=True)
class Running:
    """A step that has begun, with what it wrote so far, and when it began."""

    step: Step
    process: subprocess.Popen[bytes]
    written: IO[bytes] | None
    begun: float

    def finish(self) -> bool:
        """Wait for its end, print what it wrote, and return whether it passed."""
        code = self.process.wait()
        if self.written:
            self.written.seek(0)
            print(heading(self.step), self.written.read().decode(errors="replace"), sep="\n")
        seconds = time.monotonic() - self.begun
        print(f"== {self.step.name} {'FAILED' if code else 'passed'} after {seconds:.1f} s\n")
        return code == 0


def heading(step: Step) -> str:
    """Return the line above what a step writes.

    Examples
    --------
    >>> heading(Step("format", ("ruff", "format", "--check", ".")))
    '== format: ruff format --check .'
    """
    return f"== {step.name}: {' '.join(step.command)}"


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for a step, in which Python may keep what it compiles.

    The tests start dozens of processes, servers above all; each would compile Streamlit anew.

    Examples
    --------
    >>> environment({"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1"})
    {'PATH': '/bin'}
    """
    return {key: text for key, text in variables.items() if key != "PYTHONDONTWRITEBYTECODE"}


def begin(step: Step, output: IO[bytes] | None = None) -> Running:
    """Start a step, which writes to `output` or at once."""
    script, *arguments = step.command
    process = subprocess.Popen(  # noqa: S603 - no shell
        [Path(sys.executable).with_name(script), *arguments],
        cwd=ROOT,
        env=environment(os.environ),
        stdout=output,
        stderr=subprocess.STDOUT,
    )
    return Running(step, process, output, time.monotonic())


def run(steps: tuple[Step, ...], beside: tuple[Step, ...]) -> list[str]:
    """Run steps in turn and others beside them, and return the names of those that failed."""
    failed = []
    with ExitStack() as files:
        running = [begin(step, files.enter_context(tempfile.TemporaryFile())) for step in beside]
        for step in steps:
            print(heading(step), flush=True)
            if not begin(step).finish():
                failed.append(step.name)
        failed += [each.step.name for each in running if not each.finish()]
    return failed


def main() -> None:
    """Run the steps, all of them, and say which failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.check", description="Check cnnviz.")
    parser.add_argument("--fast", action="store_true", help=f"only the tests that are {UNIT}")
    fast = parser.parse_args().fast
    begun = time.monotonic()
    failed = run((*STEPS, UNIT_TESTS if fast else TESTS), BESIDE)
    seconds = time.monotonic() - begun
    if failed:
        sys.exit(f"FAILED after {seconds:.0f} s: {', '.join(failed)}")
    print(f"All checks passed in {seconds:.0f} s.")


if __name__ == "__main__":
    main()
