"""The process in which inputs are read: it ends itself when something happens that must not.

What it did stands in a file that its parent maps as well, as it may have no time left to tell.
"""

import argparse
import contextlib
import faulthandler
import os
import random
import resource
import signal
import sys
import time
import warnings
from pathlib import Path
from typing import Any, Final, TextIO

from fuzz.account import LONGEST, Account
from fuzz.judging import Target, judge
from fuzz.mutations import mutate

MOST_BYTES: Final = 200_000_000  # above idle
ADDRESS_BYTES: Final = 8 << 30  # so that a runaway can't take the machine along
FORBIDDEN: Final = (
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    *("socket.connect", "socket.bind", "pickle.find_class", "ctypes.dlopen", "code.__new__"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink"),
)


class Watched:
    """Reads inputs one by one, and keeps account.

    Parameters
    ----------
    target : Target
    account : Account
    seconds : float
        How much of the processor's time one input may take.
    """

    def __init__(self, target: Target, account: Account, seconds: float) -> None:
        self._target = target
        self._account = account
        self._seconds = seconds
        for seed in target.seeds():
            self._judge(seed)  # imports what it needs
        self._peaks = Peaks()
        guard()

    def read(self, data: bytes) -> None:
        """Let the target read one input, as it is and mended, each within its limits."""
        data = data[:LONGEST]
        taken = [self._take(one) for one in {data, self._target.mend(data)}]
        self._account.count(max(seconds for seconds, _ in taken), max(above for _, above in taken))

    def _take(self, data: bytes) -> tuple[float, int]:
        """Read, and return what it took: seconds of the processor, and bytes above idle."""
        idle = self._peaks.forget()
        signal.setitimer(signal.ITIMER_PROF, self._seconds)
        start = time.process_time()
        self._judge(data)
        seconds = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        above = max(0, peak_bytes() - idle)
        if above > MOST_BYTES:
            raise AssertionError(f"{above:,} bytes above idle")
        return seconds, above

    def _judge(self, data: bytes) -> None:
        self._account.begin(data)
        judge(self._target, data)
        self._account.end()


class Peaks:
    """Measures one input's memory after another; made before writing files is forbidden."""

    def __init__(self) -> None:
        self._forgets: TextIO | None = None
        with contextlib.suppress(OSError):  # no Linux: what earlier inputs needed counts as idle
            self._forgets = Path("/proc/self/clear_refs").open("w")  # noqa: SIM115 - to the end

    def forget(self) -> int:
        """Let the most memory so far be what is held now, and return that in bytes."""
        if self._forgets is not None:
            self._forgets.write("5")
            self._forgets.flush()
        return peak_bytes()


def peak_bytes() -> int:
    """Return the most memory held so far, in bytes."""
    try:
        status = Path("/proc/self/status").read_bytes()
    except OSError:  # no Linux
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    # getrusage counts what the program held that this one was started by, too
    return int(status.partition(b"VmHWM:")[2].split()[0]) * 1024


def guard() -> None:
    """From now on, end this process when it writes a file, runs a program or connects."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
    sys.addaudithook(_on_event)


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    opens_to_write = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if opens_to_write or event in FORBIDDEN:
        print(f"{event} {arguments!r:.300}", file=sys.stderr, flush=True)
        os._exit(1)


def read_changed(watched: Watched, target: Target, options: argparse.Namespace) -> None:
    """Read changed seeds until either limit is reached."""
    rng = random.Random(options.seed)  # noqa: S311 - so that it can be repeated
    inputs = target.seeds()
    end = time.monotonic() + options.seconds
    for _ in range(options.iterations):
        if time.monotonic() > end:
            break
        watched.read(mutate(rng.choice(inputs), inputs, rng))


def read_guided(watched: Watched, options: argparse.Namespace) -> None:
    """Let Atheris look for inputs that take new ways through the code; it ends the process."""
    import atheris

    seeds = sorted(str(path) for path in options.inputs.iterdir())
    limits = (f"-max_total_time={options.seconds:.0f}", "-max_len=65536", "-rss_limit_mb=0")
    begin = (f"-seed={options.seed + 1}", f"-seed_inputs={','.join(seeds)}")
    # Where it would write an input that did harm, which `guard` forbids: not where it was started
    nowhere = f"-artifact_prefix={options.account.parent}/"
    atheris.Setup([sys.argv[0], *limits, *begin, nowhere], watched.read)
    atheris.Fuzz()


def main() -> None:
    """Read inputs: those of a folder and changed seeds, or what Atheris makes of a folder."""
    from fuzz.targets import TARGETS  # brings torch

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("account", type=Path)
    parser.add_argument("--inputs", type=Path, help="a folder of files to read")
    parser.add_argument("--guided", action="store_true", help="by Atheris")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--iterations", type=int, default=sys.maxsize)
    parser.add_argument("--seconds", type=float, default=sys.maxsize)
    parser.add_argument("--limit", type=float, help="seconds for one input, if not the target's")
    options = parser.parse_args()
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)  # and end, as without it
    warnings.simplefilter("ignore")  # Pillow's own remarks on broken files
    target = TARGETS[options.target]()
    watched = Watched(target, Account(options.account), options.limit or target.seconds)
    if options.guided:
        read_guided(watched, options)
        return
    for path in sorted(options.inputs.iterdir()) if options.inputs else ():
        watched.read(path.read_bytes())
    read_changed(watched, target, options)


if __name__ == "__main__":
    main()
