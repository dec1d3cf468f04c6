"""Run every check: lint, format, types, then all tests; fail when one of them fails."""

import subprocess
import sys
import time

from tools.server import ROOT

STEPS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    # a worker per core, each with a server and a Chromium; who is idle takes over from the others
    "tests": ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
}


def run(command: tuple[str, ...]) -> tuple[bool, float]:
    """Run a module of the environment; return whether it succeeded and its seconds."""
    started = time.monotonic()
    code = subprocess.call([sys.executable, "-m", *command], cwd=ROOT)  # noqa: S603 - no shell
    return code == 0, time.monotonic() - started


def main() -> None:
    """Run the steps in order, all of them, and say which failed."""
    failed = []
    for name, command in STEPS.items():
        print(f"== {name}: {' '.join(command)}", flush=True)
        passed, seconds = run(command)
        print(f"== {name} {'passed' if passed else 'FAILED'} in {seconds:.1f} s\n", flush=True)
        failed += [] if passed else [name]
    if failed:
        sys.exit(f"FAILED: {', '.join(failed)}")
    print("All checks passed.")


if __name__ == "__main__":
    main()
