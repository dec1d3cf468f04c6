"""Run every check: lint, format, all tests, and types beside them; fail when one of them fails."""

import subprocess
import sys
import time
from pathlib import Path

from tools.server import ROOT

STEPS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "imports": ("lint-imports", "--no-logo"),
    "javascript: lint": ("tools.javascript", "eslint", "."),
    # a worker per core, each with a server and a Chromium; who is idle takes over from the others
    "tests": ("pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
}
IMPORTS = "lint-imports"  # a script beside Python: it can't be run as a module
TYPES = ("mypy",)  # on one core only, half a minute without its cache: beside the other steps


def command_of(step: tuple[str, ...]) -> list[str]:
    """Return the command that runs a module or a script of the environment."""
    if step[0] == IMPORTS:
        return [str(Path(sys.executable).with_name(IMPORTS)), *step[1:]]
    return [sys.executable, "-m", *step]


def told(name: str, code: int, seconds: float) -> bool:
    """Say how a step ended; return whether it succeeded."""
    print(f"== {name} {'FAILED' if code else 'passed'} after {seconds:.1f} s\n", flush=True)
    return code == 0


def main() -> None:
    """Run the steps, all of them, and say which failed."""
    passed = {}
    begun = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - no shell
        command_of(TYPES), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as types:
        for name, step in STEPS.items():
            print(f"== {name}: {' '.join(step)}", flush=True)
            started = time.monotonic()
            code = subprocess.call(command_of(step), cwd=ROOT)  # noqa: S603 - no shell
            passed[name] = told(name, code, time.monotonic() - started)
        print(f"== types: {' '.join(TYPES)}\n{types.communicate()[0]}", flush=True)
    passed["types"] = told("types", types.returncode, time.monotonic() - begun)
    if failed := [name for name, has_passed in passed.items() if not has_passed]:
        sys.exit(f"FAILED: {', '.join(failed)}")
    print("All checks passed.")


if __name__ == "__main__":
    main()
