"""Look for inputs that do harm: ``python -m fuzz`` gives each target a minute.

By Atheris, which looks for new ways through the code, where it is installed; else by chance.
"""

import argparse
import hashlib
import importlib.util
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from fuzz.parent import Outcome, run
from fuzz.targets import TARGETS

FOUND: Final = Path(__file__).resolve().parent / "found"


def look(name: str, seconds: float, seed: int, *, by_chance: bool) -> Outcome:
    """Run one target for its time."""
    options = ["--seconds", str(seconds), "--seed", str(seed)]
    if by_chance:
        return run(name, *options)
    with tempfile.TemporaryDirectory(prefix="cnnviz-seeds-") as folder:
        for index, data in enumerate(TARGETS[name]().seeds()):
            (Path(folder) / f"{index:03}").write_bytes(data)
        return run(name, *options, "--guided", "--inputs", folder, module="fuzz.guided")


def keep(name: str, data: bytes) -> Path:
    """Write an input that did harm to a file, for `--inputs` of `fuzz.child`."""
    path = FOUND / name / hashlib.sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def main() -> None:
    """Look at every target, or those named, and fail when one of them does harm."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    parser.add_argument("--by-chance", action="store_true", help="even where Atheris is installed")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"TARGET must be one of {', '.join(TARGETS)}, got {', '.join(unknown)}")
    by_chance = options.by_chance or importlib.util.find_spec("atheris") is None
    failed = False
    print(f"{'by chance' if by_chance else 'with Atheris'}, seed {options.seed}")
    for name in options.targets or TARGETS:
        outcome = look(name, options.seconds, options.seed, by_chance=by_chance)
        figures = outcome.figures
        print(
            f"{name:8} {figures.inputs:9,} inputs, slowest {figures.slowest:.2f} s, "
            f"at most {figures.above_idle / 1e6:.1f} MB above idle",
            flush=True,
        )
        if outcome.problem:
            failed = True
            print(f"{outcome.problem}\nthe input is in {keep(name, outcome.last)}", flush=True)
    if failed:
        sys.exit("FAILED")


if __name__ == "__main__":
    main()
